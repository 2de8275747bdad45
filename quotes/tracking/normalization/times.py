"""Days of the month and times of day in one form: "3 May", "May 3rd"; "9.30", "half past nine"."""

from __future__ import annotations

import re

from quotes.tracking.normalization.lexicon import meanings, words_in
from quotes.tracking.normalization.numbers import whole_number
from quotes.tracking.normalization.phrase import Phrase, Reading
from quotes.tracking.normalization.values import Value

MONTHS = meanings("months")
STARTS = frozenset((*MONTHS, "the", "half", "quarter", "a"))
# Next to a number in words, these are months only if capitalised: "we may first ask", "two march on".
_ALSO_VERBS = frozenset(("march", "may"))
_LAST_DAY = 31
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])([:.])([0-5][0-9])")
_BEFORE_A_POINT = frozenset(words_in("numbers", "before a point"))
_BEFORE_WORDS = frozenset(words_in("numbers", "before words"))
_HALVES_OF_DAY = frozenset(("am", "pm"))
_OF_AN_HOUR = {"half": 30, "quarter": 15}


def time(phrase: Phrase, at: int) -> Reading | None:
    """The day of a month or the time of day that begins at a word; None if there is none."""
    if phrase[at] in MONTHS:
        return _day_behind_month(phrase, at)
    return (_day_before_month(phrase, at) if phrase.has_any(MONTHS) else None) or _clock(phrase, at)


def _day_behind_month(phrase: Phrase, at: int) -> Reading | None:
    article = phrase[at + 1] == "the"
    start = at + 1 + article
    shortened = MONTHS[phrase[at]] != phrase[at]
    if not phrase.joins(at + 1, stop=shortened) or (article and not phrase.joins(start)):
        return None
    number = _number(phrase, start, at)
    if number is None or (article and not number.ordinal) or phrase[number.end] == "%":
        return None
    return Reading(_date(phrase, at, number), number.end)


def _day_before_month(phrase: Phrase, at: int) -> Reading | None:
    article = phrase[at] == "the"
    start = at + article
    number = whole_number(phrase, start) if not article or phrase.joins(start) else None
    if number is None:
        return None
    of = phrase[number.end] == "of"
    month = number.end + of
    joined = all(phrase.joins(between) for between in range(number.end, month + 1))
    # "The 3 May attack" and "3 of May's ministers" are not days of this kind.
    if phrase[month] not in MONTHS or not joined or ((article or of) and not number.ordinal):
        return None
    if not of and _number(phrase, start, month) is None:
        return None
    return Reading(_date(phrase, month, number), month + 1) if 0 < number.value <= _LAST_DAY else None


def _number(phrase: Phrase, at: int, month: int) -> Value | None:
    """The number of a day right next to a month."""
    if not phrase[at].isdigit() and phrase[month] in _ALSO_VERBS and not phrase.is_capital(month):
        return None
    number = whole_number(phrase, at)
    return number if number is not None and 0 < number.value <= _LAST_DAY else None


def _date(phrase: Phrase, month: int, number: Value) -> str:
    return f"{MONTHS[phrase[month]]}-{number.value}"


def _clock(phrase: Phrase, at: int) -> Reading | None:
    word, before = phrase[at], phrase[at - 1] if at else ""
    found = _CLOCK.fullmatch(word) if word[0].isdigit() else None
    if found is not None:
        told = found[2] == ":" or _is_told(phrase, at + 1) or before in _BEFORE_A_POINT
        if not told or phrase[at + 1] == "%":
            return None
        return Reading(_hour_and_minutes(int(found[1]), int(found[3])), at + 1)
    start = at + (word == "a" and phrase[at + 1] == "quarter")
    minutes = _OF_AN_HOUR.get(phrase[start])
    if minutes is not None and phrase[start + 1] in ("past", "to"):
        return _beside_hour(phrase, start + 1, minutes)
    if before in _BEFORE_WORDS or word.isalpha():
        return _in_words(phrase, at, told=before in _BEFORE_WORDS)
    return None


def _beside_hour(phrase: Phrase, at: int, minutes: int) -> Reading | None:
    """ "Half past nine", "quarter to ten"."""
    hour = whole_number(phrase, at + 1)
    if hour is None or not 1 <= hour.value <= 12 or (phrase[at] == "to" and minutes == 30):
        return None
    if phrase[at] == "past":
        return Reading(_hour_and_minutes(int(hour.value), minutes), hour.end)
    return Reading(_hour_and_minutes((int(hour.value) - 2) % 12 + 1, 60 - minutes), hour.end)


def _in_words(phrase: Phrase, at: int, *, told: bool) -> Reading | None:
    """ "Nine thirty", if a neighbouring word shows that it is a time."""
    if not phrase[at].isalpha() or not phrase[at + 1].isalpha() or not phrase.joins(at + 1):
        return None
    hour, minutes = whole_number(phrase, at), whole_number(phrase, at + 1)
    if hour is None or minutes is None or hour.end != at + 1 or hour.ordinal or minutes.ordinal:
        return None
    if not (1 <= hour.value <= 12 and 10 <= minutes.value < 60) or not (
        told or _is_told(phrase, minutes.end)
    ):
        return None
    return Reading(_hour_and_minutes(int(hour.value), int(minutes.value)), minutes.end)


def _is_told(phrase: Phrase, at: int) -> bool:
    """Whether the next word shows that a time of day precedes it."""
    return phrase[at] in _HALVES_OF_DAY or (phrase[at] in ("a", "p") and phrase[at + 1] == "m")


def _hour_and_minutes(hour: int, minutes: int) -> str:
    return f"{hour}:{minutes:02d}" if minutes else str(hour)
