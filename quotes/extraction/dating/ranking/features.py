"""The evidence for and against a time dating a quote; `feature_groups` names the features."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.ranking.candidate_times import CandidateTime, CandidateTimes
from quotes.extraction.dating.ranking.context_words import words_beside_quote
from quotes.extraction.dating.ranking.feature_groups import FeatureGroup
from quotes.extraction.dating.ranking.intervening_speakers import InterveningSpeakers
from quotes.extraction.dating.ranking.intervening_times import InterveningTimes
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
        self._times = InterveningTimes(candidates)

    def candidates(self, position: QuotePosition) -> list[int]:
        """The numbers of the candidates that may date a quote: those around it, and the first ones of all.

        With "She said at the time", only a time in its own sentence may: the last time mentioned may belong
        to another event. With "she said in August", only that may.
        """
        middle = bisect_left(self._candidates.starts, position.center)
        end = len(self._candidates.all)
        window = range(max(0, middle - _BEFORE), min(end, middle + _AFTER))
        found = sorted({*window, *range(min(_FIRST, end))})
        own = [index for index in found if self._candidates.all[index].sentence in position.own]
        on_cue = [index for index in own if self._is_on_cue(self._candidates.all[index], position)]
        return on_cue or (own if position.points_back else found)

    def of(self, number: int, indexes: Sequence[int]) -> list[list[FeatureGroup]]:
        """The features, in groups, of each candidate for a quote, and last of "no candidate"."""
        none = [words_beside_quote(self._layout, self._positions[number])]
        return [*(self._of_pair(index, number) for index in indexes), none]

    def _of_pair(self, index: int, number: int) -> list[FeatureGroup]:
        candidate, position = self._candidates.all[index], self._positions[number]
        at, rel = self.at(candidate, position), self.relation(candidate, position)
        zone, attachment, width = _zone(at), candidate.attached.attachment, candidate.width
        said = candidate.wording
        groups: list[FeatureGroup] = [
            ("stand", attachment, width, at, zone, rel),
            ("time", attachment, zone, rel, candidate.age, candidate.flags),
            ("wording", zone, said.word, said.clause, str(said.opens), str(said.had)),
            ("own", width, at, *self._own(index, number)),
            candidate.words,
            ("between", rel, *self._times.counts(candidate, position)),
            ("tense", position.tense, at, rel),
        ]
        if at != "own":
            groups.append(("quoted", zone, *self._stretch.speakers(candidate, position)))
        return groups

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

    def _own(self, index: int, number: int) -> FeatureGroup:
        candidate, position = self._candidates.all[index], self._positions[number]
        ruled = self._candidates.own[number] == index
        strength = self._candidates.strengths.strength(candidate.attached, position)
        step = str(bisect_left(_STRENGTHS, strength))
        on_cue = self._is_on_cue(candidate, position)
        cue = "" if candidate.attached.anchor < 0 else "oncue" if on_cue else "offcue"
        return (str(ruled), step, cue)

    def _is_on_cue(self, candidate: CandidateTime, position: QuotePosition) -> bool:
        """Whether a time belongs to the verb that attributes the quote."""
        return position.cue[0] <= candidate.attached.anchor < position.cue[1]


def _zone(at: str) -> str:
    return _ZONES.get(at, "after" if at[0] == "a" else "far")
