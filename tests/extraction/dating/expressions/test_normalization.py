from __future__ import annotations

from datetime import date

import pytest

from quotes.extraction.dating.expressions.normalization import Resolved, lies_soon, resolve
from quotes.extraction.dating.expressions.recognition import find_times

SUNDAY = date(2021, 10, 3)
TUESDAY = date(2022, 3, 1)


def meaning(words: str, published: date | None, context: date | None = None) -> Resolved | None:
    time = find_times(words)[0]
    return resolve(time.form, published, context)


DAYS = [
    ("on Sunday", SUNDAY, date(2021, 10, 3)),
    ("Saturday evening", SUNDAY, date(2021, 10, 2)),
    ("on Monday", SUNDAY, date(2021, 9, 27)),
    ("last Sunday", SUNDAY, date(2021, 9, 26)),
    ("Friday last week", SUNDAY, date(2021, 9, 24)),
    ("this Tuesday", SUNDAY, date(2021, 9, 28)),
    ("today", SUNDAY, SUNDAY),
    ("yesterday", SUNDAY, date(2021, 10, 2)),
    ("last night", SUNDAY, date(2021, 10, 2)),
    ("three days ago", TUESDAY, date(2022, 2, 26)),
    ("on July 18", SUNDAY, date(2021, 7, 18)),
    ("on 18 December", SUNDAY, date(2020, 12, 18)),
    ("on February 29", SUNDAY, date(2020, 2, 29)),
    ("on July 18, 2016", SUNDAY, date(2016, 7, 18)),
    ("10/03/2021", SUNDAY, SUNDAY),
    ("03/10/2021", SUNDAY, SUNDAY),
    ("on Labor Day", SUNDAY, date(2021, 9, 6)),
    ("on Christmas Eve", SUNDAY, date(2020, 12, 24)),
    ("on Good Friday", SUNDAY, date(2021, 4, 2)),
    ("On this weekend's Sunday Forum", SUNDAY, SUNDAY),
    ("in the early hours of Thursday", SUNDAY, date(2021, 9, 30)),
    ("a year ago Thursday", SUNDAY, date(2020, 9, 30)),
    ("a year ago today", date(2024, 2, 29), date(2023, 3, 1)),
    ("on 9/27/21", SUNDAY, date(2021, 9, 27)),
]


@pytest.mark.parametrize(("words", "published", "day"), DAYS, ids=[words for words, _, _ in DAYS])
def test_days_are_counted_from_publication(words, published, day):
    assert meaning(words, published) == Resolved(day, "day")


@pytest.mark.parametrize(
    ("words", "published", "first", "precision"),
    [
        ("earlier this week", TUESDAY, date(2022, 2, 28), "week"),
        ("last week", TUESDAY, date(2022, 2, 21), "week"),
        ("two weeks ago", TUESDAY, date(2022, 2, 14), "week"),
        ("over the weekend", TUESDAY, date(2022, 2, 26), "week"),
        ("last weekend", SUNDAY, date(2021, 9, 25), "week"),
        ("this month", TUESDAY, date(2022, 3, 1), "month"),
        ("last month", TUESDAY, date(2022, 2, 1), "month"),
        ("three months ago", TUESDAY, date(2021, 12, 1), "month"),
        ("in July", TUESDAY, date(2021, 7, 1), "month"),
        ("in March last year", TUESDAY, date(2021, 3, 1), "month"),
        ("in March 2016", TUESDAY, date(2016, 3, 1), "month"),
        ("last summer", TUESDAY, date(2021, 6, 1), "month"),
        ("in 2019", TUESDAY, date(2019, 1, 1), "year"),
        ("last year", TUESDAY, date(2021, 1, 1), "year"),
        ("twenty years ago", TUESDAY, date(2002, 1, 1), "year"),
    ],
)
def test_wider_times_are_told_by_their_first_day(words, published, first, precision):
    assert meaning(words, published) == Resolved(first, precision)


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("a few days ago", "day"),
        ("In recent weeks", "week"),
        ("in the early '80s", "year"),
        ("from May 2 to 9", "day"),
    ],
)
def test_vague_times_have_no_day(words, precision):
    assert meaning(words, TUESDAY) == Resolved(None, precision)


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow",
        "next week",
        "later this month",
        "next Monday",
        "this Friday",
        "in 2030",
        "on July 18, 2024",
        "this summer",
    ],
)
def test_nothing_was_said_at_a_time_to_come(words):
    assert meaning(words, TUESDAY) is None


@pytest.mark.parametrize(
    "words", ["on Saturday", "yesterday", "today", "on Labor Day", "three days ago", "on July 18"]
)
def test_without_a_publication_date_relative_words_have_no_day(words):
    assert meaning(words, None) == Resolved(None, "day")


@pytest.mark.parametrize(
    ("words", "first", "precision"),
    [
        ("on July 18, 2016", date(2016, 7, 18), "day"),
        ("2021-10-03", SUNDAY, "day"),
        ("in March 2016", date(2016, 3, 1), "month"),
        ("in 2019", date(2019, 1, 1), "year"),
        ("last month", None, "month"),
    ],
)
def test_without_a_publication_date_full_dates_still_come_to_a_day(words, first, precision):
    assert meaning(words, None) == Resolved(first, precision)


def test_the_day_before_counts_from_the_day_named_last():
    assert meaning("the day before", SUNDAY, context=date(2021, 9, 8)) == Resolved(date(2021, 9, 7), "day")
    assert meaning("the day before", SUNDAY) == Resolved(None, "day")


def test_a_day_without_a_year_may_be_the_coming_one():
    (soon,) = find_times("on October 20")
    (past,) = find_times("on September 20")

    assert lies_soon(soon.form, SUNDAY)
    assert not lies_soon(past.form, SUNDAY)


def test_a_date_that_the_calendar_does_not_have_comes_to_no_day():
    assert meaning("on February 30, 2019", SUNDAY) == Resolved(None, "day")


@pytest.mark.parametrize(
    "words", ["on Monday", "yesterday", "900 weeks ago", "last winter", "on February 29"]
)
def test_the_first_day_of_the_calendar_breaks_nothing(words):
    found = meaning(words, date.min)

    assert found is None or found.on is None or found.on >= date.min
