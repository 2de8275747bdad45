"""All numbers that a quote is stored under, made of its words at once."""

from __future__ import annotations

from typing import NamedTuple

from quotes.tracking.contradictions.claims import marks_of
from quotes.tracking.wordings import compared


class FoundBy(NamedTuple):
    """What a quote is found by: the key of its wording, and its marks of three kinds, each in order.

    `fingerprints` find it among its speaker's quotes, `runs` among all, `claims` by what it is about.
    """

    key: int
    fingerprints: tuple[int, ...]
    runs: tuple[int, ...]
    claims: tuple[int, ...]


def found_by(text: str) -> FoundBy:
    """What a quote of this text is found by."""
    words = compared(text)
    return FoundBy(
        words.key,
        tuple(sorted(words.marks)),
        tuple(sorted(set(words.runs))),
        tuple(sorted(marks_of(text))),
    )
