"""Which quotes of one speaker are one statement.

A quote is the same statement as another when its words are the same, or when the shorter one, long enough to
be no common phrase, stands unbroken in the longer one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quotes.tracking.words import contains

# A shorter run is a phrase that anybody may say twice without repeating a statement.
SHORTEST_CUT = 6
# A report may quote words of last year's speech, but the same words two years on are said again.
LONGEST_GAP_DAYS = 400
# A short quote repeated weeks later ("We will win.") is more likely said twice than reported late.
SHORT_WORDS = 6
LONGEST_SHORT_GAP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Said:
    """What of a quote decides its statement. `day` is when it was said or, failing that, published."""

    words: tuple[str, ...]
    day: date | None
    statement: int | None = None


def same(one: Said, other: Said) -> bool:
    """Whether two quotes of one speaker are one statement; the order of the two makes no difference."""
    shorter, longer = sorted((list(one.words), list(other.words)), key=len)
    if not shorter or not _near(one.day, other.day, len(shorter)):
        return False
    return shorter == longer or (len(shorter) >= SHORTEST_CUT and contains(longer, shorter))


def statement_of(quote: Said, candidates: Iterable[Said]) -> int | None:
    """The statement that a new quote belongs to: the closest candidate's, or None for a new statement."""
    alike = [other for other in candidates if other.statement is not None and same(quote, other)]
    if not alike:
        return None
    nearest = min(alike, key=lambda other: (_apart(quote, other), other.statement))
    return nearest.statement


def _near(one: date | None, other: date | None, words: int) -> bool:
    if one is None or other is None:
        return one is other or words >= SHORT_WORDS
    longest = LONGEST_GAP_DAYS if words >= SHORT_WORDS else LONGEST_SHORT_GAP_DAYS
    return abs((one - other).days) <= longest


def _apart(one: Said, other: Said) -> tuple[int, int]:
    """How far from identical, then how far in time."""
    days = abs((one.day - other.day).days) if one.day and other.day else LONGEST_GAP_DAYS
    return abs(len(one.words) - len(other.words)), days
