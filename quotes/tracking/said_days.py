"""The day of a statement whose reports disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quotes.extraction import Basis, Precision

# The confidence of a date for which an earlier version stored none.
UNKNOWN = 0.7
# The day may be over where the words were said, but not yet where they were printed.
ABROAD = timedelta(days=1)
# How many days the last day of a period is after the first, at most.
_LENGTHS: dict[Precision, int] = {"day": 0, "week": 6, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Claim:
    """When a report says that the words were said.

    `on` is the first day of a period of this `precision`, or None if the words give none. A date based on
    publication alone (`basis`) is no claim. `decided` tells whether a person decided it. `source` is equal
    for reports that are copies of one text, `id` is the report's own; `published` is when it appeared.
    """

    id: str
    on: date | None
    precision: Precision | None
    basis: Basis | None
    confidence: float | None
    published: date | None
    decided: bool = False
    source: int = 0

    @property
    def tells(self) -> bool:
        """Whether it gives a day or a period at all."""
        return self.on is not None and self.basis != "published"


def best_dated(claims: Sequence[Claim]) -> Claim:
    """The report with the best-supported date: a person's decision, or else the date with most support.

    Each independent report of a date adds its probability of being right; each one printed before that date
    counts against it. If none gives a day, the report printed first is taken. The order of the claims makes
    no difference; there must be at least one.
    """
    decided = [claim for claim in claims if claim.decided and claim.on is not None]
    telling = decided or [claim for claim in claims if claim.tells]
    worth = {claim: _support(claim, claims) for claim in set(telling)}
    credible = [claim for claim in telling if decided or worth[claim] > 0]
    if credible:
        return min(credible, key=lambda claim: (-round(worth[claim], 6), *_order(claim)))
    return min(claims, key=_undated_order)


def disagrees(claim: Claim, on: date, precision: Precision) -> bool:
    """Whether a report gives another time than this one, or was printed before it."""
    if claim.tells and not _overlap(claim, on, precision):
        return True
    return claim.published is not None and claim.published + ABROAD < on


def _support(claim: Claim, claims: Iterable[Claim]) -> float:
    assert claim.on is not None
    assert claim.precision is not None
    sources: dict[int, float] = {}
    for other in claims:
        if other.published is not None and other.published + ABROAD < claim.on:
            sources[other.source] = -1.0
        elif other.tells and _overlap(other, claim.on, claim.precision):
            sources[other.source] = max(sources.get(other.source, 0.0), _likely(other))
    return sum(sources.values())


def _likely(claim: Claim) -> float:
    if claim.decided:
        return 1.0
    return UNKNOWN if claim.confidence is None else claim.confidence


def _overlap(claim: Claim, on: date, precision: Precision) -> bool:
    assert claim.on is not None
    return claim.on <= _end(on, precision) and on <= _end(claim.on, claim.precision or "day")


def _end(on: date, precision: Precision) -> date:
    try:
        return on + timedelta(days=_LENGTHS[precision])
    except OverflowError:
        return date.max


def _order(claim: Claim) -> tuple[int, bool, date, float, str]:
    """The order among equally supported ones: the most precise, then an explicit one, then the earliest."""
    precision = _LENGTHS[claim.precision or "year"]
    return precision, claim.basis != "explicit", claim.on or date.max, -_likely(claim), claim.id


def _undated_order(claim: Claim) -> tuple[bool, date, bool, date, str]:
    return (
        claim.on is None,
        claim.on or date.max,
        claim.published is None,
        claim.published or date.max,
        claim.id,
    )
