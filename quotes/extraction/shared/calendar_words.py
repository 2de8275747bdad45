"""The words English news uses for dates: days, months, numbers, seasons, named days.

Plain tables. Keys are lower-case, without a trailing full stop.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}

WEEKDAY_ABBREVIATIONS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}

MONTH_ABBREVIATIONS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

# First month of each season in the northern hemisphere, whose papers use these words most.
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

# Quantities that give no number: "a few days ago" tells the unit, not the day.
VAGUE_NUMBERS = (
    "a few",
    "few",
    "several",
    "a couple of",
    "couple of",
    "some",
    "many",
    "recent",
    "a number of",
)


def number(words: str) -> int | None:
    """The number that digits or words such as "twenty-two" express; None if they are no number."""
    if words.isascii() and words.isdigit():
        return int(words) if len(words) <= 4 else None
    total = 0
    for part in words.replace("-", " ").split():
        if part not in NUMBERS:
            return None
        total += NUMBERS[part]
    return total or None


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of the month; -1 is the last one."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


NAMED_DAYS: dict[str, Callable[[int], date]] = {
    "new year's day": lambda year: date(year, 1, 1),
    "new year's eve": lambda year: date(year, 12, 31),
    "valentine's day": lambda year: date(year, 2, 14),
    "good friday": lambda year: _easter(year) - timedelta(2),
    "easter sunday": _easter,
    "easter monday": lambda year: _easter(year) + timedelta(1),
    "may day": lambda year: date(year, 5, 1),
    "memorial day": lambda year: _nth(year, 5, 0, -1),
    "labor day": lambda year: _nth(year, 9, 0, 1),
    "labour day": lambda year: date(year, 5, 1),
    "columbus day": lambda year: _nth(year, 10, 0, 2),
    "halloween": lambda year: date(year, 10, 31),
    "veterans day": lambda year: date(year, 11, 11),
    "thanksgiving day": lambda year: _nth(year, 11, 3, 4),
    "thanksgiving": lambda year: _nth(year, 11, 3, 4),
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas": lambda year: date(year, 12, 25),
    "boxing day": lambda year: date(year, 12, 26),
}
