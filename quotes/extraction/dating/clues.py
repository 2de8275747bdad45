"""Clues: what there is to say for and against a time dating a quote; `groups` gives them their names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quotes.extraction.dating.groups import Group
from quotes.extraction.dating.layout import Layout
from quotes.extraction.dating.lexicon import words
from quotes.extraction.dating.moments import Moment, Moments
from quotes.extraction.dating.people import People
from quotes.extraction.dating.places import Place
from quotes.extraction.dating.settings import SOMEBODY_ELSE, Occasions

_BEFORE, _AFTER, _FIRST = 16, 8, 4  # times looked at: around the quote, and of the article's first ones
_MOST_BETWEEN = 32
_MOST_NAMES = 16
_ZONES = {"own": "own", "prev": "near", "prevpar": "near", "par": "near", "b1": "mid", "b2": "mid"}
_STRENGTHS = (0.0, 1.5, 3.0, 4.5, 6.0)
_PERFECT_REACH = 14  # characters


class Clues:
    """Tells the clues of an article's pairs of time and quote."""

    def __init__(self, layout: Layout, people: People, moments: Moments, places: Sequence[Place]) -> None:
        self._layout = layout
        self._people = people
        self._moments = moments
        self._places = places
        self._occasions = Occasions(layout)
        self._quotes: dict[str, int] = {}
        for place in places:
            self._quotes[place.speaker] = self._quotes.get(place.speaker, 0) + 1

    def candidates(self, place: Place) -> list[int]:
        """The numbers of the moments that may date a quote: around it, and the first ones of all."""
        middle = bisect_left(self._moments.starts, _center(place))
        end = len(self._moments.all)
        around = range(max(0, middle - _BEFORE), min(end, middle + _AFTER))
        return sorted({*around, *range(min(_FIRST, end))})

    def of(self, number: int, indexes: Sequence[int]) -> list[list[Group]]:
        """The groups of clues of moments for a quote, all by their numbers, and last of none dating it."""
        tense = self._tense(self._places[number])
        return [*(self._of_pair(index, number, tense) for index in indexes), [self._of_none(number, tense)]]

    def _of_pair(self, index: int, number: int, tense: str) -> list[Group]:
        moment, place = self._moments.all[index], self._places[number]
        at, rel = self.at(moment, place), self.relation(moment, place)
        zone = _zone(at)
        groups: list[Group] = [
            ("stand", moment.timed.tie, moment.family, moment.width, at, zone, rel),
            (
                "time",
                moment.timed.tie,
                moment.width,
                zone,
                rel,
                moment.age,
                moment.flags,
                self._days(moment),
            ),
            ("held", zone, *self._held(index, place, rel)),
            ("tense", moment.width, zone, tense),
            ("own", moment.family, moment.width, at, *self._own(index, number)),
        ]
        if at != "own":
            groups.append(
                ("between", zone, moment.family, *self._between(index, place), *self._kin(moment, place))
            )
        return groups

    def _of_none(self, number: int, tense: str) -> Group:
        place = self._places[number]
        mine = self._moments.held.get(place.speaker)
        held = min(len(mine.indexes), 2) if mine else 0
        days, quotes = min(self._moments.days, 4), min(self._quotes[place.speaker], 4)
        cue = "cue" if place.cue[0] >= 0 else "nocue"
        kind = "document" if place.document else "pronoun" if place.pronoun else "name"
        return ("none", tense, kind, cue, str(held), str(days), str(quotes))

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

    def _held(self, index: int, place: Place, rel: str) -> Group:
        """How the moment stands among the speaker's: how many there are, whether it is the last or next."""
        held = self._moments.held.get(place.speaker)
        if held is None or rel != "held":
            return ("nowhere" if held is None else "elsewhere", "", "")
        if index not in held.indexes:
            return ("", "", "")
        last = held.last_before(_center(place))
        following = ("only" if last is None else "next") if held.next_after(_center(place)) == index else ""
        return (f"days{min(held.different, 3)}", "last" if last == index else "", following)

    def _tense(self, place: Place) -> str:
        if place.cue[0] < 0:
            return "past"
        cue = self._layout.text[place.cue[0] : place.cue[1]].lower().split()
        if cue[-1:] and cue[-1] in words("present"):
            return "present"
        before = self._layout.text[max(0, place.cue[0] - _PERFECT_REACH) : place.cue[1]].lower().split()
        return "perfect" if not words("perfect").isdisjoint(before) else "past"

    def _own(self, index: int, number: int) -> Group:
        ruled = self._moments.own[number]
        strength = self._moments.strengths.strength(self._moments.all[index].timed, self._places[number])
        step = str(bisect_left(_STRENGTHS, strength))
        return ("none" if ruled is None else "this" if ruled == index else "else", step)

    def _between(self, index: int, place: Place) -> Group:
        """How many other days of speaking, and how many of the speaker's, are told between time and quote."""
        moments = self._moments
        low, high = sorted((bisect_left(moments.starts, _center(place)), index))
        low += low == index
        key = moments.all[index].key
        between = [
            moment
            for moment in moments.all[low : min(high, low + _MOST_BETWEEN)]
            if moment.setting.speaks and moment.key != key
        ]
        days = len({moment.key for moment in between if moment.width == "day"})
        held = sum(place.speaker in moment.holders for moment in between)
        return (str(min(days, 3)), str(min(held, 2)))

    def _kin(self, moment: Moment, place: Place) -> Group:
        """What else moment and quote share: the section, an occasion, a document; and who took part."""
        setting, sections = moment.setting, self._layout.sections
        section = "" if sections[moment.sentence] == sections[place.first] else "section"
        shared = any(self._occasions(index)[0] & setting.occasions for index in place.own)
        document = "" if not place.document else str(place.document in setting.documents)
        scene = "joint" if setting.joint else "narrated" if setting.narrated else ""
        return (section, "shared" if shared else "", document, scene)


def _zone(at: str) -> str:
    return _ZONES.get(at, "after" if at[0] == "a" else "far")


def _center(place: Place) -> int:
    return place.cue[0] if place.cue[0] >= 0 else place.at
