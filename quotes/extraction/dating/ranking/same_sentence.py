"""Dates in the quote's own sentences: "she said Tuesday", "in a letter on May 3, ..."."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.dating.attachment.attachment_rules import TieKind
from quotes.extraction.dating.attachment.attachments import Timed
from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.ranking.quote_positions import Place

# How strongly a time dates the words of its own sentence, by its tie.
_STRENGTH: dict[TieKind, float] = {
    "verb": 4.0,
    "occasion": 4.0,
    "ahead": 4.0,
    "event": 3.0,
    "beside": 2.5,
    "loose": 1.5,
    "other": 1.0,
    "after": 0.8,
}
_ON_CUE, _OPENING, _PAST_OTHERS, _ON_OTHERS_CUE = 3.0, 2.0, -3.0, -5.0
_FARTHEST = 300  # characters, from which on distance counts no more
_MOST_TIMES = 8  # to either side
_MOST_WORDS = 64


class OwnSentences:
    """Finds the time that dates a quote in its own sentences."""

    def __init__(self, layout: Layout, times: Sequence[Timed], places: Sequence[Place]) -> None:
        self._layout = layout
        self._times: dict[int, list[Timed]] = {}
        for timed in times:
            self._times.setdefault(timed.sentence, []).append(timed)
        self._sources = sorted(
            (offset, place.speaker)
            for place in places
            for offset in (place.cue[0], place.mention[0])
            if offset >= 0
        )
        self._mentions = sorted({place.mention for place in places if place.mention[0] >= 0})

    def time_of(self, place: Place) -> Timed | None:
        """The time that dates the quote best; None where none does."""
        best, strongest = None, 0.0
        for index in place.own:
            for timed in self._nearest(index, place):
                strength = self.strength(timed, place)
                if strength > strongest:
                    best, strongest = timed, strength
        return best

    def _nearest(self, index: int, place: Place) -> list[Timed]:
        times = self._times.get(index, [])
        middle = bisect_left(times, place.center, key=lambda timed: timed.expression.start)
        return times[max(0, middle - _MOST_TIMES) : middle + _MOST_TIMES]

    def strength(self, timed: Timed, place: Place) -> float:
        """How strongly a time of a quote's own sentence dates it; 0 where it does not."""
        strength = _STRENGTH.get(timed.tie, 0.0)
        opens = self._layout.opens_sentence(timed.expression.start)
        vague = not timed.is_day and timed.tie in ("other", "loose") and not opens
        if not strength or vague or self._describes_source(timed):
            return 0.0
        if place.cue[0] <= timed.anchor < place.cue[1]:
            strength += _ON_CUE
        if opens:
            strength += _OPENING
        low, high = sorted((place.center, timed.expression.start))
        if self._others(low + 1, high, place):
            strength += _PAST_OTHERS
        if timed.anchor >= 0 and self._others(timed.anchor, timed.anchor + 1, place):
            strength += _ON_OTHERS_CUE
        return strength - min(high - low, _FARTHEST) / _FARTHEST

    def _others(self, low: int, high: int, place: Place) -> bool:
        """Whether another speaker's cue or mention begins in the stretch."""
        first = bisect_left(self._sources, (low, ""))
        last = min(bisect_left(self._sources, (high, "")), first + _MOST_WORDS)
        return any(who != place.speaker for _, who in self._sources[first:last])

    def _describes_source(self, timed: Timed) -> bool:
        """Whether a year stands in the words that name a source: "an aide in 2012"."""
        if timed.resolved.precision != "year":
            return False
        start = timed.expression.start
        index = bisect_right(self._mentions, (start, len(self._layout.text))) - 1
        if index < 0:
            return False
        low, high = self._mentions[index]
        return start < high and not low <= timed.anchor < high
