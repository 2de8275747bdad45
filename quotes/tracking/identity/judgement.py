"""A probability as the sum of reasons, each with its weight in log odds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Increased whenever the rules for speakers change, so that older files are updated.
SPEAKERS_VERSION = 2
# From this probability on, two names are joined automatically.
JOINED = 0.9
# From this probability on, the pair is suggested to people.
WORTH_ASKING = 0.55
# Below this, two names are two speakers, and so is everybody joined with either.
APART = 0.3


@dataclass(frozen=True, slots=True)
class Reason:
    """Evidence for (weight above 0) or against two names being one speaker's, in words."""

    weight: float
    text: str

    def as_record(self) -> dict[str, float | str]:
        """JSON-ready data."""
        return {"weight": round(self.weight, 2), "text": self.text}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability that two names are one speaker's, and the reasons, the weightiest first.

    `likeness` is how the names themselves are alike: initial, second, suffix, nickname, given, initials,
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
    """The sum of the reasons."""
    kept = sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.text))
    return Judgement(probability_of(sum(reason.weight for reason in kept)), likeness, tuple(kept))


def probability_of(log_odds: float) -> float:
    """Log odds as a probability, never quite certain."""
    return round(1 / (1 + math.exp(-max(-7.0, min(7.0, log_odds)))), 3)
