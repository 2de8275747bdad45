"""Days of the month and times of day in one form."""

from __future__ import annotations

import pytest

from quotes.tracking.normalization import normal_words

ONE_TIME = [
    ("on 3 May", "on May 3", "on May 3rd", "on the 3rd of May", "on the third of May", "on May the third"),
    ("on May 3, 2025", "on 3 May 2025", "on the 3rd of May, 2025"),
    ("on Sept. 21", "on 21 September", "on the twenty-first of September", "on September twenty-first"),
    ("on the second of march", "on march 2"),
    ("at 9.30", "at 9:30", "at half past nine", "at nine thirty", "at 09:30"),
    ("9.30 pm", "9:30 pm", "nine thirty pm"),
    ("at 9:15", "at a quarter past nine", "at quarter past nine"),
    ("at 8:45", "at a quarter to nine"),
    ("at 12:45", "at quarter to one"),
    ("at 9:00", "at 9"),
]
TWO_TIMES = [
    ("on May 3", "on May 4"),
    ("on May 3", "on June 3"),
    ("on May 30", "on May 3"),
    ("at 9.30", "at 9.45"),
    ("it fell to 9.30", "it fell at 9:30"),
    ("in May 5 million came", "on May 5 a million came"),
    ("at nine, thirty came", "at nine thirty"),
    ("9.30 per cent", "9:30"),
]
AS_WRITTEN = [
    "we may first ask them",
    "you may second it",
    "the march begins",
    "it may be",
    "in may",
]


@pytest.mark.parametrize("texts", ONE_TIME, ids=lambda texts: texts[0])
def test_one_time_has_one_form(texts: tuple[str, ...]) -> None:
    assert {tuple(normal_words(text)) for text in texts} == {tuple(normal_words(texts[0]))}


@pytest.mark.parametrize(("one", "other"), TWO_TIMES)
def test_two_times_have_two(one: str, other: str) -> None:
    assert normal_words(one) != normal_words(other)


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_verb_is_no_month(text: str) -> None:
    assert normal_words(text) == text.split()
