"""The meaning of a time expression, independent of its position and of the day it resolves to.

`find_times` parses words into one of these forms; `resolve` turns a form into a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["hour", "day", "week", "weekend", "month", "season", "year"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A calendar day: "July 18, 2016", "18 July". `year` is None if it is left out.

    `either_order` tells that day and month may be swapped, as in "10/03/2021".
    """

    month: int
    day: int
    year: int | None = None
    either_order: bool = False


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month: "in July", "March 2016". `years_back` is counted from the article: "March last year" is 1."""

    month: int
    year: int | None = None
    years_back: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year: "in 2019"."""

    year: int


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A named day, a key of `NAMED_DAYS`: "labor day"."""

    name: str


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """A day of the week, Monday 0.

    `before` excludes the day of publication itself ("last Friday"); `weeks_back` ties it to a week: 0 the
    current one ("this Friday"), 1 the last ("Friday last week").
    """

    weekday: int
    before: bool = False
    weeks_back: int | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """A number of units before the article: "yesterday" is 1 day, "two weeks ago" 2 weeks."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Period:
    """The current (`back` 0) or last (`back` 1) period: "this week", "last month", "last spring".

    `month` is the first month of a season. `past` tells that the words make it a past one ("this past
    weekend"). `weekday` narrows a weekend to one day.
    """

    unit: Unit
    back: int
    month: int = 1
    past: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class FromContext:
    """A number of days from a day named before: "the day before" is -1, "the same day" 0."""

    days: int


# Forms that resolve to a day or period by themselves, given the article's day.
Dated = CalendarDay | NamedDay | WeekdayName | Back | Period


@dataclass(frozen=True, slots=True)
class YearsBefore:
    """A time so many years earlier: "a year ago this week", "ten years ago Thursday"."""

    years: int
    time: Dated


@dataclass(frozen=True, slots=True)
class Vague:
    """A time without a definite day: "a few days ago", "in recent weeks", "the early '80s"."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Ahead:
    """A time in the future: "tomorrow", "next week". Nothing was said then."""


TimeForm = (
    CalendarDay
    | CalendarMonth
    | CalendarYear
    | NamedDay
    | WeekdayName
    | Back
    | Period
    | FromContext
    | YearsBefore
    | Vague
    | Ahead
)
