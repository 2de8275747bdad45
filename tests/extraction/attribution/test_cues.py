"""Which words tie a passage to who said it, on Docs parsed by hand."""

from __future__ import annotations

import pytest

from quotes.extraction.attribution.cues import acting_subjects, find_cue_links, verb_class


def links_of(doc) -> list[tuple[str, str, str]]:
    """Word, way and side of each cue link of the Doc's last passage."""
    inside = [False] * len(doc)
    for first, last in doc._.passage_tokens:
        inside[first:last] = [True] * (last - first)
    passage = doc._.passages[-1]
    paragraph = doc._.paragraph_tokens[passage.paragraph]
    links = find_cue_links(doc._.tree, doc._.passage_tokens[-1], paragraph, inside)
    return [(doc[link.token].text, link.how, link.side) for link in links]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        pytest.param(
            "“ We/PRON/nsubj>stay stay/VERB/ccomp>said , ” said/VERB Ada/PROPN/nsubj>said .",
            [("said", "gov:ccomp+near", "after")],
            id="the verb that governs the passage, beside it",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>said said/VERB they would “ never/ADV/advmod>leave leave/VERB/ccomp>said ” .",
            [("said", "gov:ccomp+near", "before")],
            id="before it",
        ),
        pytest.param(
            "“ We/PRON/nsubj>stay stay/VERB , ” said/VERB/parataxis>stay Ada/PROPN/nsubj>said .",
            [("said", "below:parataxis+near", "after")],
            id="the verb that hangs below the passage",
        ),
        pytest.param(
            "“ We/PRON/nsubj>stay stay/VERB/dep>came , ” came/VERB the answer/NOUN/nsubj>came , "
            "said/VERB/parataxis>came Ada/PROPN/nsubj>said .",
            [("came", "gov:dep", "after"), ("said", "near", "after")],
            id="one by the tree and another by its place",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>left left/VERB . “ Stay/VERB/dep>left ! ”",
            [("left", "gov:dep", "before")],
            id="the verb of a sentence of which it is a part",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>said said/VERB so . “ Stay/VERB/dep>said ! ”",
            [("said", "gov:dep", "before")],
            id="a reporting verb beyond the end of a sentence does not stand near",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>praised praised/VERB the “ iron/ADJ/amod>will will/NOUN/obj>praised ” .",
            [("praised", "gov:obj+near", "before")],
            id="a verb with a fragment for its object",
        ),
        pytest.param(
            "The/DET/det>pier pier/NOUN/nsubj>fell fell/VERB ¶ “ Enough/ADV ”",
            [],
            id="verbs of other paragraphs are none",
        ),
    ],
)
def test_verbs_are_tied_to_a_passage_by_the_tree_or_by_standing_near(notation, expected, parsed):
    assert links_of(parsed(notation)) == expected


def test_a_verb_inside_another_passage_is_no_cue(parsed):
    doc = parsed(
        "“ I/PRON/nsubj>said said/VERB/dep>left no/INTJ/obj>said ” Ada/PROPN left/VERB “ now/ADV ” ."
    )
    assert ("said", "near", "before") not in links_of(doc)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("said/VERB", "say"),
        ("tweeted/VERB", "write"),
        ("hopes/VERB", "think"),
        ("walks/VERB", ""),
        ("say/DET", ""),
    ],
)
def test_verbs_have_the_class_of_their_base_form(word, expected, parsed):
    assert verb_class(parsed(word)._.tree, 0) == expected


@pytest.mark.parametrize(
    ("notation", "verb", "expected"),
    [
        pytest.param("Ada/PROPN/nsubj>said said/VERB no .", "said", [("Ada", "own")], id="its own"),
        pytest.param(
            "Ada/PROPN/nsubj>rose rose/VERB and/CCONJ/cc>said said/VERB/conj>rose no .",
            "said",
            [("Ada", "conj")],
            id="of the verb it is joined to",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>went went/VERB on/ADP/compound>went to/PART/mark>say say/VERB/xcomp>went no .",
            "say",
            [("Ada", "xcomp")],
            id="of the verb it completes",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>sent sent/VERB a note/NOUN/obj>sent saying/VERB/acl>note no .",
            "saying",
            [("note", "acl"), ("Ada", "acl^")],
            id="the noun it belongs to, and who acts upon that",
        ),
        pytest.param(
            "Ada/PROPN/nsubj>left , who/PRON/nsubj>said said/VERB/acl:relcl>Ada no , left/VERB .",
            "said",
            [("who", "own"), ("Ada", "relative")],
            id="the relative pronoun and what it stands for",
        ),
        pytest.param("Said/VERB no .", "Said", [], id="none"),
    ],
)
def test_who_acts_is_looked_for_upwards(notation, verb, expected, parsed):
    doc = parsed(notation)
    at = next(token.i for token in doc if token.text == verb)
    assert [(doc[token].text, way) for token, way in acting_subjects(doc._.tree, at)] == expected
