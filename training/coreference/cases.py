"""A pronoun to learn from."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.coreference.antecedents.pronoun_ranker import Features


@dataclass(frozen=True)
class Case:
    """One pronoun: its candidates' features, which of them are right, and how much it counts."""

    features: list[Features]
    right: list[bool]
    weight: float
