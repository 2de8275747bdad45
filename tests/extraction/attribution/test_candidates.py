"""Which words may name a source, on Docs parsed by hand."""

from __future__ import annotations

import pytest

from quotes.extraction.attribution.candidates import find_mentions

QUOTE = "“ We/PRON/nsubj>stay stay/VERB/ccomp>said , ”"


def listed(doc) -> list[tuple[str, str]]:
    return [(doc[found.start : found.end].text, found.kind) for found in find_mentions(doc, doc._.tree)]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "said/VERB {PERSON Ada/PROPN/nsubj>said Moor/PROPN/flat>Ada } .",
            ("Ada Moor", "person"),
            id="a person",
        ),
        pytest.param(
            "said/VERB the/DET/det>Council {ORG Tarn/PROPN/compound>Council Council/PROPN/nsubj>said } .",
            ("Tarn Council", "organization"),
            id="an organization",
        ),
        pytest.param("she/PRON/nsubj>said said/VERB .", ("she", "pronoun"), id="a pronoun"),
        pytest.param(
            "said/VERB the/DET/det>keeper old/ADJ/amod>keeper keeper/NOUN/nsubj>said .",
            ("the old keeper", "nominal"),
            id="a description",
        ),
        pytest.param(
            "said/VERB the/DET/det>report report/NOUN/nsubj>said .",
            ("the report", "nominal"),
            id="a document",
        ),
        pytest.param(
            "said/VERB {PERSON Ada/PROPN/nsubj>said Moor/PROPN/flat>Ada } , the/DET/det>keeper "
            "keeper/NOUN/appos>Ada of/ADP/case>pier the/DET/det>pier pier/NOUN/nmod>keeper .",
            ("the keeper of the pier", "nominal"),
            id="an apposition",
        ),
        pytest.param("said/VERB some/PRON/nsubj>said .", ("some", "pronoun"), id="somebody in general"),
        pytest.param(
            "said/VERB Moor/ADJ/nsubj>said .",
            ("Moor", "name"),
            id="a name the tagger took for something else",
        ),
    ],
)
def test_what_may_name_a_source_is_listed(rest, expected, parsed):
    assert expected in listed(parsed(f"{QUOTE} {rest}"))


def test_the_object_of_according_to_is_listed(parsed):
    doc = parsed(
        "The/DET/det>pier pier/NOUN/nsubj>is is/AUX “ doomed/ADJ/xcomp>is ” , according/VERB/case>survey "
        "to/ADP/fixed>according a/DET/det>survey survey/NOUN/obl>is ."
    )
    assert ("a survey", "nominal") in listed(doc)


def test_words_before_a_colon_are_listed(parsed):
    doc = parsed("The/DET/det>sign sign/NOUN/dep>Keep : “ Keep/VERB out/ADV/advmod>Keep ”")
    assert ("The sign", "nominal") in listed(doc)


def test_nothing_inside_quotation_marks_is_listed(parsed):
    doc = parsed(
        "“ {PERSON Ben/PROPN/nsubj>told } told/VERB/ccomp>said me/PRON/iobj>told , ” "
        "she/PRON/nsubj>said said/VERB ."
    )
    assert listed(doc) == [("she", "pronoun")]


def test_an_object_of_another_verb_is_not_listed(parsed):
    doc = parsed(
        f"{QUOTE} she/PRON/nsubj>said said/VERB and/CCONJ waved/VERB/conj>said "
        "a/DET/det>lantern lantern/NOUN/obj>waved ."
    )
    assert listed(doc) == [("she", "pronoun")]


def test_dates_and_sums_are_not_listed(parsed):
    doc = parsed(
        f"{QUOTE} she/PRON/nsubj>said said/VERB {{DATE Friday/PROPN/obl>said }} for/ADP "
        f"{{MONEY $40/NUM/obl>said }} ."
    )
    assert listed(doc) == [("she", "pronoun")]


def test_paragraphs_that_were_not_parsed_list_nobody(parsed):
    doc = parsed(
        "{PERSON Ben/PROPN/nsubj>left } left/VERB . ¶ Rain/NOUN fell/VERB . ¶ "
        f"{QUOTE} she/PRON/nsubj>said said/VERB ."
    )
    assert doc._.parsed_paragraphs == [False, True, True]
    assert all(text != "Ben" for text, _ in listed(doc))
    assert ("she", "pronoun") in listed(doc)


def test_one_mention_stands_for_a_head_and_all_come_in_text_order(parsed):
    doc = parsed(
        "{PERSON Ada/PROPN/nsubj>said Moor/PROPN/flat>Ada } , the/DET/det>keeper keeper/NOUN/appos>Ada , "
        "said/VERB “ we/PRON/nsubj>stay stay/VERB/ccomp>said ” , and/CCONJ "
        "he/PRON/nsubj>agreed agreed/VERB/conj>said ."
    )
    found = find_mentions(doc, doc._.tree)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
    assert len({mention.head for mention in found}) == len(found)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        pytest.param("MOOR/PROPN/dep>Stay : “ Stay/VERB . ”", ("MOOR", "label"), id="a surname"),
        pytest.param(
            "ADA/PROPN/dep>Stay MOOR/PROPN/flat>ADA : “ Stay/VERB . ”", ("ADA MOOR", "label"), id="two names"
        ),
        pytest.param("“ MOOR/PROPN/dep>Stay : Stay/VERB . ”", ("MOOR", "label"), id="inside the marks"),
    ],
)
def test_the_capitals_before_a_turn_are_its_label(notation, expected, parsed):
    assert expected in listed(parsed(notation))
