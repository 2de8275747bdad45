"""The options that the ranker chooses from for each passage, and its decision."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.extraction.attribution.candidates import Candidate

NOBODY, UNKNOWN = "nobody", "unknown"


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate for one passage: a mention, NOBODY or UNKNOWN, with its features."""

    mention: Candidate | None
    label: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The decision on one passage.

    `probability` is that of the chosen option, `quoted` that of anybody being quoted at all. Both are the
    ranker's own and not yet calibrated.
    """

    passage: int
    mention: Candidate | None
    label: str
    probability: float
    quoted: float
    cue: tuple[int, int] | None
    ranking: tuple[tuple[Option, float], ...] = field(repr=False, default=())
