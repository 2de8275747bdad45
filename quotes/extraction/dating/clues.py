"""Clues: what there is to say for and against a time dating a quote; `groups` gives them their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quotes.extraction.dating.groups import Group
from quotes.extraction.dating.layout import Layout
from quotes.extraction.dating.lexicon import words
from quotes.extraction.dating.moments import Moment, Moments
from quotes.extraction.dating.people import People
from quotes.extraction.dating.places import Place
from quotes.extraction.dating.settings import SOMEBODY_ELSE, Occasions
from quotes.extraction.dating.stretch import Stretch

_BEFORE, _AFTER, _FIRST = 16, 8, 4  # times looked at: around the quote, and of the article's first ones
_MOST_NAMES = 16
_MOST_RANK = 4
_ZONES = {"own": "own", "prev": "near", "prevpar": "near", "par": "near", "b1": "mid", "b2": "mid"}
_STRENGTHS = (0.0, 1.5, 3.0, 4.5, 6.0)
_PERFECT_REACH = 14  # characters
_THEN_REACH = 80
_THEN = re.compile(r"\bthen[.;]|\bat th(?:e|at) time\b")


class Clues:
    """Tells the clues of an article's pairs of time and quote."""

    def __init__(self, layout: Layout, people: People, moments: Moments, places: Sequence[Place]) -> None:
        self._layout = layout
        self._people = people
        self._moments = moments
        self._places = places
        self._occasions = Occasions(layout)
        self._stretch = Stretch(people, moments, places)
        self._quotes = Counter(place.speaker for place in places)
        self._before = _last_of_speaker(places)

    def candidates(self, place: Place) -> list[int]:
        """The numbers of the moments that may date a quote: around it, and the first ones of all."""
        middle = bisect_left(self._moments.starts, place.center)
        end = len(self._moments.all)
        around = range(max(0, middle - _BEFORE), min(end, middle + _AFTER))
        return sorted({*around, *range(min(_FIRST, end))})

    def of(self, number: int, indexes: Sequence[int]) -> list[list[Group]]:
        """The groups of clues of moments for a quote, all by their numbers, and last of none dating it."""
        tense = self._tense(self._places[number])
        return [*(self._of_pair(index, number, tense) for index in indexes), self._of_none(number, tense)]

    def _of_pair(self, index: int, number: int, tense: str) -> list[Group]:
        moment, place = self._moments.all[index], self._places[number]
        at, rel = self.at(moment, place), self.relation(moment, place)
        zone, tie, width, said = _zone(at), moment.timed.tie, moment.width, moment.wording
        groups: list[Group] = [
            ("stand", tie, moment.family, width, at, zone, rel),
            ("time", tie, width, zone, rel, moment.age, moment.flags, self._days(moment)),
            ("wording", tie, zone, said.word, str(said.present), said.clause, str(said.opens), str(said.had)),
            ("held", zone, *self._held(index, place, rel)),
            ("rank", rel, self._rank(index, place)),
            ("tense", width, zone, tense),
            ("length", zone, place.length),
            ("own", moment.family, tie, width, at, *self._own(index, number)),
            ("news", rel, width, moment.family, self._news(moment, number)),
        ]
        if at != "own":
            groups += (
                ("between", zone, *self._stretch.times(index, place)),
                ("quoted", zone, rel, *self._stretch.people(moment, place)),
                ("speaker", zone, rel, str(place.introduced), str(self._is_subject(moment, place))),
                ("kin", zone, moment.family, *self._kin(moment, place)),
            )
        return groups

    def _of_none(self, number: int, tense: str) -> list[Group]:
        place = self._places[number]
        mine = self._moments.held.get(place.speaker)
        held = min(len(mine.indexes), 2) if mine else 0
        days, quotes = min(self._moments.days, 4), min(self._quotes[place.speaker], 4)
        cue = "cue" if place.cue[0] >= 0 else "nocue"
        kind = "document" if place.document else "pronoun" if place.pronoun else "name"
        return [
            ("none", tense, kind, cue, str(held), str(days), str(quotes)),
            ("unsaid", place.length, str(place.opens), str(place.introduced)),
        ]

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

    def _is_subject(self, moment: Moment, place: Place) -> bool:
        return self._people.subjects[moment.sentence] == place.speaker

    def _days(self, moment: Moment) -> str:
        return str(min(self._moments.days, 4)) if moment.width == "day" and moment.setting.speaks else "-"

    def _held(self, index: int, place: Place, rel: str) -> Group:
        """How the moment stands among the speaker's: how many there are, whether it is the last or next."""
        held = self._moments.held.get(place.speaker)
        if held is None or rel != "held":
            return ("nowhere" if held is None else "elsewhere", "", "")
        if index not in held.indexes:
            return ("", "", "")
        last = held.last_before(place.center)
        following = ("only" if last is None else "next") if held.next_after(place.center) == index else ""
        return (f"days{min(held.different, 3)}", "last" if last == index else "", following)

    def _tense(self, place: Place) -> str:
        """The tense of the quote's verb; "then" where its sentence means a time told before."""
        if _THEN.search(self._layout.outside, max(0, place.center - _THEN_REACH), place.center + _THEN_REACH):
            return "then"
        if place.cue[0] < 0:
            return "past"
        cue = self._layout.text[place.cue[0] : place.cue[1]].lower().split()
        if cue[-1:] and cue[-1] in words("present"):
            return "present"
        before = self._layout.text[max(0, place.cue[0] - _PERFECT_REACH) : place.cue[1]].lower().split()
        return "perfect" if not words("perfect").isdisjoint(before) else "past"

    def _rank(self, index: int, place: Place) -> str:
        """Which time of speaking it is, counted back from the quote; "" for others and those after it."""
        back = self._moments.spoken_since(index, place.at)
        return str(min(back, _MOST_RANK)) if back else ""

    def _own(self, index: int, number: int) -> Group:
        moment, place, ruled = self._moments.all[index], self._places[number], self._moments.own[number]
        strength = self._moments.strengths.strength(moment.timed, place)
        step = str(bisect_left(_STRENGTHS, strength))
        on_cue = place.cue[0] <= moment.timed.anchor < place.cue[1]
        cue = "oncue" if on_cue else "offcue" if moment.timed.anchor >= 0 else ""
        return ("none" if ruled is None else "this" if ruled == index else "else", step, cue)

    def _news(self, moment: Moment, number: int) -> str:
        """Whether the time is told since the speaker's last quote, or before the speaker's first one."""
        place, before = self._places[number], self._before[number]
        if moment.start >= place.at:
            return ""
        if before:
            return "news" if moment.start > before.at else ""
        if moment.sentence in place.own:
            return ""
        return "entry" if self._moments.speaks_between(moment.start, place.at) else "last"

    def _kin(self, moment: Moment, place: Place) -> Group:
        """What else moment and quote share: the section, an occasion, a document; and who took part."""
        setting, sections = moment.setting, self._layout.sections
        section = "" if sections[moment.sentence] == sections[place.first] else "section"
        shared = any(self._occasions(index)[0] & setting.occasions for index in place.own)
        document = "" if not place.document else str(place.document in setting.documents)
        scene = "joint" if setting.joint else "narrated" if setting.narrated else ""
        return (section, "shared" if shared else "", document, scene)


def _last_of_speaker(places: Sequence[Place]) -> list[Place | None]:
    """For each quote the speaker's quote before it, None for the first one."""
    before: list[Place | None] = [None] * len(places)
    last: dict[str, Place] = {}
    for number in sorted(range(len(places)), key=lambda number: places[number].at):
        before[number] = last.get(places[number].speaker)
        last[places[number].speaker] = places[number]
    return before


def _zone(at: str) -> str:
    return _ZONES.get(at, "after" if at[0] == "a" else "far")
