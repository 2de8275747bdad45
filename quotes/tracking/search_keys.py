"""All numbers by which a quote can be found, computed from its words at once."""

from __future__ import annotations

from typing import NamedTuple

from quotes.tracking.contradictions.claims import marks_of
from quotes.tracking.wordings import compared


class FoundBy(NamedTuple):
    """The key of a quote's wording, and its marks of three kinds, each in order.

    `fingerprints` find it among its speaker's quotes, `runs` among all quotes, `claims` by what it is about.
    """

    key: int
    fingerprints: tuple[int, ...]
    runs: tuple[int, ...]
    claims: tuple[int, ...]


def found_by(text: str) -> FoundBy:
    """The numbers by which a quote with this text is found."""
    words = compared(text)
    return FoundBy(
        words.key,
        tuple(sorted(words.marks)),
        tuple(sorted(set(words.runs))),
        tuple(sorted(marks_of(text))),
    )
