"""The other times between a time and a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.dating.ranking.candidate_times import CandidateTime, CandidateTimes
from quotes.extraction.dating.ranking.quote_positions import QuotePosition

_MOST_TIMES = 32  # nearest to the quote
_MOST = 3


class InterveningTimes:
    """The times of one article by position."""

    def __init__(self, candidates: CandidateTimes) -> None:
        self._candidates = candidates

    def counts(self, candidate: CandidateTime, position: QuotePosition) -> Sequence[str]:
        """How many times between date the speaker's words, have a speech event, or differ from this one."""
        start, end = sorted((candidate.start, position.at))
        starts = self._candidates.starts
        low, high = bisect_right(starts, start), bisect_left(starts, end)
        if candidate.start < position.at:
            low = max(low, high - _MOST_TIMES)
        between = self._candidates.all[low : min(high, low + _MOST_TIMES)]
        held = sum(position.speaker in other.holders for other in between)
        spoken = sum(other.speech_event.speaks for other in between)
        others = len({other.key for other in between} - {candidate.key})
        return [str(min(count, _MOST)) for count in (held, spoken, others)]
