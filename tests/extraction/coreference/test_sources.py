"""Sources become names, on Docs parsed by hand and decisions made by the shipped weights."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from quotes.extraction.attribution.attributor import Attributor
from quotes.extraction.coreference.sources import resolve_sources

STAY = "“ We/PRON/nsubj>stay will/AUX/aux>stay stay/VERB/ccomp>said , ”"
ADA = "{PERSON Ada/PROPN/nsubj>said Moor/PROPN/flat>Ada }"


def names(doc: Doc) -> list[tuple[str, str] | None]:
    doc._.attributions = Attributor().attribute(doc)
    return [found and (found.name, found.kind) for found in resolve_sources(doc)]


def test_a_name_is_itself(parsed):
    assert names(parsed(f"{STAY} {ADA} said/VERB .")) == [("Ada Moor", "person")]


def test_a_pronoun_means_whom_the_text_speaks_of(parsed):
    doc = parsed(
        "{PERSON Ada/PROPN/nsubj>came Moor/PROPN/flat>Ada } came/VERB home/ADV . ¶ "
        f"{STAY} she/PRON/nsubj>said said/VERB ."
    )
    assert names(doc) == [("Ada Moor", "person")]


def test_a_passage_without_a_mention_has_no_name(parsed):
    doc = parsed("“ We/PRON/nsubj>stay stay/VERB . ”")
    doc._.attributions = Attributor({"unknown nobody": 9.0}).attribute(doc)
    assert resolve_sources(doc) == [None]


def test_in_an_interview_the_answers_are_those_of_the_person_named_before_it(parsed):
    doc = parsed(
        "{PERSON Ada/PROPN/nsubj>kept Moor/PROPN/flat>Ada } kept/VERB the pier . ¶ "
        "Q : Why ? ¶ A : Because . ¶ Q : And now ? ¶ A : Now we stay ."
    )
    asked = ("Q", "anonymous")
    assert names(doc) == [asked, ("Ada Moor", "person"), asked, ("Ada Moor", "person")]


def test_an_interview_that_names_nobody_stays_unnamed(parsed):
    doc = parsed("Q : Why ? ¶ A : Because . ¶ Q : And now ? ¶ A : Now we stay .")
    assert names(doc) == [("Q", "anonymous"), ("A", "anonymous")] * 2


def test_a_label_with_a_full_stop_is_an_interviews_label_too(parsed):
    doc = parsed(
        "{PERSON Ada/PROPN/nsubj>kept Moor/PROPN/flat>Ada } kept/VERB the pier . ¶ "
        "Q. Why ? ¶ A. Because . ¶ Q. And now ? ¶ A. Now we stay ."
    )
    asked = ("Q", "anonymous")
    assert names(doc) == [asked, ("Ada Moor", "person"), asked, ("Ada Moor", "person")]


def test_it_may_be_a_document_that_was_the_subject_before(parsed):
    doc = parsed(
        f"The/DET/det>letter letter/NOUN/nsubj>came came/VERB/ROOT . ¶ {STAY} it/PRON/nsubj>said said/VERB ."
    )
    assert names(doc) == [("The letter", "document")]


def test_whoever_calls_somebody_a_liar_is_somebody_else(parsed):
    doc = parsed(
        "A/DET/det>lawmaker lawmaker/NOUN/nsubj>called called/VERB/ROOT {PERSON Ada/PROPN/obj>called "
        "Moor/PROPN/flat>Ada } a/DET/det>liar liar/NOUN/xcomp>called . ¶ "
        f"{STAY} the/DET/det>lawmaker lawmaker/NOUN/nsubj>said said/VERB ."
    )
    assert names(doc) == [("A lawmaker", "anonymous")]


@pytest.mark.parametrize(
    "text",
    [
        "It angered rivals such as Mayor Ada Moor of Texas, who said it was “a disgrace”.",
        "It angered Mayor Ada Moor,  who said it was “a disgrace”.",
    ],
)
def test_who_means_the_person_before_a_place_or_a_space(extractor, text):
    assert [quote.speaker for quote in extractor.extract(text)] == ["Ada Moor"]
