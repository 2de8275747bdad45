"""What the ranker decides between for each passage, and what it decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.extraction.attribution.candidates import Candidate

NOBODY, UNKNOWN = "nobody", "unknown"


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate for one passage: a mention, or NOBODY or UNKNOWN; with its features."""

    mention: Candidate | None
    label: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The decision on one passage.

    `probability` of the option taken and `quoted`, that of anybody being quoted at all, are the ranker's own,
    not yet calibrated.
    """

    passage: int
    mention: Candidate | None
    label: str
    probability: float
    quoted: float
    cue: tuple[int, int] | None
    ranking: tuple[tuple[Option, float], ...] = field(repr=False, default=())
