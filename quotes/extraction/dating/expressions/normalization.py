"""Normalise a time expression to a day, given the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from quotes.extraction.dating.expressions.time_forms import (
    Ahead,
    Back,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Dated,
    FromContext,
    NamedDay,
    Period,
    TimeForm,
    Unit,
    Vague,
    WeekdayName,
    YearsBefore,
)
from quotes.extraction.shared.calendar_words import NAMED_DAYS
from quotes.extraction.shared.quote import Precision

_PRECISIONS: dict[Unit, Precision] = {
    "hour": "day",
    "day": "day",
    "week": "week",
    "weekend": "week",
    "month": "month",
    "season": "month",
    "year": "year",
}
_SATURDAY = 5
_SEASON_DAYS = 92
_WEDNESDAY = 2
# A day and month without a year mean the coming ones if they are at most this far ahead.
_SOON = timedelta(120)
# Leap days may be eight years apart (1896 to 1904).
_YEARS_TO_TRY = 9


@dataclass(frozen=True, slots=True)
class Resolved:
    """The first day of the time, and how long the time is. `on` is None if no day is known."""

    on: date | None
    precision: Precision


def resolve(form: TimeForm, published: date | None, context: date | None = None) -> Resolved | None:
    """The time that a form refers to; None if it is after publication, when nothing can have been said.

    `context` is the day that the article named last, from which "the day before" is counted. Without
    `published`, only full dates resolve to a day; other forms keep their precision and have no day.
    """
    match form:
        case Ahead():
            return None
        case Vague(unit):
            return Resolved(None, _PRECISIONS[unit])
        case FromContext(days):
            found = None if context is None else _shift(context, days)
            return _not_after(published, Resolved(found, "day"))
        case CalendarYear(year):
            return _not_after(published, Resolved(date(year, 1, 1), "year"))
        case CalendarMonth():
            return _not_after(published, Resolved(_month(form, published), "month"))
        case CalendarDay() if published is None:
            return Resolved(_calendar_day(form, None), "day")
    return Resolved(None, _precision(form)) if published is None else _from_article(form, published)


def _from_article(form: Dated | YearsBefore, published: date) -> Resolved | None:
    """The time of a form that is counted from the article's day."""
    match form:
        case NamedDay(name):
            return Resolved(_latest([NAMED_DAYS[name](year) for year in _years(published)], published), "day")
        case WeekdayName():
            return _weekday(form, published)
        case YearsBefore(years, time):
            return _years_before(years, resolve(time, published))
        case Back(count, unit):
            return _back(count, unit, published)
        case Period():
            return _period(form, published)
        case CalendarDay():
            return _not_after(published, Resolved(_calendar_day(form, published), "day"))


def lies_soon(form: TimeForm, published: date | None) -> bool:
    """Whether a form without a year probably means a day shortly after publication."""
    if published is None:
        return False
    match form:
        case CalendarDay(month, day, None, _):
            days = [_day(year, month, day) for year in (published.year, published.year + 1)]
        case NamedDay(name):
            days = [NAMED_DAYS[name](year) for year in (published.year, published.year + 1) if year < 9999]
        case _:
            return False
    return any(day is not None and timedelta(0) < day - published <= _SOON for day in days)


def days_stated(form: CalendarDay) -> list[date]:
    """The days that a form with a year may mean: two if day and month may be swapped; else none."""
    if form.year is None:
        return []
    days = [_day(form.year, form.month, form.day)]
    if form.either_order:
        days.append(_day(form.year, form.day, form.month))
    return [day for day in days if day is not None]


def _years_before(years: int, time: Resolved | None) -> Resolved | None:
    """The same calendar day so many years earlier; March 1 for a leap day."""
    if time is None or time.on is None or time.on.year <= years:
        return time and Resolved(None, time.precision)
    year = time.on.year - years
    return Resolved(_day(year, time.on.month, time.on.day) or date(year, 3, 1), time.precision)


def _precision(form: TimeForm) -> Precision:
    if isinstance(form, YearsBefore):
        return _precision(form.time)
    return _PRECISIONS[form.unit] if isinstance(form, Back | Period) else "day"


def _not_after(published: date | None, found: Resolved) -> Resolved | None:
    if published is not None and found.on is not None and found.on > published:
        return None
    return found


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _years(published: date) -> range:
    return range(published.year, max(published.year - _YEARS_TO_TRY, 0), -1)


def _latest(days: list[date], published: date) -> date | None:
    return max((day for day in days if day <= published), default=None)


def _calendar_day(form: CalendarDay, published: date | None) -> date | None:
    if form.year is not None:
        stated = _day(form.year, form.month, form.day)
        if not form.either_order or published is None:
            return stated
        # News is about what is recent: of the two readings, take the one nearer to the day of publication.
        swapped = _day(form.year, form.day, form.month)
        return _latest([day for day in (stated, swapped) if day is not None], published) or stated
    if published is None:
        return None
    days = (_day(year, form.month, form.day) for year in _years(published))
    return _latest([day for day in days if day is not None], published)


def _month(form: CalendarMonth, published: date | None) -> date | None:
    if form.year is not None:
        return date(form.year, form.month, 1)
    if published is None:
        return None
    if form.years_back is not None:
        return _day(published.year - form.years_back, form.month, 1)
    return _latest([date(year, form.month, 1) for year in _years(published)], published)


def _weekday(form: WeekdayName, published: date) -> Resolved | None:
    if form.weeks_back is not None:
        behind = published.weekday() - form.weekday + 7 * form.weeks_back
        return Resolved(_shift(published, -behind), "day") if behind >= 0 else None
    behind = (published.weekday() - form.weekday) % 7
    if form.before and behind == 0:
        behind = 7
    return Resolved(_shift(published, -behind), "day")


def _months_back(published: date, count: int) -> date | None:
    months = published.year * 12 + published.month - 1 - count
    return _day(months // 12, months % 12 + 1, 1)


def _back(count: int, unit: Unit, published: date) -> Resolved:
    match unit:
        case "hour":
            return Resolved(published if count < 8 else None, "day")
        case "day":
            return Resolved(_shift(published, -count), "day")
        case "week" | "weekend":
            return Resolved(_shift(published, -7 * count - published.weekday()), "week")
        case "month" | "season":
            return Resolved(_months_back(published, count), "month")
        case "year":
            return Resolved(_day(published.year - count, 1, 1), "year")


def _period(form: Period, published: date) -> Resolved | None:
    match form.unit:
        case "weekend":
            return _weekend(form, published)
        case "season":
            return _season(form, published)
        case _:
            return _back(form.back, form.unit, published)


def _season(form: Period, published: date) -> Resolved | None:
    """The coming season for "this summer" said in spring, last year's for "last spring" said in spring."""
    starts = [date(year, form.month, 1) for year in _years(published)]
    if form.back:
        starts = [start for start in starts if (published - start).days > _SEASON_DAYS]
    start = _latest(starts, published)
    if not form.back and (start is None or (published - start).days > 2 * _SEASON_DAYS):
        return None
    return Resolved(start, "month")


def _weekend(form: Period, published: date) -> Resolved | None:
    """A weekend is given by its Saturday. "This weekend" is the past one until Wednesday, then the next."""
    on_weekend = published.weekday() >= _SATURDAY
    if not (
        form.weekday is not None or form.back or form.past or on_weekend or published.weekday() <= _WEDNESDAY
    ):
        return None
    behind = (published.weekday() - _SATURDAY) % 7
    if form.back and on_weekend:
        behind += 7
    if form.weekday is not None:
        behind -= form.weekday - _SATURDAY
        return Resolved(_shift(published, -behind), "day") if behind >= 0 else None
    return Resolved(_shift(published, -behind), "week")
