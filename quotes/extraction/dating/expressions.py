"""Find the words that name a time: "on Thursday", "last week", "July 18, 2016", "two days ago".

A small grammar. Each word that can hold a time expression together (a weekday, a month, "yesterday",
"ago", a year) is looked up in a table; its rule then reads on to the right and back to the left over
a bounded number of characters, so the cost grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quotes.extraction.dating import patterns
from quotes.extraction.dating.calendar_words import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    NAMED_DAYS,
    SEASONS,
    VAGUE_NUMBERS,
    WEEKDAYS,
    number,
)
from quotes.extraction.dating.forms import (
    Ahead,
    Back,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Form,
    FromContext,
    NamedDay,
    Period,
    Unit,
    Vague,
    WeekdayName,
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time.

    `text` is text[start:end], with the preposition that leads it in and a possessive ending, where there are
    any; the time itself begins at `core`.
    """

    start: int
    end: int
    text: str
    form: Form
    core: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a rule made of the words around its trigger."""

    start: int
    end: int
    form: Form


# How far to look back from a trigger for the words that belong to it.
_REACH = 48
_WORD = re.compile(r"\w+")
_YEARS = range(1500, 2100)
_LONGEST_FIRST = sorted(NAMED_DAYS, key=len, reverse=True)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start]


def _left(pattern: re.Pattern[str], text: str, start: int) -> tuple[re.Match[str], int] | None:
    """The words just before `start` that the pattern fits, with the offset where they begin."""
    window = _before(text, start)
    found = pattern.search(window)
    return None if found is None else (found, start - len(window) + found.start())


def _month_number(name: str) -> int:
    lower = name.lower()
    return MONTHS[lower] if lower in MONTHS else MONTH_ABBREVIATIONS[lower]


def _bracketed(found: re.Match[str]) -> CalendarDay:
    """The day of a match of `patterns.WEEKDAY_DATE` or `patterns.DATE_IN_BRACKETS`, month or day first."""
    name, day = (found["month"], found["day"]) if found["month"] else (found["month2"], found["day2"])
    return CalendarDay(_month_number(name), int(day), int(found["year"]) if found["year"] else None)


def _weekday(text: str, start: int, end: int) -> _Reading | None:
    word = text[start:end]
    if not word[0].isupper():
        return None
    weekday = WEEKDAYS[word.lower()]
    full = patterns.WEEKDAY_DATE.match(text, end)
    if full and (full["open"] != "(" or full[0].endswith(")")):
        return _Reading(
            start, full.end() if full["open"] == "(" else end + len(full[0].rstrip(" )")), _bracketed(full)
        )
    part = patterns.WEEKDAY_PART.match(text, end)
    end = part.end() if part else end
    lead = _left(patterns.WEEKDAY_LEAD, text, start)
    which = lead[0]["which"].lower() if lead else ""
    begin = lead[1] if lead else start
    week = patterns.WEEK_FROM_WEEKDAY.match(text, end)
    if week:
        return _weekday_of_week(weekday, week["which"].lower(), begin, week.end())
    if which in ("every", "each"):
        return None
    if which in ("next", "coming", "this coming"):
        return _Reading(begin, end, Ahead())
    before = which in ("last", "past", "this past", "previous")
    return _Reading(begin, end, WeekdayName(weekday, before, 0 if which == "this" else None))


def _weekday_of_week(weekday: int, which: str, start: int, end: int) -> _Reading:
    """ "Tuesday last week", "Friday of this week"."""
    if which == "next":
        return _Reading(start, end, Ahead())
    return _Reading(start, end, WeekdayName(weekday, weeks_back=1 if which == "last" else 0))


def _month(text: str, start: int, end: int) -> _Reading | None:
    word = text[start:end]
    if not word[0].isupper():
        return None
    month = _month_number(word)
    after = patterns.AFTER_MONTH.match(text, end)
    if after:
        return _month_day(text, start, after, month)
    before = _left(patterns.DAY_BEFORE_MONTH, text, start)
    if before:
        return _day_month(text, end, month, before)
    return _month_alone(text, start, end, month)


def _month_day(text: str, start: int, after: re.Match[str], month: int) -> _Reading | None:
    day, year = int(after["day"]), after["year"]
    begin = _weekday_start(text, start)
    tail = None if year else patterns.RANGE_TAIL.match(text, after.end())
    if tail:
        return _Reading(begin, tail.end(), Vague("day"))
    return _Reading(begin, after.end(), CalendarDay(month, day, int(year) if year else None))


def _day_month(text: str, end: int, month: int, before: tuple[re.Match[str], int]) -> _Reading:
    year = patterns.YEAR_AFTER_DAY.match(text, end)
    begin = _weekday_start(text, before[1])
    form = CalendarDay(month, int(before[0]["day"]), int(year["year"]) if year else None)
    return _Reading(begin, year.end() if year else end, form)


def _weekday_start(text: str, start: int) -> int:
    found = _left(patterns.WEEKDAY_BEFORE, text, start)
    return found[1] if found else start


def _month_alone(text: str, start: int, end: int, month: int) -> _Reading | None:
    part = _left(patterns.PART_OF_MONTH, text, start)
    begin = part[1] if part else start
    year = patterns.YEAR_AFTER_MONTH.match(text, end)
    if year:
        return _Reading(begin, year.end(), CalendarMonth(month, int(year["year"])))
    word = patterns.YEAR_WORD_AFTER_MONTH.match(text, end)
    if word:
        return _Reading(
            begin, word.end(), CalendarMonth(month, None, 1 if word["which"].lower() == "last" else 0)
        )
    which = _left(patterns.WHICH_MONTH, text, begin)
    if which:
        name = which[0]["which"].lower()
        if name in ("every", "each"):
            return None
        ahead = name in ("next", "this coming")
        return _Reading(which[1], end, Ahead() if ahead else CalendarMonth(month))
    # "May", "March" and "August" are words and names too: alone they need a word that leads a month in.
    if part or _left(patterns.BARE_MONTH_LEAD, text, begin):
        return _Reading(begin, end, CalendarMonth(month))
    return None


def _named_day(text: str, start: int, _end: int) -> _Reading | None:
    if not text[start].isupper():
        return None
    window = text[start : start + 20].replace("’", "'").lower()
    for name in _LONGEST_FIRST:
        if window.startswith(name) and not window[len(name) : len(name) + 1].isalnum():
            return _Reading(start, start + len(name), NamedDay(name))
    return None


def _relative_day(text: str, start: int, end: int) -> _Reading | None:
    word = text[start:end].lower()
    if text[start].isupper() and patterns.NAME_BEFORE.search(_before(text, start)):  # "USA TODAY"
        return None
    dated = patterns.DATE_IN_BRACKETS.match(text, end)
    if dated:
        return _Reading(start, dated.end(), _bracketed(dated))
    part = patterns.WEEKDAY_PART.match(text, end)
    end = part.end() if part else end
    early = _left(patterns.EARLY, text, start)
    begin = early[1] if early else start
    if word == "tomorrow":
        return _Reading(begin, end, Ahead())
    return _Reading(begin, end, Back(1 if word == "yesterday" else 0, "day"))


def _part_of_day(text: str, start: int, end: int) -> _Reading | None:
    if text[start].isupper():  # "This Morning", "Saturday Night": names of programmes
        return None
    word = text[start:end].lower()
    hours = _left(patterns.SMALL_HOURS, text, start)
    if hours and word in ("hours", "morning"):
        return _Reading(hours[1], end, Back(0, "day"))
    if word == "hours":
        return _counted(text, start, end, "hour")
    within = _left(patterns.IN_THE, text, start)
    if within:
        return _Reading(within[1], end, FromContext(0))
    which = _left(patterns.WHICH, text, start)
    if which:
        return _which_part(word, which, end)
    early = _left(patterns.EARLY_PART, text, start)
    if word == "morning" and early:
        return _Reading(early[1], end, Back(0, "day"))
    return None


def _which_part(word: str, which: tuple[re.Match[str], int], end: int) -> _Reading | None:
    match which[0]["which"].lower():
        case "this":
            return _Reading(which[1], end, Back(0, "day"))
        case "last" if word in ("night", "evening"):
            return _Reading(which[1], end, Back(1, "day"))
        case "next" | "the next" | "following" | "the following":
            return _Reading(which[1], end, FromContext(1))
        case "that" | "the same" | "that same":
            return _Reading(which[1], end, FromContext(0))
        case "previous" | "the previous":
            return _Reading(which[1], end, FromContext(-1))
        case _:
            return None


def _day_word(text: str, start: int, end: int) -> _Reading | None:
    counted = _counted(text, start, end, "day")
    if counted:
        return counted
    within = _left(patterns.IN_THE, text, start)
    if within:
        return _Reading(within[1], end, FromContext(0))
    which = _left(patterns.WHICH, text, start)
    if which is None or text[start:end].lower() != "day":
        return None
    begin = which[1]
    match which[0]["which"].lower():
        case "next" | "the next" | "following" | "the following":
            return _Reading(begin, end, FromContext(1))
        case "previous" | "the previous":
            return _Reading(begin, end, FromContext(-1))
        case "the same" | "that" | "that same":
            return _Reading(begin, end, FromContext(0))
        case "the":
            return _day_beside(text, begin, end)
        case _:
            return None


def _day_beside(text: str, start: int, end: int) -> _Reading | None:
    """ "the day before", said of the day named last; "the day before the vote" hangs on the vote instead."""
    beside = patterns.AGO.match(text, end)
    if beside is None or beside["on"]:
        return None
    way = beside["way"].lower()
    return _Reading(start, beside.end(), FromContext(-1 if way in ("before", "earlier", "prior") else 1))


def _counted(text: str, start: int, end: int, unit: Unit) -> _Reading | None:
    """ "two days ago", "a few weeks earlier", "in recent weeks"."""
    recent = _left(patterns.RECENT, text, start)
    if recent:
        return _Reading(recent[1], end, Vague(unit))
    way = patterns.AGO.match(text, end)
    if way is None:
        return None
    count = _left(patterns.COUNT, text, start)
    if count is None:
        return None
    words, begin = count[0]["count"].lower(), count[1]
    amount = None if words in VAGUE_NUMBERS else number(words)
    if amount is None and words not in VAGUE_NUMBERS:
        return None
    end = way.start("way") + len(way["way"])
    match way["way"].lower():
        case "ago":
            return _Reading(begin, end, Back(amount, unit) if amount else Vague(unit))
        case side if unit == "day" and amount and not way["on"]:
            return _Reading(begin, end, FromContext(amount if side in ("later", "after") else -amount))
        case "earlier" | "later":
            return _Reading(begin, end, Vague(unit))
        case _:
            return None


_UNITS: dict[str, Unit] = {
    "week": "week",
    "weeks": "week",
    "weekend": "weekend",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "decades": "year",
}


def _period(text: str, start: int, end: int) -> _Reading | None:
    if text[start].isupper():  # "This Week", "Last Week Live": names of programmes
        return None
    word = text[start:end].lower()
    season = SEASONS.get(word)
    unit: Unit = "season" if season else _UNITS[word]
    if season and (year := patterns.YEAR_AFTER_SEASON.match(text, end)):
        return _Reading(start, year.end(), CalendarMonth(season, int(year["year"])))
    if not season and (counted := _counted(text, start, end, unit)):
        return counted
    if word in ("weeks", "months", "years", "decades"):
        return None
    running = _left(patterns.EARLIER_IN, text, start)
    if running and not season:
        return _Reading(running[1], end, Period(unit, 0, past=True))
    which = _left(patterns.WHICH, text, start)
    return None if which is None else _which_period(text, unit, season or 1, which, end)


def _weekend_day(text: str, end: int) -> int | None:
    """The day of a weekend that a programme's name tells: "this weekend's broadcast of The Sunday Show"."""
    found = patterns.WEEKEND_DAY.match(text, end)
    return WEEKDAYS[found["day"].lower()] if found and text[end : end + 2] in ("'s", "’s") else None


def _which_period(
    text: str, unit: Unit, month: int, which: tuple[re.Match[str], int], end: int
) -> _Reading | None:
    begin = which[1]
    weekday = _weekend_day(text, end) if unit == "weekend" else None
    early = (which[0]["early"] or "").strip().lower()
    match which[0]["which"].lower():
        case "this" if early == "later":
            return _Reading(begin, end, Ahead())
        case "this":
            return _Reading(begin, end, Period(unit, 0, month, early == "earlier", weekday))
        case "last":
            return _Reading(begin, end, Period(unit, 1, month, True, weekday))
        case "past" | "this past" | "the past" | "the last" if unit == "weekend":
            return _Reading(begin, end, Period(unit, 0, month, past=True))
        case "this past":
            return _Reading(begin, end, Period(unit, 0, month, past=True))
        case "the" if unit == "weekend":
            return _Reading(begin, end, Period(unit, 0, month))
        case "the" if unit == "season" and (which[0]["in"] or which[0]["early"]):
            return _Reading(begin, end, Period(unit, 0, month, past=True))
        case "next" | "the next" | "this coming":
            return _Reading(begin, end, Ahead())
        case "previous" | "the previous" | "following" | "the following" | "that same" | "the same":
            return _Reading(begin, end, Vague(unit))
        case _:
            return None


def _digits(text: str, start: int, end: int) -> _Reading | None:
    numeric = patterns.NUMERIC.match(text, start)
    if numeric and text[max(0, start - 1) : start] not in ("/", ".", "-", ","):
        form = _numeric_day(numeric)
        return None if form is None else _Reading(_weekday_start(text, start), numeric.end(), form)
    decade = patterns.DECADE.match(text, start)
    elided = text[max(0, start - 1) : start] in ("'", "’", "‘")
    if decade and (elided or len(decade[0]) > len("80s")):
        begin = start - elided
        part = _left(patterns.PART_OF_MONTH, text, begin)
        return _Reading(part[1] if part else begin, decade.end(), Vague("year"))
    return _year(text, start, end)


def _year(text: str, start: int, end: int) -> _Reading | None:
    """A bare year, where the words before it lead one in: "in 2019", "a 2019 report"."""
    digits = text[start:end]
    if len(digits) != 4 or not digits.isdecimal() or int(digits) not in _YEARS:
        return None
    if _continues_number(text, start, end):
        return None
    led_in = _left(patterns.YEAR_LEAD, text, start) or _left(patterns.POSSESSIVE_LEAD, text, start)
    return _Reading(start, end, CalendarYear(int(digits))) if led_in else None


def _continues_number(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a larger number, an amount or a span of years."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    amount = before in ("$", "€", "£", "-", "–", ".", ",", "/") or after[:1] in ("%", "-", "–", "/")
    return amount or (after[:1] in (".", ",") and after[1:].isdigit())


def _numeric_day(found: re.Match[str]) -> CalendarDay | None:
    """ISO order with the year first; else month first as in "10/03/2021", or day first where that fails."""
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    either = False
    if len(found["a"]) == 4:
        year, month, day = a, b, c
    elif len(found["c"]) == 4:
        year, month, day = c, a, b
        if found["sep"] == "." or month > 12:
            month, day = day, month
        else:
            either = day <= 12 and day != month
    else:
        return None
    sound = month in range(1, 13) and day in range(1, 32) and year in _YEARS
    return CalendarDay(month, day, year, either) if sound else None


def _overnight(_text: str, start: int, end: int) -> _Reading:
    return _Reading(start, end, Back(0, "day"))


_Rule = Callable[[str, int, int], _Reading | None]

_RULES: dict[str, _Rule] = {
    **dict.fromkeys(WEEKDAYS, _weekday),
    **dict.fromkeys([*MONTHS, *MONTH_ABBREVIATIONS], _month),
    **dict.fromkeys([name.split()[0].split("'")[0] for name in NAMED_DAYS if name != "may day"], _named_day),
    **dict.fromkeys(["yesterday", "today", "tonight", "tomorrow"], _relative_day),
    **dict.fromkeys(["morning", "afternoon", "evening", "night", "hours"], _part_of_day),
    **dict.fromkeys(["day", "days"], _day_word),
    **dict.fromkeys([*_UNITS, *SEASONS], _period),
    "overnight": _overnight,
}


def find_times(text: str) -> list[TimeExpression]:
    """All time expressions of a text in its order; where two overlap, the longer one."""
    found: list[TimeExpression] = []
    for word in _WORD.finditer(text):
        token = word[0]
        rule = _digits if token[0].isdigit() else _RULES.get(token.lower())
        reading = None if rule is None else rule(text, word.start(), word.end())
        if reading is None:
            continue
        expression = _with_lead(text, reading)
        while found and expression.start < found[-1].end:
            if found[-1].end - found[-1].start >= expression.end - expression.start:
                break
            found.pop()
        else:
            found.append(expression)
    return found


def _with_lead(text: str, reading: _Reading) -> TimeExpression:
    """The expression with its clock time and preposition: "at 9 p.m. Friday", "on Monday"."""
    start = reading.start
    for pattern in (patterns.CLOCK, patterns.LEAD_IN):
        lead = _left(pattern, text, start)
        start = lead[1] if lead else start
    possessive = patterns.POSSESSIVE_TAIL.match(text, reading.end)
    end = possessive.end() if possessive else reading.end
    return TimeExpression(start, end, text[start:end], reading.form, reading.start)
