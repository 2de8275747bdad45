"""The first stage on Docs: which tokens the paragraphs and passages are, and which paragraphs get parsed."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.extraction.quotation.component import quotation_marks


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def texts(doc: Doc, ranges: list[tuple[int, int]]) -> list[str]:
    return [doc[first:last].text for first, last in ranges]


def test_passages_and_paragraphs_are_told_in_tokens_too(nlp):
    doc = quotation_marks(nlp("“We stay,” said Ada Moor.\n\nNobody left. «Nobody»!"))
    assert texts(doc, doc._.paragraph_tokens) == ["“We stay,” said Ada Moor.", "Nobody left. «Nobody»!"]
    assert texts(doc, doc._.passage_tokens) == ["“We stay,”", "«Nobody»"]


def test_a_passage_that_begins_inside_a_token_holds_that_token():
    doc = Doc(spacy.blank("en").vocab, words=["so-called“pier”owners", "left"], spaces=[True, False])
    quotation_marks(doc)
    assert doc._.passages
    assert texts(doc, doc._.passage_tokens) == ["so-called“pier”owners"]


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        pytest.param("None.\n\nHere.\n\nEither.", [False, False, False], id="no quotes"),
        pytest.param(
            "None.\n\nLead.\n\n“Here.”\n\nAfter.", [False, True, True, False], id="the one before too"
        ),
        pytest.param("“Here.”\n\nNone.\n\nLead.\n\n“There.”", [True, False, True, True], id="two apart"),
    ],
)
def test_paragraphs_with_passages_and_those_before_them_are_parsed(text, parsed, nlp):
    assert quotation_marks(nlp(text))._.parsed_paragraphs == parsed


def test_no_text_has_nothing(nlp):
    doc = quotation_marks(nlp(""))
    assert doc._.paragraphs == doc._.passages == doc._.passage_tokens == []
