"""The features of mentions, passages and titles, on Docs parsed by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from quotes.extraction.attribution.article_words import ArticleWords
from quotes.extraction.attribution.attributor import Attributor
from quotes.extraction.attribution.options import NOBODY
from quotes.extraction.attribution.passage_views import in_bins

STAY = "“ We/PRON/nsubj>stay stay/VERB/ccomp>said , ”"


def features(doc: Doc, words: str, passage: int = -1) -> set[str]:
    """The features of one option of a passage: a mention by its words, or "nobody" or "unknown"."""
    ranking = Attributor({}).attribute(doc)[passage].ranking
    for option, _ in ranking:
        mention = option.mention
        if words == (option.label if mention is None else doc[mention.start : mention.end].text):
            return set(option.features)
    raise AssertionError(f"{words!r} is no option")


@pytest.mark.parametrize(
    ("notation", "feature"),
    [
        pytest.param(
            f"{STAY} Ada/PROPN/nsubj>said said/VERB .",
            "subject=own class=say side=after",
            id="its verb says",
        ),
        pytest.param(f"{STAY} Ada/PROPN/nsubj>said said/VERB .", "where=after0 words=0", id="right beside"),
        pytest.param(
            f"{STAY} said/VERB Ada/PROPN/nsubj>said .", "after pattern=Vsay", id="the words between"
        ),
        pytest.param(
            f"Ada/PROPN/nsubj>said said/VERB : {STAY}", "before pattern=Vsay :", id="a colon between"
        ),
        pytest.param(
            f"Ada/PROPN/nsubj>left left/VERB . {STAY} he/PRON/nsubj>said said/VERB/dep>left .",
            "where=before1",
            id="a sentence away",
        ),
        pytest.param(
            f"Ada/PROPN/nsubj>left left/VERB . ¶ {STAY} he/PRON/nsubj>said said/VERB .",
            "where=before-paragraph",
            id="a paragraph away",
        ),
    ],
)
def test_a_mention_has_the_feature(notation, feature, parsed):
    assert feature in features(parsed(notation), "Ada")


def test_a_mention_that_spoke_before_is_told_from_others(parsed):
    doc = parsed(
        f"{STAY} Ada/PROPN/nsubj>said told/VERB/dep>said Ben/PROPN/nsubj>told said/VERB . "
        "“ You/PRON/nsubj>go go/VERB/parataxis>said . ”"
    )
    decided = Attributor({"subject=own class=say side=after": 9.0}).attribute(doc)
    assert doc[decided[0].mention.start].text == "Ada"
    by_name = {
        doc[option.mention.start].text: option.features for option, _ in decided[1].ranking if option.mention
    }
    assert any(feature.startswith("same-mention-as-before") for feature in by_name["Ada"])
    assert not any(feature.startswith("same-mention-as-before") for feature in by_name["Ben"])


@pytest.mark.parametrize(
    ("words", "titled"),
    [
        ("The/DET Old/ADJ Pier/PROPN of/ADP Tarn/PROPN", "title"),
        ("Pier/NOUN", "word"),
        ("STAY/VERB OUT/ADV", "capitals"),
        ("We/PRON stay/VERB here/ADV", "few"),
        ("Old/ADJ Pier/NOUN falls/VERB", "most"),
    ],
)
def test_the_capitals_of_a_passage_are_told(words, titled, parsed):
    doc = parsed(f"She/PRON/nsubj>named named/VERB it “ {words} ” .")
    assert any(feature.endswith(f"titled={titled}") for feature in features(doc, NOBODY))


@pytest.mark.parametrize(
    ("before", "named"),
    [("the film", "work1"), ("a film that/PRON", "work2"), ("a house", "none"), ("a film . In/ADP", "none")],
)
def test_a_word_that_announces_a_title_is_told_with_its_distance(before, named, parsed):
    doc = parsed(f"She/PRON/nsubj>saw saw/VERB {before} “ Old/ADJ Pier/PROPN ” .")
    assert any(feature.startswith(f"nobody named-by={named} ") for feature in features(doc, NOBODY))


@pytest.mark.parametrize(
    ("words", "person"), [("we stay", "first"), ("you go", "second"), ("they came", "none")]
)
def test_words_of_i_and_you_are_told(words, person, parsed):
    doc = parsed(f"“ {words} ” , she/PRON/nsubj>said said/VERB .")
    assert any(feature.startswith(f"nobody person={person} ") for feature in features(doc, NOBODY))


def test_words_between_marks_more_than_once_are_told(parsed):
    doc = parsed("The “ Pier ” and/CCONJ the “ pier ” fell/VERB .")
    assert any(feature.startswith("nobody repeated=2 ") for feature in features(doc, NOBODY))


@pytest.mark.parametrize(
    ("article", "headline"),
    [
        pytest.param("They/PRON said/VERB “ no ” .", False, id="an article of one paragraph has no headline"),
        pytest.param("They/PRON said/VERB “ no ” ¶ He/PRON left/VERB .", True, id="the first of several"),
        pytest.param("He/PRON left/VERB ¶ They/PRON said/VERB “ no ” .", False, id="a later one"),
    ],
)
def test_the_first_of_several_paragraphs_counts_as_a_headline(article, headline, parsed):
    assert f"nobody family=double first-paragraph={headline}" in features(parsed(article), NOBODY)


def test_somebody_unknown_has_nobodys_features_under_a_name_of_its_own(parsed):
    doc = parsed("“ We/PRON/nsubj>stay stay/VERB . ”")
    assert features(doc, "unknown") == {f"unknown {feature}" for feature in features(doc, NOBODY)}


def test_features_can_stand_on_a_line_of_the_weights_file(parsed):
    doc = parsed(f"Ada/PROPN/nsubj>left left/VERB . ¶ {STAY} he/PRON/nsubj>said said/VERB .")
    for found in Attributor({}).attribute(doc):
        for option, _ in found.ranking:
            assert not any(set("\t\n\r") & set(feature) for feature in option.features)


@pytest.mark.parametrize(
    ("count", "size"), [(0, "0"), (4, "4"), (5, "6"), (6, "6"), (20, "20"), (36, "more"), (10**6, "more")]
)
def test_counts_are_told_in_sizes(count, size):
    assert in_bins(count) == size


def test_a_verb_inside_quotation_marks_reports_nothing(parsed):
    doc = parsed("“ He/PRON/nsubj>said said/VERB so . ” Ada/PROPN/nsubj>added added/VERB .")
    article = ArticleWords(doc._.tree, doc._.passages, doc._.passage_tokens, doc._.paragraph_tokens, doc.text)
    assert [token.text for token in doc if article.reports(token.i)] == ["added"]
