"""What a time expression says, apart from where it stands and what day it comes to.

`find_times` reads words into one of these forms; `resolve` turns a form into a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["hour", "day", "week", "weekend", "month", "season", "year"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar: "July 18, 2016", "18 July". `year` is None where it is left out.

    `either_order` tells that day and month may stand the other way round, as in "10/03/2021".
    """

    month: int
    day: int
    year: int | None = None
    either_order: bool = False


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month: "in July", "March 2016". `years_back` counts from the article: "March last year" is 1."""

    month: int
    year: int | None = None
    years_back: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year: "in 2019"."""

    year: int


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name of its own, a key of `NAMED_DAYS`: "labor day"."""

    name: str


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """A day of the week, Monday 0.

    `before` rules out the day of publication itself ("last Friday");
    `weeks_back` binds it to a week: 0 the running one ("this Friday"), 1 the last ("Friday last week").
    """

    weekday: int
    before: bool = False
    weeks_back: int | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """So many units before the article: "yesterday" is 1 day, "two weeks ago" 2 weeks."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Period:
    """A running (`back` 0) or past (`back` 1) stretch: "this week", "last month", "last spring".

    `month` is the first month of a season. `past` tells that the words put it behind us
    ("this past weekend"), so that it cannot be the coming one. `weekday` narrows a weekend to one day.
    """

    unit: Unit
    back: int
    month: int = 1
    past: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class FromContext:
    """So many days from a day named before it: "the day before" is -1, "the same day" 0."""

    days: int


# What comes to a day or period by itself, seen from the article.
Dated = CalendarDay | NamedDay | WeekdayName | Back | Period


@dataclass(frozen=True, slots=True)
class YearsBefore:
    """A time as it was so many years earlier: "a year ago this week", "ten years ago Thursday"."""

    years: int
    time: Dated


@dataclass(frozen=True, slots=True)
class Vague:
    """A time without a day: "a few days ago", "in recent weeks", "the early '80s"."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Ahead:
    """A time that is yet to come: "tomorrow", "next week". Nothing was said then."""


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
