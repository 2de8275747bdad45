"""Which time expression dates which quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.expressions import find_times
from quotes.extraction.dating.layout import Layout, lay_out
from quotes.extraction.dating.people import Attributed, People, speaker_key
from quotes.extraction.dating.speech import WORD
from quotes.extraction.dating.ties import Timed, tie_times
from quotes.extraction.marks import find_passages
from quotes.extraction.paragraphs import split_paragraphs
from quotes.extraction.quote import Said, Span

_SPEAKING = frozenset({"verb", "occasion", "ahead", "event"})
# How strongly a time in the quote's own sentence dates it, by its tie.
_TIE_WEIGHTS = {"verb": 4.0, "occasion": 4.0, "ahead": 4.0, "event": 3.0, "loose": 1.5, "other": 1.0}


def date_quotes(
    text: str,
    published: date | None,
    attributions: Sequence[Attributed],
    quoted: Sequence[Span] | None = None,
) -> list[Said | None]:
    """When each quote was said, in the order of `attributions`.

    `quoted` are all passages in quotation marks, attributed or not: dates inside them date nothing. They
    are searched for when not given. A quote whose date no words give is dated by `published`; without that
    it has none.
    """
    if not attributions:
        return []
    if quoted is None:
        quoted = [Span(found.start, found.end) for found in find_passages(text, split_paragraphs(text))]
    layout = lay_out(text, [*(span for one in attributions for span in one.spans), *quoted])
    if not layout.sentences:
        return [_fallback(published)] * len(attributions)
    times = tie_times(layout, find_times(text), published)
    dated = _Attacher(layout, times, attributions).attach()
    return [_said(text, found, published) for found in dated]


@dataclass(frozen=True, slots=True)
class _Dated:
    """The time found for a quote; `explicit` when it stands in the quote's own sentence."""

    timed: Timed
    explicit: bool


def _fallback(published: date | None) -> Said | None:
    return None if published is None else Said(published, "day", "published")


def _said(text: str, found: _Dated | None, published: date | None) -> Said | None:
    if found is None:
        return _fallback(published)
    resolved, expression = found.timed.resolved, found.timed.expression
    basis = "explicit" if found.explicit else "inherited"
    return Said(resolved.on, resolved.precision, basis, text[expression.start : expression.end])


@dataclass(frozen=True, slots=True)
class _Place:
    """A quote in the layout: its sentences, its speaker's key and where its cue stands (-1: no cue)."""

    own: frozenset[int]
    first: int
    last: int
    speaker: str
    at: int
    cue: int
    cue_end: int


class _Attacher:
    def __init__(self, layout: Layout, times: Sequence[Timed], attributions: Sequence[Attributed]) -> None:
        self.layout = layout
        self.times = times
        self.places = [_place(layout, attributed) for attributed in attributions]
        self.people = People(layout, attributions)
        self.others = [
            (at, place.speaker)
            for place, one in zip(self.places, attributions, strict=True)
            for at in ((one.cue.start,) if one.cue else ()) + ((one.mention.start,) if one.mention else ())
        ]
        self.settings = [self.people.setting(timed) for timed in times if timed.tie in _SPEAKING]

    def attach(self) -> list[_Dated | None]:
        order = sorted(range(len(self.places)), key=lambda index: self.places[index].at)
        explicit = [self._explicit(place) for place in self.places]
        known = [(self.places[index], timed) for index in order if (timed := explicit[index])]
        found: list[_Dated | None] = [None] * len(self.places)
        done: list[tuple[_Place, Timed | None]] = []
        for index in order:
            place, timed = self.places[index], explicit[index]
            if timed:
                found[index] = _Dated(timed, True)
            else:
                timed = self._inherited(place, done, known)
                found[index] = _Dated(timed, False) if timed else None
            done.append((place, timed))
        return found

    def _explicit(self, place: _Place) -> Timed | None:
        best, best_score = None, 0.0
        for timed in self.times:
            if timed.sentence in place.own:
                score = self._own_score(timed, place)
                if score > best_score:
                    best, best_score = timed, score
        return best

    def _own_score(self, timed: Timed, place: _Place) -> float:
        on_cue = place.cue <= timed.verb < place.cue_end
        weight = _TIE_WEIGHTS.get(timed.tie, 0.0)
        if not timed.is_day and timed.tie in ("other", "loose") and not _opens(self.layout, timed):
            weight = 0.0
        if not weight:
            return 0.0
        if on_cue:
            weight += 3
        if _opens(self.layout, timed):
            weight += 2
        at = place.cue if place.cue >= 0 else place.at
        low, high = sorted((at, timed.expression.start))
        if any(low < other < high and who != place.speaker for other, who in self.others):
            weight -= 3
        if timed.verb >= 0 and any(
            other == timed.verb and who != place.speaker for other, who in self.others
        ):
            weight -= 5
        return weight - min(high - low, 300) / 300

    def _inherited(
        self,
        place: _Place,
        done: Sequence[tuple[_Place, Timed | None]],
        known: Sequence[tuple[_Place, Timed]],
    ) -> Timed | None:
        return (
            self._introduced(place, done)
            or self._same_occasion(place)
            or self._main(place, known)
            or self._later(place, known)
            or self._scene(place)
            or self._exchange(place, done)
            or self._narrated(place)
        )

    def _paragraph(self, sentence: int) -> int:
        return self.layout.sentences[sentence].paragraph

    def _introduced(self, place: _Place, done: Sequence[tuple[_Place, Timed | None]]) -> Timed | None:
        """A time told shortly before the quote, or that of the speaker's quote just before."""
        here = self._paragraph(place.first)
        last = next((pair for pair in reversed(done) if pair[0].speaker == place.speaker), None)
        carries = last is not None and here - self._paragraph(last[0].last) <= 2
        barrier = last[0].last if last and carries else -1
        for setting in reversed(self.settings):
            timed = setting.timed
            if timed.sentence >= place.first:
                continue
            if timed.sentence <= barrier or here - self._paragraph(timed.sentence) > 1:
                break
            if place.speaker in setting.holders:
                return timed
            if not setting.holders and place.first - timed.sentence <= 1:
                return timed
        return last[1] if last and carries else None

    def _same_occasion(self, place: _Place) -> Timed | None:
        """The day of the occasion that the quote's sentence names again: "at the rally"."""
        named = frozenset().union(*(self.people.occasions[index] for index in place.own))
        fitting = [
            setting.timed
            for setting in self.settings
            if setting.occasions & named
            and setting.timed.tie in ("occasion", "event")
            and (setting.joint or place.speaker in setting.holders)
        ]
        return min(fitting, key=lambda timed: abs(timed.sentence - place.first), default=None)

    def _main(self, place: _Place, known: Sequence[tuple[_Place, Timed]]) -> Timed | None:
        """The day of the speech that the article is about, as far as it is this speaker's."""
        dates = [
            s.timed for s in self.settings if place.speaker in s.holders and s.timed.sentence < place.first
        ]
        dates += [
            timed for other, timed in known if other.speaker == place.speaker and timed.sentence < place.first
        ]
        dates = [timed for timed in dates if timed.is_day or timed.resolved.precision == "week"]
        return max(dates, key=lambda timed: timed.sentence, default=None)

    def _later(self, place: _Place, known: Sequence[tuple[_Place, Timed]]) -> Timed | None:
        """The day told only after the quote, with a later quote or summary of the same speech."""
        dates = [
            s.timed for s in self.settings if place.speaker in s.holders and s.timed.sentence > place.last
        ]
        dates += [
            timed for other, timed in known if other.speaker == place.speaker and timed.sentence > place.last
        ]
        dates = [timed for timed in dates if timed.is_day or timed.sentence - place.last <= 3]
        return min(dates, key=lambda timed: timed.sentence, default=None)

    def _scene(self, place: _Place) -> Timed | None:
        """The day of an occasion told just before a speaker enters the article for the first time."""
        if self.people.first.get(place.speaker, place.first) < min(place.own):
            return None
        here = self._paragraph(place.first)
        for setting in reversed(self.settings):
            timed = setting.timed
            if timed.sentence >= place.first:
                continue
            apart = here - self._paragraph(timed.sentence)
            if apart > 1:
                return None
            if timed.tie in ("occasion", "event") or apart == 0:
                return timed
        return None

    def _exchange(self, place: _Place, done: Sequence[tuple[_Place, Timed | None]]) -> Timed | None:
        """The day of the conversation whose turns follow each other without words between them."""
        if not done or self._outside_words(place):
            return None
        before, timed = done[-1]
        return timed if self._paragraph(place.first) - self._paragraph(before.last) <= 1 else None

    def _outside_words(self, place: _Place) -> bool:
        return any(
            WORD.search(
                self.layout.outside, self.layout.sentences[index].start, self.layout.sentences[index].end
            )
            for index in range(place.first, place.last + 1)
        )

    def _narrated(self, place: _Place) -> Timed | None:
        """The time in which the writer says to have talked with people who are named elsewhere."""
        told = [s.timed for s in self.settings if s.narrator and not s.holders]
        return min(told, key=lambda timed: abs(timed.sentence - place.first), default=None)


def _opens(layout: Layout, timed: Timed) -> bool:
    """Whether a time opens its sentence: "On Monday, ..."."""
    return timed.expression.start - layout.sentences[timed.sentence].start <= 2


def _place(layout: Layout, one: Attributed) -> _Place:
    at = [layout.sentence_at(span.start) for span in one.spans]
    own = set(at)
    if one.cue:
        own.add(layout.sentence_at(one.cue.start))
    elif one.mention:
        own.add(layout.sentence_at(one.mention.start))
    cue, end = (one.cue.start, one.cue.end) if one.cue else (-1, -1)
    return _Place(frozenset(own), min(at), max(at), speaker_key(one), one.spans[0].start, cue, end)
