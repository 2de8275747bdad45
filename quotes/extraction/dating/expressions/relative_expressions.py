"""Times counted from the article's day or from an earlier time: "yesterday", "two days ago", "last week"."""

from __future__ import annotations

import re

from quotes.extraction.dating.expressions import patterns
from quotes.extraction.dating.expressions.calendar_expressions import bracketed
from quotes.extraction.dating.expressions.rule_match import RuleMatch, just_before, left
from quotes.extraction.dating.expressions.time_forms import (
    Ahead,
    Back,
    CalendarMonth,
    FromContext,
    Period,
    Unit,
    Vague,
)
from quotes.extraction.shared.calendar_words import SEASONS, VAGUE_NUMBERS, WEEKDAYS, number


def read_relative_day(text: str, start: int, end: int) -> RuleMatch | None:
    word = text[start:end].lower()
    if text[start].isupper() and patterns.NAME_BEFORE.search(just_before(text, start)):  # "USA TODAY"
        return None
    dated = patterns.DATE_IN_BRACKETS.match(text, end)
    if dated:
        return RuleMatch(start, dated.end(), bracketed(dated))
    part = patterns.WEEKDAY_PART.match(text, end)
    end = part.end() if part else end
    early = left(patterns.EARLY, text, start)
    begin = early[1] if early else start
    if word == "tomorrow":
        return RuleMatch(begin, end, Ahead())
    return RuleMatch(begin, end, Back(1 if word == "yesterday" else 0, "day"))


def read_part_of_day(text: str, start: int, end: int) -> RuleMatch | None:
    if text[start].isupper():  # "This Morning", "Saturday Night": names of programmes
        return None
    word = text[start:end].lower()
    if patterns.DAY_BEHIND.match(text, end):  # matched together with the day that it belongs to
        return None
    hours = left(patterns.SMALL_HOURS, text, start)
    if hours and word in ("hours", "morning"):
        return RuleMatch(hours[1], end, Back(0, "day"))
    if word == "hours":
        return _counted(text, start, end, "hour")
    within = left(patterns.IN_THE, text, start)
    if within:
        return RuleMatch(within[1], end, FromContext(0))
    which = left(patterns.WHICH, text, start)
    if which:
        return _which_part(word, which, end)
    early = left(patterns.EARLY_PART, text, start)
    if word == "morning" and early:
        return RuleMatch(early[1], end, Back(0, "day"))
    return None


def _which_part(word: str, which: tuple[re.Match[str], int], end: int) -> RuleMatch | None:
    match which[0]["which"].lower():
        case "this":
            return RuleMatch(which[1], end, Back(0, "day"))
        case "last" if word in ("night", "evening"):
            return RuleMatch(which[1], end, Back(1, "day"))
        case "next" | "the next" | "following" | "the following":
            return RuleMatch(which[1], end, FromContext(1))
        case "that" | "the same" | "that same":
            return RuleMatch(which[1], end, FromContext(0))
        case "previous" | "the previous":
            return RuleMatch(which[1], end, FromContext(-1))
        case _:
            return None


def read_day_word(text: str, start: int, end: int) -> RuleMatch | None:
    counted = _counted(text, start, end, "day")
    if counted:
        return counted
    within = left(patterns.IN_THE, text, start)
    if within:
        return RuleMatch(within[1], end, FromContext(0))
    which = left(patterns.WHICH, text, start)
    if which is None or text[start:end].lower() != "day":
        return None
    begin = which[1]
    match which[0]["which"].lower():
        case "next" | "the next" | "following" | "the following":
            return RuleMatch(begin, end, FromContext(1))
        case "previous" | "the previous":
            return RuleMatch(begin, end, FromContext(-1))
        case "the same" | "that" | "that same":
            return RuleMatch(begin, end, FromContext(0))
        case "the":
            return _day_beside(text, begin, end)
        case _:
            return None


def _day_beside(text: str, start: int, end: int) -> RuleMatch | None:
    """ "the day before" the day named last; but "the day before the vote" is counted from the vote."""
    beside = patterns.AGO.match(text, end)
    if beside is None or beside["on"]:
        return None
    way = beside["way"].lower()
    return RuleMatch(start, beside.end(), FromContext(-1 if way in ("before", "earlier", "prior") else 1))


def _counted(text: str, start: int, end: int, unit: Unit) -> RuleMatch | None:
    """ "two days ago", "a few weeks earlier", "in recent weeks"."""
    recent = left(patterns.RECENT, text, start)
    if recent:
        return RuleMatch(recent[1], end, Vague(unit))
    way = patterns.AGO.match(text, end)
    if way is None:
        return None
    count = left(patterns.COUNT, text, start)
    if count is None:
        return None
    words, begin = count[0]["count"].lower(), count[1]
    amount = None if words in VAGUE_NUMBERS else number(words)
    if amount is None and words not in VAGUE_NUMBERS:
        return None
    end = way.start("way") + len(way["way"])
    match way["way"].lower():
        case "ago":
            return RuleMatch(begin, end, Back(amount, unit) if amount else Vague(unit))
        case side if unit == "day" and amount and not way["on"]:
            return RuleMatch(begin, end, FromContext(amount if side in ("later", "after") else -amount))
        case "earlier" | "later":
            return RuleMatch(begin, end, Vague(unit))
        case _:
            return None


UNITS: dict[str, Unit] = {
    "week": "week",
    "weeks": "week",
    "weekend": "weekend",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "decades": "year",
}


def read_period(text: str, start: int, end: int) -> RuleMatch | None:
    if text[start].isupper():  # "This Week", "Last Week Live": names of programmes
        return None
    word = text[start:end].lower()
    season = SEASONS.get(word)
    unit: Unit = "season" if season else UNITS[word]
    if season and (year := patterns.YEAR_AFTER_SEASON.match(text, end)):
        return RuleMatch(start, year.end(), CalendarMonth(season, int(year["year"])))
    if not season and (counted := _counted(text, start, end, unit)):
        return counted
    if word in ("weeks", "months", "years", "decades"):
        return None
    running = left(patterns.EARLIER_IN, text, start)
    if running and not season:
        return RuleMatch(running[1], end, Period(unit, 0, past=True))
    which = left(patterns.WHICH, text, start)
    return None if which is None else _which_period(text, unit, season or 1, which, end)


def _weekend_day(text: str, end: int) -> int | None:
    """The day of a weekend given by a programme's name: "this weekend's broadcast of The Sunday Show"."""
    found = patterns.WEEKEND_DAY.match(text, end)
    return WEEKDAYS[found["day"].lower()] if found and text[end : end + 2] in ("'s", "’s") else None


def _which_period(
    text: str, unit: Unit, month: int, which: tuple[re.Match[str], int], end: int
) -> RuleMatch | None:
    begin = which[1]
    weekday = _weekend_day(text, end) if unit == "weekend" else None
    early = (which[0]["early"] or "").strip().lower()
    match which[0]["which"].lower():
        case "this" if early == "later":
            return RuleMatch(begin, end, Ahead())
        case "this":
            return RuleMatch(begin, end, Period(unit, 0, month, early == "earlier", weekday))
        case "last":
            return RuleMatch(begin, end, Period(unit, 1, month, True, weekday))
        case "past" | "this past" | "the past" | "the last" if unit == "weekend":
            return RuleMatch(begin, end, Period(unit, 0, month, past=True))
        case "this past":
            return RuleMatch(begin, end, Period(unit, 0, month, past=True))
        case "the" if unit == "weekend":
            return RuleMatch(begin, end, Period(unit, 0, month, past=True))
        case "the" if unit == "season" and (which[0]["in"] or which[0]["early"]):
            return RuleMatch(begin, end, Period(unit, 0, month, past=True))
        case "next" | "this coming":
            return RuleMatch(begin, end, Ahead())
        case "the next" if left(patterns.SPAN_AHEAD, text, begin) or which[0]["in"]:
            return RuleMatch(begin, end, Ahead())
        case (
            "the next"
            | "previous"
            | "the previous"
            | "following"
            | "the following"
            | "that same"
            | "the same"
        ):
            return RuleMatch(begin, end, Vague(unit))
        case _:
            return None


def read_overnight(_text: str, start: int, end: int) -> RuleMatch:
    return RuleMatch(start, end, Back(0, "day"))
