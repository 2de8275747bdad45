"""Paragraphs. The tables read: a text, and its paragraphs' texts."""

from __future__ import annotations

import pytest

from quotes.extraction.text.paragraphs import split_paragraphs


def split(text: str) -> list[str]:
    return [text[paragraph.start : paragraph.end] for paragraph in split_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="no text"),
        pytest.param(" \n\t\r\n \u2028", [], id="white space alone"),
        pytest.param("One line.", ["One line."], id="a line without an end"),
        pytest.param("First.\nSecond.", ["First.", "Second."], id="a newline"),
        pytest.param("First.\n\n\n\nSecond.\n", ["First.", "Second."], id="blank lines"),
        pytest.param("First.\n \t\nSecond.", ["First.", "Second."], id="a blank line with white space on it"),
        pytest.param("First.\r\n\r\nSecond.\r\nThird.", ["First.", "Second.", "Third."], id="CRLF"),
        pytest.param("First.\rSecond.", ["First.", "Second."], id="CR alone"),
        pytest.param("First.\u2028Second.", ["First.", "Second."], id="line separator"),
        pytest.param("First.\u2029Second.", ["First.", "Second."], id="paragraph separator"),
        pytest.param("  First. \n\u00a0Second.\u3000", ["First.", "Second."], id="white space around"),
    ],
)
def test_lines_are_paragraphs(text, expected):
    assert split(text) == expected


def test_paragraphs_are_numbered_in_order():
    assert [paragraph.index for paragraph in split_paragraphs("One.\n\nTwo.\n\nThree.")] == [0, 1, 2]


WRAPPED = (
    "The council of Tarn met on Monday evening to hear what the two\n"
    "engineers had found under the old pier, and to settle who would\n"
    "pay for it before the winter storms come in over the bay again.\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_wrapped_at_a_width_are_joined_until_a_blank_one(newline):
    blocks = ("Pier Falls Into The Sea\n\n" + WRAPPED + "\n" + WRAPPED + "\n" + WRAPPED).replace(
        "\n", newline
    )
    assert split(blocks) == ["Pier Falls Into The Sea", *3 * [WRAPPED.strip().replace("\n", newline)]]


def test_a_quotation_that_a_wrapped_line_cuts_is_in_one_paragraph():
    text = WRAPPED + (
        "“We will not leave this town, and we will not leave the pier to\n"
        "the sea,” said Ada Moor, who has kept the harbour for as long as\n"
        "anybody there remembers.\n"
    )
    (paragraph,) = split(text)
    assert "the pier to\nthe sea,”" in paragraph


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            WRAPPED.replace("two\n", "two.\n").replace("would\n", "would.\n"), id="lines end sentences"
        ),
        pytest.param("Ada Moor\nHarbour master\nTarn\n", id="short lines"),
        pytest.param(WRAPPED, id="two cut lines alone"),
        pytest.param(
            WRAPPED.replace("\n", ".\n") * 3 + WRAPPED * 2, id="few cut lines among many whole ones"
        ),
        pytest.param((WRAPPED.replace("\n", " ") * 3 + "\n") * 3, id="long lines"),
    ],
)
def test_lines_that_end_where_sentences_do_or_at_no_steady_width_are_not_joined(text):
    assert split(text) == [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize("unit", ["\n", "\r\n", "a\n", " ", "word " * 12 + "\n", "\u2028."], ids=repr)
def test_time_grows_with_the_length_of_the_text_only(unit, seconds):
    short, long = unit * 2_000, unit * 32_000
    assert seconds(split_paragraphs, long) < 16 * 4 * seconds(split_paragraphs, short)


COLUMN = """The keeper, Ada Moor, told the
board on Friday that the lamp
was unsafe and that it would
fall on somebody soon.

The members left."""


def test_a_narrow_column_is_one_paragraph_up_to_a_blank_line():
    assert split(COLUMN) == [COLUMN.partition("\n\n")[0], "The members left."]


def test_short_lines_that_begin_with_capitals_are_paragraphs_of_their_own():
    verses = "The lamp is lit\nThe sea is wide\nThe keeper sleeps\nThe waves go by"
    assert len(split(verses)) == 4
