"""Which time dates which quote: the most likely one by the weights of its features."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.ranking.candidate_times import CandidateTimes
from quotes.extraction.dating.ranking.feature_groups import FeatureGroup, names
from quotes.extraction.dating.ranking.features import TimeFeatures
from quotes.extraction.dating.ranking.quote_positions import QuotePosition
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers
from quotes.extraction.shared.log_odds import from_log_odds, log_odds

# The least confidence for a time to date a quote. A wrong date costs more than a missing one: from this value
# on, 83 of 100 times claimed in articles left out of the fit are right (`training/dating/fit.py` prints the
# figures).
LEAST_CONFIDENCE = 0.58
EDGE = 1e-6  # probabilities closer to 0 or 1 say nothing more


@cache
def shipped_weights() -> Mapping[str, float]:
    """The weight of each feature, as fitted by `training/dating`."""
    text = files("quotes.extraction.dating.ranking").joinpath("data", "weights.txt").read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in pairs}


@cache
def _curve() -> tuple[float, float]:
    """Offset and slope of the logistic curve from a time's log odds to the probability that it is right."""
    text = files("quotes.extraction.dating.ranking").joinpath("data", "calibration.txt").read_text("utf-8")
    values = dict(line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return float(values["offset"]), float(values["slope"])


def calibrated(chance: float) -> float:
    """The calibrated probability that a time is right, given the ranker's own (Platt 1999)."""
    offset, slope = _curve()
    return from_log_odds(offset + slope * log_odds(chance, EDGE))


@dataclass(frozen=True, slots=True)
class LikelyTime:
    """The most likely time of a quote: the number of the candidate, and its probability by the weights."""

    candidate: int
    chance: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates for a quote, each with its feature groups; the last group stands for "no time".

    `candidates` are numbers of candidate times, one fewer than there are `groups`.
    """

    quote: int
    candidates: list[int]
    groups: list[list[FeatureGroup]]


class TimeRanker:
    """Ranks the times of one article."""

    def __init__(
        self,
        layout: Layout,
        speakers: QuotedSpeakers,
        candidates: CandidateTimes,
        positions: Sequence[QuotePosition],
        weights: Mapping[str, float],
    ) -> None:
        self._candidates = candidates
        self._positions = positions
        self._weights = weights
        self._features = TimeFeatures(layout, speakers, candidates, positions)
        self._known: dict[FeatureGroup, float] = {}

    def likeliest(self) -> list[LikelyTime | None]:
        """The most likely time of each quote, however unlikely; None if the article has no times."""
        found: list[LikelyTime | None] = [None] * len(self._positions)
        for choice, chances in self.choices():
            likely = self._by_key(choice, chances)
            key = max(likely, key=lambda key: likely[key], default=None)
            if key is not None:
                told = zip(chances, choice.candidates, strict=False)
                candidate = max((c, i) for c, i in told if self._candidates.all[i].key == key)[1]
                found[choice.quote] = LikelyTime(candidate, likely[key])
        return found

    def choices(self) -> Iterator[tuple[Choice, list[float]]]:
        """The candidates of each quote with their probabilities, by quote number."""
        for number, position in enumerate(self._positions):
            candidates = self._features.candidates(position)
            choice = Choice(number, candidates, self._features.of(number, candidates))
            yield choice, self._chances(choice)

    def _by_key(self, choice: Choice, chances: Sequence[float]) -> dict[object, float]:
        """The probability of each time, summed over all expressions of it."""
        likely: dict[object, float] = {}
        for index, chance in zip(choice.candidates, chances, strict=False):
            key = self._candidates.all[index].key
            likely[key] = likely.get(key, 0.0) + chance
        return likely

    def _chances(self, choice: Choice) -> list[float]:
        scores = [sum(map(self._weight, groups)) for groups in choice.groups]
        most = max(scores)
        likely = [math.exp(score - most) for score in scores]
        whole = sum(likely)
        return [chance / whole for chance in likely]

    def _weight(self, group: FeatureGroup) -> float:
        if group not in self._known:
            self._known[group] = sum(self._weights.get(name, 0.0) for name in names(group))
        return self._known[group]
