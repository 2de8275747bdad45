"""Bars for what was said in time."""

from __future__ import annotations

from itertools import pairwise

from quotes.web.presenting.timeline import WIDTH, by_interval, chart


def _counts(*days: str) -> list[dict[str, object]]:
    return [{"since": day, "until": day, "statements": at + 1, "reports": 9} for at, day in enumerate(days)]


def test_nothing_said_has_no_picture() -> None:
    assert chart([], "month") is None


def test_a_gap_in_time_is_a_gap_in_the_picture() -> None:
    picture = chart(_counts("2020-01-01", "2020-02-01", "2021-12-01"), "month")
    assert picture is not None
    first, second, last = (bar.x for bar in picture.bars)
    assert second - first < 40 < last - second
    assert last + picture.bars[-1].width <= WIDTH


def test_the_tallest_bar_is_that_of_the_most_statements() -> None:
    picture = chart(_counts("2020-01-01", "2020-02-01", "2020-03-01"), "month")
    assert picture is not None
    heights = [bar.height for bar in picture.bars]
    assert heights == sorted(heights)
    assert heights[0] > 0


def test_few_years_are_shown_by_the_month() -> None:
    months = _counts("2020-01-01", "2024-01-01")
    assert by_interval(months) == ("month", months)


def test_the_months_of_many_years_are_added_up_by_the_year() -> None:
    interval, years = by_interval(_counts("1990-02-01", "1990-11-01", "2024-01-01"))
    assert interval == "year"
    assert years == [
        {"since": "1990-01-01", "until": "1990-12-31", "statements": 3, "reports": 18},
        {"since": "2024-01-01", "until": "2024-12-31", "statements": 3, "reports": 9},
    ]


def test_labels_do_not_stand_in_one_another() -> None:
    for first, last, interval in [
        ("1950-01-01", "2024-01-01", "year"),
        ("2015-06-01", "2024-01-01", "month"),
    ]:
        picture = chart(_counts(first, last), interval)
        assert picture is not None
        places = [x for x, _ in picture.ticks]
        assert all(later - earlier > 30 for earlier, later in pairwise(places))
