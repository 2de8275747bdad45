"""The evidence for and against a time dating a quote; `feature_groups` names the features."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.ranking.candidate_times import CandidateTime, CandidateTimes
from quotes.extraction.dating.ranking.feature_groups import FeatureGroup
from quotes.extraction.dating.ranking.intervening_speakers import InterveningSpeakers
from quotes.extraction.dating.ranking.quote_positions import QuotePosition
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers
from quotes.extraction.dating.ranking.speech_events import SOMEBODY_ELSE

_BEFORE, _AFTER, _FIRST = 16, 8, 4  # most times considered: around the quote, and the article's first ones
_MOST_NAMES = 16
_ZONES = {"own": "own", "prev": "near", "prevpar": "near", "par": "near", "b1": "mid", "b2": "mid"}
_STRENGTHS = (0.0, 1.5, 3.0, 4.5, 6.0)


class TimeFeatures:
    """The features of an article's pairs of time and quote."""

    def __init__(
        self,
        layout: Layout,
        speakers: QuotedSpeakers,
        candidates: CandidateTimes,
        positions: Sequence[QuotePosition],
    ) -> None:
        self._layout = layout
        self._speakers = speakers
        self._candidates = candidates
        self._positions = positions
        self._stretch = InterveningSpeakers(speakers, positions)
        self._quotes = Counter(position.speaker for position in positions)

    def candidates(self, position: QuotePosition) -> list[int]:
        """The numbers of the candidates that may date a quote: those around it, and the first ones of all.

        With "She said at the time", only a time in its own sentence may: the last time mentioned may belong
        to another event.
        """
        middle = bisect_left(self._candidates.starts, position.center)
        end = len(self._candidates.all)
        window = range(max(0, middle - _BEFORE), min(end, middle + _AFTER))
        found = sorted({*window, *range(min(_FIRST, end))})
        if position.points_back:
            return [index for index in found if self._candidates.all[index].sentence in position.own]
        return found

    def of(self, number: int, indexes: Sequence[int]) -> list[list[FeatureGroup]]:
        """The features, in groups, of each candidate for a quote, and last of "no candidate"."""
        return [*(self._of_pair(index, number) for index in indexes), [self._of_none(number)]]

    def _of_pair(self, index: int, number: int) -> list[FeatureGroup]:
        candidate, position = self._candidates.all[index], self._positions[number]
        at, rel = self.at(candidate, position), self.relation(candidate, position)
        zone, attachment, width, said = (
            _zone(at),
            candidate.attached.attachment,
            candidate.width,
            candidate.wording,
        )
        groups: list[FeatureGroup] = [
            ("stand", attachment, candidate.family, width, at, zone, rel),
            ("time", attachment, width, zone, rel, candidate.age, candidate.flags, self._days(candidate)),
            (
                "wording",
                attachment,
                zone,
                said.word,
                str(said.present),
                said.clause,
                str(said.opens),
                str(said.had),
            ),
            ("own", candidate.family, attachment, width, at, *self._own(index, number)),
        ]
        if at != "own":
            groups.append(("quoted", zone, rel, *self._stretch.speakers(candidate, position)))
        return groups

    def _of_none(self, number: int) -> FeatureGroup:
        position = self._positions[number]
        days, quotes = min(self._candidates.days, 4), min(self._quotes[position.speaker], 4)
        cue = "cue" if position.cue[0] >= 0 else "nocue"
        kind = "document" if position.document else "pronoun" if position.pronoun else "name"
        return ("none", kind, cue, str(days), str(quotes))

    def at(self, candidate: CandidateTime, position: QuotePosition) -> str:
        """The position of the candidate relative to the quote."""
        sentence = candidate.sentence
        if sentence in position.own:
            return "own"
        here = self._layout.sentences[sentence].paragraph
        if sentence < position.first:
            apart = self._layout.sentences[position.first].paragraph - here
            if sentence == position.first - 1:
                return "prevpar" if apart else "prev"
            return "par" if not apart else f"b{apart}" if apart <= 2 else "b5" if apart <= 5 else "bfar"
        apart = here - self._layout.sentences[position.last].paragraph
        return "apar" if apart <= 0 else "a1" if apart == 1 else "a3" if apart <= 3 else "afar"

    def relation(self, candidate: CandidateTime, position: QuotePosition) -> str:
        """Whose words the candidate dates, relative to the quote's speaker."""
        if position.speaker in candidate.holders:
            return "held"
        if candidate.holders:
            return "stranger" if candidate.holders == SOMEBODY_ELSE else "other"
        named = self._speakers.named[candidate.sentence][:_MOST_NAMES]
        if any(who == position.speaker for _, who in named):
            return "named"
        return "others" if named else "nobody"

    def _days(self, candidate: CandidateTime) -> str:
        return (
            str(min(self._candidates.days, 4))
            if candidate.width == "day" and candidate.speech_event.speaks
            else "-"
        )

    def _own(self, index: int, number: int) -> FeatureGroup:
        candidate, position, ruled = (
            self._candidates.all[index],
            self._positions[number],
            self._candidates.own[number],
        )
        strength = self._candidates.strengths.strength(candidate.attached, position)
        step = str(bisect_left(_STRENGTHS, strength))
        on_cue = position.cue[0] <= candidate.attached.anchor < position.cue[1]
        cue = "oncue" if on_cue else "offcue" if candidate.attached.anchor >= 0 else ""
        return ("none" if ruled is None else "this" if ruled == index else "else", step, cue)


def _zone(at: str) -> str:
    return _ZONES.get(at, "after" if at[0] == "a" else "far")
