"""A probability as the sum of reasons, each with its weight in log odds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Raised with every change of what speakers are made by, so that files made before are brought up to date.
SPEAKERS_VERSION = 2
# From here on two names are joined without asking anybody.
JOINED = 0.9
# From here on people are asked.
WORTH_ASKING = 0.55
# Below this, two names are two speakers, and nobody who is one of them is the other.
APART = 0.3


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for two names being one speaker's (weight above 0) or against it, in words."""

    weight: float
    text: str

    def as_record(self) -> dict[str, float | str]:
        """JSON-ready data."""
        return {"weight": round(self.weight, 2), "text": self.text}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How probable it is that two names are one speaker's, and why, the weightiest reasons first.

    `likeness` says how the names themselves are alike: initial, second, suffix, nickname, given, initials,
    longer, spelling, letters.
    """

    probability: float
    likeness: str
    reasons: tuple[Reason, ...]

    @property
    def speaking_for(self) -> list[str]:
        return [reason.text for reason in self.reasons if reason.weight > 0]

    @property
    def speaking_against(self) -> list[str]:
        return [reason.text for reason in self.reasons if reason.weight < 0]


def judged(likeness: str, reasons: Iterable[Reason]) -> Judgement:
    """The reasons added up."""
    kept = sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.text))
    return Judgement(probability_of(sum(reason.weight for reason in kept)), likeness, tuple(kept))


def probability_of(log_odds: float) -> float:
    """Log odds as a probability, never quite certain."""
    return round(1 / (1 + math.exp(-max(-7.0, min(7.0, log_odds)))), 3)
