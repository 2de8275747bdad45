"""Chains: how a quote goes on from the one before it, the speaker's own or another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotes.extraction.dating.clues import Clues
from quotes.extraction.dating.layout import WORD, Layout
from quotes.extraction.dating.moments import Moment, Moments
from quotes.extraction.dating.places import Place

# How likely each time dates a quote; None stands for no time.
Likely = Mapping[object, float]

_GAPS = ((0, "0"), (1, "1"), (2, "2"), (5, "5"), (10, "10"))  # paragraphs


class Chain:
    """The quotes of one article up to a place, with how likely which time dates them."""

    def __init__(self, layout: Layout, moments: Moments, clues: Clues) -> None:
        self._layout = layout
        self._moments = moments
        self._clues = clues
        self._last: tuple[Place, Likely] | None = None
        self._last_of: dict[str, tuple[Place, Likely]] = {}

    def note(self, place: Place, likely: Likely) -> None:
        """Remember how a quote was dated, for those after it."""
        self._last = self._last_of[place.speaker] = (place, likely)

    def clues(self, indexes: Sequence[int], place: Place) -> list[dict[str, float]]:
        """The clues of moments, and last of none at all, from the quotes before; strengths are 0 to 1."""
        before = self._before(place)
        own = self._last_of.get(place.speaker)
        anew = own is not None and self._told_anew(own[0], place)
        found = []
        for moment in (self._moments.all[index] for index in indexes):
            clues = {f"chain&{link}": likely.get(moment.key, 0.0) for link, likely in before}
            if anew and own:
                clues["chain&anew"] = own[1].get(moment.key, 0.0)
            if moment.start < place.at:
                clues.update(self._news(moment, place, own[0] if own else None))
            found.append(clues)
        found.append({f"none_chain&{link}": likely.get(None, 0.0) for link, likely in before})
        return found

    def _before(self, place: Place) -> list[tuple[str, Likely]]:
        """The speaker's last quote, and the last one of all where that is another's, by how it stands."""
        found = []
        if place.speaker in self._last_of:
            before, likely = self._last_of[place.speaker]
            found.append((f"same&{self._gap(before, place)}", likely))
        if self._last and self._last[0].speaker != place.speaker:
            before, likely = self._last
            found.append((f"{self._turn(before, place)}&{self._gap(before, place)}", likely))
        return found

    def _turn(self, before: Place, place: Place) -> str:
        """How a quote follows another speaker's: with no words of its own around, nearby, or anyhow."""
        sentences = self._layout.sentences
        own = sentences[place.first : place.last + 1]
        if not any(WORD.search(self._layout.outside, s.start, s.end) for s in own):
            return "bare"
        return "beside" if sentences[place.first].paragraph == sentences[before.last].paragraph else "other"

    def _gap(self, before: Place, place: Place) -> str:
        sentences = self._layout.sentences
        apart = sentences[place.first].paragraph - sentences[before.last].paragraph
        return next((name for most, name in _GAPS if apart <= most), "far")

    def _news(self, moment: Moment, place: Place, before: Place | None) -> dict[str, float]:
        """The clues of a time told since the speaker's last quote, or before the speaker's first one."""
        rel = self._clues.relation(moment, place)
        if before:
            if moment.start <= before.at:
                return {}
            return {f"news&{rel}&{moment.width}": 1.0, f"news&{moment.family}": 1.0}
        if moment.sentence in place.own:
            return {}
        last = "" if self._moments.speaks_between(moment.start, place.at) else "&last"
        return {f"entry&{rel}&{moment.width}{last}": 1.0}

    def _told_anew(self, before: Place, place: Place) -> bool:
        """Whether the article tells of the speaker's speaking again between two quotes."""
        held = self._moments.held.get(place.speaker)
        return held is not None and held.tells_between(before.at, place.at)
