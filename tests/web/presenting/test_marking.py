"""A text cut where quotes, mentions and cues begin and end."""

from __future__ import annotations

from quotes.web.presenting.marking import Marked, Stretch, paragraphs


def test_the_stretches_of_a_text_are_the_text() -> None:
    text = "One “a” said.\n\n“b\n\n“c” he said."
    marks = [Marked(4, 7, "quote", 0), Marked(8, 12, "cue", 0), Marked(15, 18, "quote", 1)]
    found = paragraphs(text, marks)
    assert ["".join(part.text for part in one.stretches) for one in found] == [
        "One “a” said.", "“b", "“c” he said.",
    ]  # fmt: skip


def test_a_quote_begins_once_though_it_goes_on_in_the_next_paragraph() -> None:
    text = "“a\n“b”"
    found = paragraphs(text, [Marked(0, 2, "quote", 0), Marked(3, 6, "quote", 0)])
    assert [[part.first for part in one.stretches] for one in found] == [[True], [False]]


def test_a_quote_within_a_quote_is_marked_as_the_inner_one() -> None:
    found = paragraphs("“a ‘b’ c”", [Marked(0, 9, "quote", 0), Marked(3, 6, "quote", 1)])
    assert found[0].stretches == [
        Stretch("“a ", 0, True), Stretch("‘b’", 1, True), Stretch(" c”", 0, False),
    ]  # fmt: skip


def test_a_mention_may_stand_for_several_quotes() -> None:
    found = paragraphs("he said", [Marked(0, 2, "mention", 0), Marked(0, 2, "mention", 3)])
    assert found[0].stretches == [Stretch("he", mention_of=(0, 3)), Stretch(" said")]
