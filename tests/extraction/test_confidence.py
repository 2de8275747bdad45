from __future__ import annotations

import math
from itertools import pairwise

import pytest

from quotes.extraction.attribution import Attribution
from quotes.extraction.confidence import calibrated, log_odds


def decided(probability: float, quoted: float) -> Attribution:
    return Attribution(
        passage=0, mention=None, label="mention", probability=probability, quoted=quoted, cue=None
    )


@pytest.mark.parametrize("probability", [0.0, 1e-12, 0.3, 0.999999, 1.0])
@pytest.mark.parametrize("quoted", [0.0, 0.5, 1.0])
def test_confidence_is_a_probability_whatever_the_ranker_says(probability, quoted):
    assert 0 <= calibrated(decided(probability, quoted)) <= 1


def test_a_surer_choice_of_the_source_gives_more_confidence():
    confidences = [calibrated(decided(tenths / 10, 0.9)) for tenths in range(11)]
    assert all(less < more for less, more in pairwise(confidences))


@pytest.mark.parametrize(
    ("probability", "expected"), [(0.5, 0.0), (0.75, math.log(3)), (0.25, -math.log(3))], ids=str
)
def test_log_odds(probability, expected):
    assert log_odds(probability) == pytest.approx(expected)


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_log_odds_stay_finite_at_the_ends(probability):
    assert math.isfinite(log_odds(probability))
