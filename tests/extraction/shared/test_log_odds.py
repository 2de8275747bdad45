from __future__ import annotations

import math

import pytest

from quotes.extraction.shared.log_odds import from_log_odds, log_odds


@pytest.mark.parametrize(
    ("probability", "expected"), [(0.5, 0.0), (0.75, math.log(3)), (0.25, -math.log(3))], ids=str
)
def test_log_odds(probability, expected):
    assert log_odds(probability) == pytest.approx(expected)


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_log_odds_stay_finite_at_the_ends(probability):
    assert math.isfinite(log_odds(probability))


@pytest.mark.parametrize("probability", [0.001, 0.3, 0.5, 0.999])
def test_log_odds_lead_back_to_the_probability(probability):
    assert from_log_odds(log_odds(probability)) == pytest.approx(probability)
