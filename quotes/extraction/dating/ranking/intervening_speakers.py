"""Stretches: whom an article quotes and names between a time and a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.dating.ranking.candidate_times import Moment
from quotes.extraction.dating.ranking.feature_groups import Group
from quotes.extraction.dating.ranking.quote_positions import Place
from quotes.extraction.dating.ranking.speakers import People

_MOST_QUOTES = 32
_MOST_SENTENCES, _MOST_NAMES = 40, 8


class Stretch:
    """The quotes and names of one article by where they stand."""

    def __init__(self, people: People, places: Sequence[Place]) -> None:
        self._people = people
        self._quotes = sorted((place.at, place.speaker) for place in places)

    def people(self, moment: Moment, place: Place) -> Group:
        """How many others are quoted between time and quote, whether the speaker is, how many are named."""
        start, end = sorted((moment.start, place.at))
        low, high = bisect_right(self._quotes, (start, "")), bisect_left(self._quotes, (end, ""))
        quoted = {who for _, who in self._quotes[max(low, high - _MOST_QUOTES) : high]}
        first, last = sorted((moment.sentence, place.first))
        sentences = self._people.named[max(first + 1, last - _MOST_SENTENCES) : last]
        named = {who for sentence in sentences for _, who in sentence[:_MOST_NAMES]}
        others = len(quoted - {place.speaker}), len(named - {place.speaker})
        return (str(min(others[0], 3)), str(place.speaker in quoted), str(min(others[1], 3)))
