"""Convert probabilities to log odds, which calibration adds up, and back (Platt 1999)."""

from __future__ import annotations

import math

_EDGE = 1e-5


def log_odds(probability: float, edge: float = _EDGE) -> float:
    """The log odds of a probability, which is first limited to [edge, 1 - edge] to keep them finite."""
    probability = min(1 - edge, max(edge, probability))
    return math.log(probability / (1 - probability))


def from_log_odds(odds: float) -> float:
    """The probability with these log odds."""
    return 1 / (1 + math.exp(-odds))
