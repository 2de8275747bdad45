"""Credit lines. The tables read: a text, and its credited passages as (name, words)."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.extraction.quotation.credits import find_credits, posted_on
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs


def credited(text: str) -> list[tuple[str, str]]:
    paragraphs = split_paragraphs(text)
    return [
        (text[slice(*credit.name)], text[credit.passage.start : credit.passage.end])
        for credit in find_credits(text, paragraphs, find_passages(text, paragraphs))
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("— Ada Moor", "Ada Moor", id="a name"),
        pytest.param("– Ada Moor, keeper of the light", "Ada Moor", id="a name and an office"),
        pytest.param("-- Ada Moor, The Courier.", "Ada Moor", id="two hyphens"),
        pytest.param("-Dr. Ada van der Moor", "Dr. Ada van der Moor", id="a hyphen and a particle"),
        pytest.param("— Ada Moor (Tarn)", "Ada Moor", id="a place in brackets"),
        pytest.param("— Ada Moor in a letter to the board", "Ada Moor", id="a letter"),
        pytest.param("— Ada Moor (@ada_moor) May 3, 2021", "Ada Moor", id="a post"),
        pytest.param("— Ada Moor (@ada.bsky.example)", "Ada Moor", id="a handle with dots"),
        pytest.param("— the harbour cat 26 (@cat26) May 3, 2021", "the harbour cat 26", id="a chosen name"),
        pytest.param("— fisherman, 61", "fisherman", id="a description"),
    ],
)
def test_a_dash_and_a_name_name_the_source_of_the_words_before(line, name):
    words = "“We stay. We always did.”"
    assert credited(f"{words} {line}\n\nThe rain went on.") == [(name, words)]
    assert credited(f"{words}\n{line}\n\nThe rain went on.") == [(name, words)]


@pytest.mark.parametrize(
    "text",
    [
        "“We stay.” — Moor, for one, disagreed. The keeper left.",
        "“We stay.” — The crowd cheered as Moor sat down.",
        "She called it “a shame” — Moor",
        "Moor spoke first. He said: “We stay.” It rained.\n— Hale",
        "The rain went on.\n\n— Ada Moor",
    ],
)
def test_other_dashes_are_no_credits(text):
    assert credited(text) == []


def test_a_credit_holds_for_all_paragraphs_of_a_quotation():
    assert credited("“We stay.\n\n“We always did.”\n\n— Ada Moor") == [
        ("Ada Moor", "“We stay."),
        ("Ada Moor", "“We always did.”"),
    ]


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_post_needs_no_marks(between):
    text = f"The pier fell.\n\nWe did it!{between}— Ada Moor (@ada) 3 May 2021\n\nIt rained."
    assert credited(text) == [("Ada Moor", "We did it!")]


@pytest.mark.parametrize(
    ("day", "on"),
    [
        ("May 3, 2021", date(2021, 5, 3)),
        ("3 May 2021", date(2021, 5, 3)),
        ("Sept. 30, 2021", date(2021, 9, 30)),
        ("Feb 30, 2021", None),
        ("Keeper 3 2021", None),
    ],
)
def test_the_day_of_a_post_is_read(day, on):
    assert posted_on(day) == on


def test_a_post_was_written_on_the_day_in_its_credit(extractor):
    text = "The pier fell on Monday.\n\n“We did it!” — Ada Moor (@ada) May 3, 2021\n\nIt rained on Tuesday."
    (quote,) = extractor.extract(text, date(2021, 5, 5))
    assert (quote.speaker, quote.said.on, quote.said.basis) == ("Ada Moor", date(2021, 5, 3), "explicit")
