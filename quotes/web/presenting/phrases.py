"""Words for dates, doubts, numbers and verdicts on pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

SURE = 0.9
FAIRLY_SURE = 0.7

# Characters that change the direction of text, and invisible ones.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")

FACTUALITIES = {
    "said": "Said",
    "denied": "Reported as not said",
    "hypothetical": "Reported as what might be said",
    "fabricated": "Reported as made up",
}
KINDS = {
    "person": "person",
    "organization": "organization",
    "group": "group",
    "document": "document",
    "anonymous": "unnamed source",
}
CHANGES = {
    "negation": "a negation was changed",
    "number": "a number was changed",
    "name": "a name was changed",
    "word": "a word was changed",
    "same_value": "the same value, written differently",
    "spelling": "the same word, spelled differently",
    "contraction": "the same words, contracted or in full",
}
# How two contradicting statements of a speaker are related, and what differs.
OTHERWISE = {
    "changed": "said on another day",
    "wording": "perhaps the same occasion, reported differently",
}
DIFFERENCES = {"negation": "A negation", "number": "A number", "name": "A name"}
# Why two names may be one speaker's.
REASONS = {
    "spelling": "The names sound the same.",
    "middle": "The names differ in the middle.",
    "nickname": "One first name is a short form of the other.",
    "initials": "One name is the other's initials.",
    "surname": "One name is the other's surname.",
    "namesake": "Several people have this name.",
}


class VerdictPhrases(NamedTuple):
    """A verdict on the pages: its headline, its style, its word in lists, and a sentence with `{name}`."""

    headline: str
    style: str
    tag: str
    sentence: str


VERDICTS = {
    "disputed": VerdictPhrases(
        "Disputed",
        "bad",
        "disputed",
        "No report says that {name} said this. Some say that it was denied, supposed or made up.",
    ),
    "other_speaker": VerdictPhrases(
        "Said, but by somebody else",
        "bad",
        "another speaker",
        "The words are on record, but not from {name}.",
    ),
    "spliced": VerdictPhrases(
        "Put together from separate passages",
        "warn",
        "spliced",
        "Each part is on record, but not together: this joins separate passages.",
    ),
    "altered": VerdictPhrases(
        "Not in these words",
        "warn",
        "altered",
        "Something close is on record, but words were changed.",
    ),
    "not_found": VerdictPhrases(
        "Not found",
        "none",
        "not found",
        "Nothing on record has these words from {name}.",
    ),
    "trimmed": VerdictPhrases(
        "Yes, as part of a longer quote",
        "good",
        "part of a quote",
        "The words are on record, inside a longer quote.",
    ),
    "verbatim": VerdictPhrases(
        "Yes, in these words",
        "good",
        "verbatim",
        "These very words are on record.",
    ),
}


def percent(value: float) -> str:
    """A probability as a percentage, rounded down so that no doubt is hidden: 0.938 is 93 %."""
    return f"{int(value * 100 + 1e-6)}\u202f%"


def sureness(value: float | None) -> str:
    """A word for a probability, which is also the name of a style."""
    if value is None:
        return "unknown"
    return "sure" if value >= SURE else "fairly" if value >= FAIRLY_SURE else "doubtful"


def long_day(written: str | None) -> str:
    """An ISO 8601 day in full: Saturday, 2 October 2021."""
    if not written:
        return "an unknown day"
    day = date.fromisoformat(written[:10])
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def short_day(written: str | None) -> str:
    """An ISO 8601 day in short: 2 Oct 2021."""
    if not written:
        return "no date"
    day = date.fromisoformat(written[:10])
    return f"{day.day} {day:%b} {day.year}"


def said_when(said: Mapping[str, Any] | None) -> str:
    """When words were said, as far as known: on a day, in a month, or at an unknown time."""
    if not said or not said["on"]:
        return "the day is not known"
    if said["basis"] == "published":
        return f"reported on {short_day(said['on'])}"
    day = date.fromisoformat(said["on"])
    match said["precision"]:
        case "week":
            return f"said in the week of {short_day(said['on'])}"
        case "month":
            return f"said in {day:%B} {day.year}"
        case "year":
            return f"said in {day.year}"
        case _:
            return f"said on {short_day(said['on'])}"


def readable(text: str | None) -> str:
    """Foreign text on one line, without characters that would reorder or hide the text around it."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text or "")).strip()


def words_of_quote(text: str) -> str:
    """Quoted words on one line, without the comma at their end."""
    return readable(text).removesuffix(",")


def web_address(url: str | None) -> str | None:
    """The address if it may be a link's target; None if it is not of the web, such as javascript:."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
