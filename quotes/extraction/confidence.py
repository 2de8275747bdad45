"""How sure is an attribution? The ranker's probabilities, mapped to how often such decisions are right.

The map is Platt's (1999): a logistic curve over the log odds of the source taken and of the passage being a
quote at all, fitted by `training/attribution` on PolNeAR's training part, on articles that the ranker had not
seen. Its three numbers are in `data/calibration.txt`.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

from quotes.extraction.attribution import Attribution

_EDGE = 1e-5


@cache
def _curve() -> tuple[float, float, float]:
    lines = files("quotes.extraction").joinpath("data", "calibration.txt").read_text("utf-8").splitlines()
    values = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return float(values["offset"]), float(values["source"]), float(values["quoted"])


def log_odds(probability: float) -> float:
    """The logarithm of the odds, kept finite at 0 and 1."""
    probability = min(1 - _EDGE, max(_EDGE, probability))
    return math.log(probability / (1 - probability))


def calibrated(attribution: Attribution) -> float:
    """The probability that the passage is a quote and its source the right one."""
    offset, source, quoted = _curve()
    odds = offset + source * log_odds(attribution.probability) + quoted * log_odds(attribution.quoted)
    return 1 / (1 + math.exp(-odds))
