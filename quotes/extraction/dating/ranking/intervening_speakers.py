"""The people whom an article quotes and names between a time and a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.extraction.dating.ranking.candidate_times import CandidateTime
from quotes.extraction.dating.ranking.feature_groups import FeatureGroup
from quotes.extraction.dating.ranking.quote_positions import QuotePosition
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers

_MOST_QUOTES = 32
_MOST_SENTENCES, _MOST_NAMES = 40, 8


class InterveningSpeakers:
    """The quotes and names of one article by position."""

    def __init__(self, speakers: QuotedSpeakers, positions: Sequence[QuotePosition]) -> None:
        self._speakers = speakers
        self._quotes = sorted((position.at, position.speaker) for position in positions)

    def speakers(self, candidate: CandidateTime, position: QuotePosition) -> FeatureGroup:
        """How many others are quoted between time and quote, whether the speaker is, how many are named."""
        start, end = sorted((candidate.start, position.at))
        low, high = bisect_right(self._quotes, (start, "")), bisect_left(self._quotes, (end, ""))
        quoted = {who for _, who in self._quotes[max(low, high - _MOST_QUOTES) : high]}
        first, last = sorted((candidate.sentence, position.first))
        sentences = self._speakers.named[max(first + 1, last - _MOST_SENTENCES) : last]
        named = {who for sentence in sentences for _, who in sentence[:_MOST_NAMES]}
        others = len(quoted - {position.speaker}), len(named - {position.speaker})
        return (str(min(others[0], 3)), str(position.speaker in quoted), str(min(others[1], 3)))
