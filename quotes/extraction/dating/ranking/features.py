"""Clues: what there is to say for and against a time dating a quote; `groups` gives them their names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.ranking.candidate_times import Moment, Moments
from quotes.extraction.dating.ranking.feature_groups import Group
from quotes.extraction.dating.ranking.intervening_speakers import Stretch
from quotes.extraction.dating.ranking.quote_positions import Place
from quotes.extraction.dating.ranking.speakers import People
from quotes.extraction.dating.ranking.speech_events import SOMEBODY_ELSE

_BEFORE, _AFTER, _FIRST = 16, 8, 4  # times looked at: around the quote, and of the article's first ones
_MOST_NAMES = 16
_ZONES = {"own": "own", "prev": "near", "prevpar": "near", "par": "near", "b1": "mid", "b2": "mid"}
_STRENGTHS = (0.0, 1.5, 3.0, 4.5, 6.0)


class Clues:
    """Tells the clues of an article's pairs of time and quote."""

    def __init__(self, layout: Layout, people: People, moments: Moments, places: Sequence[Place]) -> None:
        self._layout = layout
        self._people = people
        self._moments = moments
        self._places = places
        self._stretch = Stretch(people, places)
        self._quotes = Counter(place.speaker for place in places)

    def candidates(self, place: Place) -> list[int]:
        """The numbers of the moments that may date a quote: around it, and the first ones of all.

        "She said at the time" means none of them but one in its own sentence: what was told last may be the
        time of another event.
        """
        middle = bisect_left(self._moments.starts, place.center)
        end = len(self._moments.all)
        around = range(max(0, middle - _BEFORE), min(end, middle + _AFTER))
        found = sorted({*around, *range(min(_FIRST, end))})
        if place.points_back:
            return [index for index in found if self._moments.all[index].sentence in place.own]
        return found

    def of(self, number: int, indexes: Sequence[int]) -> list[list[Group]]:
        """The groups of clues of moments for a quote, all by their numbers, and last of none dating it."""
        return [*(self._of_pair(index, number) for index in indexes), [self._of_none(number)]]

    def _of_pair(self, index: int, number: int) -> list[Group]:
        moment, place = self._moments.all[index], self._places[number]
        at, rel = self.at(moment, place), self.relation(moment, place)
        zone, tie, width, said = _zone(at), moment.timed.tie, moment.width, moment.wording
        groups: list[Group] = [
            ("stand", tie, moment.family, width, at, zone, rel),
            ("time", tie, width, zone, rel, moment.age, moment.flags, self._days(moment)),
            ("wording", tie, zone, said.word, str(said.present), said.clause, str(said.opens), str(said.had)),
            ("own", moment.family, tie, width, at, *self._own(index, number)),
        ]
        if at != "own":
            groups.append(("quoted", zone, rel, *self._stretch.people(moment, place)))
        return groups

    def _of_none(self, number: int) -> Group:
        place = self._places[number]
        days, quotes = min(self._moments.days, 4), min(self._quotes[place.speaker], 4)
        cue = "cue" if place.cue[0] >= 0 else "nocue"
        kind = "document" if place.document else "pronoun" if place.pronoun else "name"
        return ("none", kind, cue, str(days), str(quotes))

    def at(self, moment: Moment, place: Place) -> str:
        """Where the moment stands, seen from the quote."""
        sentence = moment.sentence
        if sentence in place.own:
            return "own"
        here = self._layout.sentences[sentence].paragraph
        if sentence < place.first:
            apart = self._layout.sentences[place.first].paragraph - here
            if sentence == place.first - 1:
                return "prevpar" if apart else "prev"
            return "par" if not apart else f"b{apart}" if apart <= 2 else "b5" if apart <= 5 else "bfar"
        apart = here - self._layout.sentences[place.last].paragraph
        return "apar" if apart <= 0 else "a1" if apart == 1 else "a3" if apart <= 3 else "afar"

    def relation(self, moment: Moment, place: Place) -> str:
        """Whose words the moment dates, seen from the quote's speaker."""
        if place.speaker in moment.holders:
            return "held"
        if moment.holders:
            return "stranger" if moment.holders == SOMEBODY_ELSE else "other"
        named = self._people.named[moment.sentence][:_MOST_NAMES]
        if any(who == place.speaker for _, who in named):
            return "named"
        return "others" if named else "nobody"

    def _days(self, moment: Moment) -> str:
        return str(min(self._moments.days, 4)) if moment.width == "day" and moment.setting.speaks else "-"

    def _own(self, index: int, number: int) -> Group:
        moment, place, ruled = self._moments.all[index], self._places[number], self._moments.own[number]
        strength = self._moments.strengths.strength(moment.timed, place)
        step = str(bisect_left(_STRENGTHS, strength))
        on_cue = place.cue[0] <= moment.timed.anchor < place.cue[1]
        cue = "oncue" if on_cue else "offcue" if moment.timed.anchor >= 0 else ""
        return ("none" if ruled is None else "this" if ruled == index else "else", step, cue)


def _zone(at: str) -> str:
    return _ZONES.get(at, "after" if at[0] == "a" else "far")
