from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from quotes.extraction.pipeline import STAGES


@pytest.fixture(scope="module")
def nlp(extractor) -> Language:
    return extractor._nlp


def test_the_stages_stand_in_the_order_in_which_they_need_each_other(nlp):
    assert tuple(nlp.pipe_names) == STAGES


def test_what_each_stage_needs_has_been_set_before_it(nlp):
    analysis = nlp.analyze_pipes()
    assert all(problems == [] for problems in analysis["problems"].values())


def test_a_stage_moved_before_what_it_needs_is_told_of():
    shuffled = spacy.blank("en")
    for stage in ("attribution", "quotation_marks"):
        shuffled.add_pipe(stage)
    assert "doc._.passages" in shuffled.analyze_pipes()["problems"]["attribution"]


def test_the_stages_leave_on_the_doc_what_they_promise(nlp):
    doc = nlp("“We will rebuild the bridge,” said Laura Mendes.")
    assert len(doc._.paragraphs) == len(doc._.paragraph_tokens) == len(doc._.parsed_paragraphs) == 1
    assert (
        len(doc._.passages)
        == len(doc._.passage_tokens)
        == len(doc._.attributions)
        == len(doc._.resolutions)
        == 1
    )
    assert len(doc._.quotes) == 1
    assert doc._.tree.lower[1] == "we"


def test_a_doc_without_passages_gets_empty_lists(nlp):
    doc = nlp("The bridge is closed.")
    assert doc._.passages == doc._.attributions == doc._.resolutions == doc._.quotes == []


def test_the_words_of_the_models_tokenizer_are_used(nlp):
    assert [token.text for token in nlp.make_doc("“Don’t,” he said.")] == [
        "“",
        "Do",
        "n’t",
        ",",
        "”",
        "he",
        "said",
        ".",
    ]
