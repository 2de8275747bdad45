"""Times that name their day, month or year: "on Thursday", "July 18, 2016", "in 2019"."""

from __future__ import annotations

import re

from quotes.extraction.dating.expressions import patterns
from quotes.extraction.dating.expressions.rule_match import RuleMatch, left
from quotes.extraction.dating.expressions.time_forms import (
    Ahead,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    NamedDay,
    Vague,
    WeekdayName,
)
from quotes.extraction.shared.calendar_words import MONTH_ABBREVIATIONS, MONTHS, NAMED_DAYS, WEEKDAYS

_YEARS = range(1500, 2100)
_CENTURY_TURN = 50  # two-digit years from here on are in the last century: "9/11/01", "6/6/84"
_LONGEST_FIRST = sorted(NAMED_DAYS, key=len, reverse=True)


def _month_number(name: str) -> int:
    lower = name.lower()
    return MONTHS[lower] if lower in MONTHS else MONTH_ABBREVIATIONS[lower]


def bracketed(found: re.Match[str]) -> CalendarDay:
    """The day of a match of `patterns.WEEKDAY_DATE` or `patterns.DATE_IN_BRACKETS`, month or day first."""
    name, day = (found["month"], found["day"]) if found["month"] else (found["month2"], found["day2"])
    return CalendarDay(_month_number(name), int(day), int(found["year"]) if found["year"] else None)


def read_weekday(text: str, start: int, end: int) -> RuleMatch | None:
    word = text[start:end]
    if not word[0].isupper():
        return None
    weekday = WEEKDAYS[word.lower()]
    full = patterns.WEEKDAY_DATE.match(text, end)
    if full and (full["open"] != "(" or full[0].endswith(")")):
        return RuleMatch(
            start, full.end() if full["open"] == "(" else end + len(full[0].rstrip(" )")), bracketed(full)
        )
    part = patterns.WEEKDAY_PART.match(text, end)
    end = part.end() if part else end
    lead = left(patterns.WEEKDAY_LEAD, text, start)
    which = lead[0]["which"].lower() if lead else ""
    begin = lead[1] if lead else start
    week = patterns.WEEK_FROM_WEEKDAY.match(text, end)
    if week:
        return _weekday_of_week(weekday, week["which"].lower(), begin, week.end())
    if which in ("every", "each"):
        return None
    if which in ("next", "coming", "this coming"):
        return RuleMatch(begin, end, Ahead())
    before = which in ("last", "past", "this past", "previous")
    return RuleMatch(begin, end, WeekdayName(weekday, before, 0 if which == "this" else None))


def _weekday_of_week(weekday: int, which: str, start: int, end: int) -> RuleMatch:
    """ "Tuesday last week", "Friday of this week"."""
    if which == "next":
        return RuleMatch(start, end, Ahead())
    return RuleMatch(start, end, WeekdayName(weekday, weeks_back=1 if which == "last" else 0))


def read_month(text: str, start: int, end: int) -> RuleMatch | None:
    word = text[start:end]
    if not word[0].isupper():
        return None
    month = _month_number(word)
    after = patterns.AFTER_MONTH.match(text, end)
    if after:
        return _month_day(text, start, after, month)
    before = left(patterns.DAY_BEFORE_MONTH, text, start)
    if before:
        return _day_month(text, end, month, before)
    return _month_alone(text, start, end, month)


def _month_day(text: str, start: int, after: re.Match[str], month: int) -> RuleMatch | None:
    day, year = int(after["day"]), after["year"]
    begin = _weekday_start(text, start)
    tail = None if year else patterns.RANGE_TAIL.match(text, after.end())
    if tail:
        return RuleMatch(begin, tail.end(), Vague("day"))
    return RuleMatch(begin, after.end(), CalendarDay(month, day, int(year) if year else None))


def _day_month(text: str, end: int, month: int, before: tuple[re.Match[str], int]) -> RuleMatch:
    year = patterns.YEAR_AFTER_DAY.match(text, end)
    begin = _weekday_start(text, before[1])
    form = CalendarDay(month, int(before[0]["day"]), int(year["year"]) if year else None)
    return RuleMatch(begin, year.end() if year else end, form)


def _weekday_start(text: str, start: int) -> int:
    found = left(patterns.WEEKDAY_BEFORE, text, start)
    return found[1] if found else start


def _month_alone(text: str, start: int, end: int, month: int) -> RuleMatch | None:
    part = left(patterns.PART_OF_MONTH, text, start)
    begin = part[1] if part else start
    year = patterns.YEAR_AFTER_MONTH.match(text, end)
    if year:
        return RuleMatch(begin, year.end(), CalendarMonth(month, int(year["year"])))
    word = patterns.YEAR_WORD_AFTER_MONTH.match(text, end)
    if word:
        return RuleMatch(
            begin, word.end(), CalendarMonth(month, None, 1 if word["which"].lower() == "last" else 0)
        )
    which = left(patterns.WHICH_MONTH, text, begin)
    if which:
        name = which[0]["which"].lower()
        if name in ("every", "each"):
            return None
        ahead = name in ("next", "this coming")
        return RuleMatch(which[1], end, Ahead() if ahead else CalendarMonth(month))
    # "May", "March" and "August" are also words and names: alone, they need a word that introduces a month.
    if part or left(patterns.BARE_MONTH_LEAD, text, begin):
        return RuleMatch(begin, end, CalendarMonth(month))
    return None


def read_named_day(text: str, start: int, _end: int) -> RuleMatch | None:
    if not text[start].isupper():
        return None
    window = text[start : start + 20].replace("’", "'").lower()
    for name in _LONGEST_FIRST:
        if window.startswith(name) and not window[len(name) : len(name) + 1].isalnum():
            return RuleMatch(start, start + len(name), NamedDay(name))
    return None


def read_digits(text: str, start: int, end: int) -> RuleMatch | None:
    numeric = patterns.NUMERIC.match(text, start)
    if numeric and text[max(0, start - 1) : start] not in ("/", ".", "-", ","):
        form = _numeric_day(numeric)
        return None if form is None else RuleMatch(_weekday_start(text, start), numeric.end(), form)
    decade = patterns.DECADE.match(text, start)
    elided = text[max(0, start - 1) : start] in ("'", "’", "‘")
    if decade and (elided or len(decade[0]) > len("80s")):
        begin = start - elided
        part = left(patterns.PART_OF_MONTH, text, begin)
        return RuleMatch(part[1] if part else begin, decade.end(), Vague("year"))
    return _year(text, start, end)


def _year(text: str, start: int, end: int) -> RuleMatch | None:
    """A year on its own, if the words before introduce one: "in 2019", "a 2019 report"."""
    digits = text[start:end]
    if len(digits) != 4 or not digits.isdecimal() or int(digits) not in _YEARS:
        return None
    if _continues_number(text, start, end):
        return None
    led_in = left(patterns.YEAR_LEAD, text, start) or left(patterns.POSSESSIVE_LEAD, text, start)
    return RuleMatch(start, end, CalendarYear(int(digits))) if led_in else None


def _continues_number(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a larger number, an amount or a range of years."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    amount = before in ("$", "€", "£", "-", "–", ".", ",", "/") or after[:1] in ("%", "-", "–", "/")
    return amount or (after[:1] in (".", ",") and after[1:].isdigit())


def _numeric_day(found: re.Match[str]) -> CalendarDay | None:
    """ISO order if the year comes first; else month first as in "10/3/21", or day first if that fails."""
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    either = False
    if len(found["a"]) == 4:
        year, month, day = a, b, c
    elif len(found["c"]) == 4 or (len(found["c"]) == 2 and found["sep"] == "/"):
        year, month, day = (c if c > 99 else c + (1900 if c >= _CENTURY_TURN else 2000)), a, b
        if found["sep"] == "." or month > 12:
            month, day = day, month
        else:
            either = c > 99 and day <= 12 and day != month
    else:
        return None
    sound = month in range(1, 13) and day in range(1, 32) and year in _YEARS
    return CalendarDay(month, day, year, either) if sound else None
