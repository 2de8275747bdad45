"""Probabilities and their log odds: what calibration adds up, and what it gives (Platt 1999)."""

from __future__ import annotations

import math

_EDGE = 1e-5


def log_odds(probability: float, edge: float = _EDGE) -> float:
    """The logarithm of the odds, kept finite by taking no probability nearer to 0 or 1 than `edge`."""
    probability = min(1 - edge, max(edge, probability))
    return math.log(probability / (1 - probability))


def from_log_odds(odds: float) -> float:
    """The probability that has these log odds."""
    return 1 / (1 + math.exp(-odds))
