"""Times in the sentences of the quote itself: "she said Tuesday", "in a letter on May 3, ..."."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.dating.attachment.attachment_rules import AttachmentKind
from quotes.extraction.dating.attachment.attachments import AttachedTime
from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.ranking.quote_positions import QuotePosition

# How strongly a time dates words in its own sentence, by its attachment.
_STRENGTH: dict[AttachmentKind, float] = {
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
_FARTHEST = 300  # characters from which on distance no longer matters
_MOST_TIMES = 8  # characters on either side
_MOST_WORDS = 64


class SameSentenceTimes:
    """Finds the time in a quote's own sentences that dates it."""

    def __init__(
        self, layout: Layout, times: Sequence[AttachedTime], positions: Sequence[QuotePosition]
    ) -> None:
        self._layout = layout
        self._times: dict[int, list[AttachedTime]] = {}
        for attached in times:
            self._times.setdefault(attached.sentence, []).append(attached)
        self._sources = sorted(
            (offset, position.speaker)
            for position in positions
            for offset in (position.cue[0], position.mention[0])
            if offset >= 0
        )
        self._mentions = sorted({position.mention for position in positions if position.mention[0] >= 0})

    def time_of(self, position: QuotePosition) -> AttachedTime | None:
        """The time that best dates the quote; None if none does."""
        best, strongest = None, 0.0
        for index in position.own:
            for attached in self._nearest(index, position):
                strength = self.strength(attached, position)
                if strength > strongest:
                    best, strongest = attached, strength
        return best

    def _nearest(self, index: int, position: QuotePosition) -> list[AttachedTime]:
        times = self._times.get(index, [])
        middle = bisect_left(times, position.center, key=lambda attached: attached.expression.start)
        return times[max(0, middle - _MOST_TIMES) : middle + _MOST_TIMES]

    def strength(self, attached: AttachedTime, position: QuotePosition) -> float:
        """How strongly a time in a quote's own sentences dates it; 0 if it does not."""
        strength = _STRENGTH.get(attached.attachment, 0.0)
        opens = self._layout.opens_sentence(attached.expression.start)
        vague = not attached.is_day and attached.attachment in ("other", "loose") and not opens
        if not strength or vague or self._describes_source(attached):
            return 0.0
        if position.cue[0] <= attached.anchor < position.cue[1]:
            strength += _ON_CUE
        if opens:
            strength += _OPENING
        low, high = sorted((position.center, attached.expression.start))
        if self._others(low + 1, high, position):
            strength += _PAST_OTHERS
        if attached.anchor >= 0 and self._others(attached.anchor, attached.anchor + 1, position):
            strength += _ON_OTHERS_CUE
        return strength - min(high - low, _FARTHEST) / _FARTHEST

    def _others(self, low: int, high: int, position: QuotePosition) -> bool:
        """Whether another speaker's cue or mention begins in the range."""
        first = bisect_left(self._sources, (low, ""))
        last = min(bisect_left(self._sources, (high, "")), first + _MOST_WORDS)
        return any(who != position.speaker for _, who in self._sources[first:last])

    def _describes_source(self, attached: AttachedTime) -> bool:
        """Whether a year is part of the words that name a source: "an aide in 2012"."""
        if attached.resolved.precision != "year":
            return False
        start = attached.expression.start
        index = bisect_right(self._mentions, (start, len(self._layout.text))) - 1
        if index < 0:
            return False
        low, high = self._mentions[index]
        return start < high and not low <= attached.anchor < high
