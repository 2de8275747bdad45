"""How sure is an attribution? The ranker's probability, mapped to how often such decisions are right.

The map is Platt's (1999): a logistic curve over the log odds, fitted on held-out folds of PolNeAR's training
part by `training/attribution`, its two numbers in `data/calibration.txt`.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

from quotes.extraction.attribution import Attribution

_EDGE = 1e-6


@cache
def _curve() -> tuple[float, float]:
    lines = files("quotes.extraction").joinpath("data", "calibration.txt").read_text("utf-8").splitlines()
    values = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return float(values["slope"]), float(values["offset"])


def calibrated(attribution: Attribution) -> float:
    """The probability that the passage is a quote and its source the right one."""
    slope, offset = _curve()
    probability = min(1 - _EDGE, max(_EDGE, attribution.probability))
    odds = math.log(probability / (1 - probability))
    return 1 / (1 + math.exp(-(slope * odds + offset)))
