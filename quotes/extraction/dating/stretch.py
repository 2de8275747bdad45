"""Stretches: what an article tells between a time and a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.dating.groups import Group
from quotes.extraction.dating.moments import Moment, Moments
from quotes.extraction.dating.people import People
from quotes.extraction.dating.places import Place

_MOST_TIMES = 32
_MOST_QUOTES = 32
_MOST_SENTENCES, _MOST_NAMES = 40, 8


class Stretch:
    """The times, quotes and names of one article by where they stand."""

    def __init__(self, people: People, moments: Moments, places: Sequence[Place]) -> None:
        self._people = people
        self._moments = moments
        self._quotes = sorted((place.at, place.speaker) for place in places)

    def times(self, index: int, place: Place) -> Group:
        """How many other days of speaking stand between a time and a quote, how many of the speaker's."""
        moments = self._moments
        low, high = sorted((bisect_left(moments.starts, place.center), index))
        low += low == index
        key = moments.all[index].key
        between = [
            moment
            for moment in moments.all[low : min(high, low + _MOST_TIMES)]
            if moment.setting.speaks and moment.key != key
        ]
        days = len({moment.key for moment in between if moment.width == "day"})
        held = sum(place.speaker in moment.holders for moment in between)
        return (str(min(days, 3)), str(min(held, 2)))

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
