"""Which quotes of one speaker are one statement."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.tracking.statements import Said, same, statement_of
from quotes.tracking.words import words_of

DAY = date(2024, 5, 1)


def said(text: str, day: date | None = DAY, statement: int | None = None) -> Said:
    return Said(tuple(words_of(text)), day, statement)


SENTENCE = "We will rebuild the bridge before the winter comes."


@pytest.mark.parametrize(
    ("text", "day", "one"),
    [
        (SENTENCE, DAY, True),
        ("“We will rebuild the bridge – before the winter comes”", DAY, True),
        ("rebuild the bridge before the winter", DAY, True),
        ("the bridge", DAY, False),
        ("rebuild the bridge", DAY, False),
        ("We will rebuild the bridge before the summer comes.", DAY, False),
        ("We will not rebuild the bridge before the winter comes.", DAY, False),
        (SENTENCE, date(2024, 12, 1), True),
        (SENTENCE, date(2026, 5, 1), False),
        (SENTENCE, None, True),
        ("", DAY, False),
    ],
)
def test_the_same_statement(text: str, day: date | None, one: bool) -> None:
    assert same(said(SENTENCE), said(text, day)) is one
    assert same(said(text, day), said(SENTENCE)) is one


def test_a_short_sentence_weeks_apart_was_said_twice() -> None:
    assert same(said("No comment."), said("No comment!", date(2024, 5, 6)))
    assert not same(said("No comment."), said("No comment!", date(2024, 5, 20)))
    assert not same(said("No comment."), said("No comment!", None))


def test_a_quote_joins_the_closest_statement() -> None:
    candidates = [
        said(f"{SENTENCE} And more than that.", statement=1),
        said(SENTENCE, date(2024, 4, 1), statement=2),
        said(SENTENCE, date(2024, 4, 30), statement=3),
        said("Something else that was said at length that day", statement=4),
    ]
    assert statement_of(said(SENTENCE), candidates) == 3
    assert statement_of(said(SENTENCE), reversed(candidates)) == 3
    assert statement_of(said("Nothing of the kind was said."), candidates) is None
    assert statement_of(said(SENTENCE), []) is None
