"""Which time expression dates which quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.expressions import find_times
from quotes.extraction.dating.layout import WORD, Layout, lay_out
from quotes.extraction.dating.people import Attributed, People, Setting
from quotes.extraction.dating.lexicon import DOCUMENTS
from quotes.extraction.dating.ties import Timed, tie_times
from quotes.extraction.marks import find_passages
from quotes.extraction.paragraphs import split_paragraphs
from quotes.extraction.quote import Said, Span

_SPEAKING = frozenset({"verb", "occasion", "ahead", "event", "beside"})
_FULL_SENTENCE = 80  # characters; headlines and bylines are shorter
# How well a time that is the speaker's own introduces the words after it, by its tie.
_HELD_RANKS = {"verb": 4, "ahead": 4, "beside": 4, "occasion": 3, "event": 2}
_PRONOUNS = frozenset("he she they it".split())
# How strongly a time in the quote's own sentence dates it, by its tie.
_TIE_WEIGHTS = {"verb": 4.0, "occasion": 4.0, "ahead": 4.0, "event": 3.0, "beside": 2.5, "loose": 1.5, "other": 1.0, "after": 0.8}


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
    pronoun: bool
    document: bool


class _Attacher:
    def __init__(self, layout: Layout, times: Sequence[Timed], attributions: Sequence[Attributed]) -> None:
        self.layout = layout
        self.times = times
        self.people = People(layout, attributions)
        self.places = [
            _place(layout, self.people, one, key) for one, key in zip(attributions, self.people.keys, strict=True)
        ]
        self.others = [
            (at, place.speaker)
            for place, one in zip(self.places, attributions, strict=True)
            for at in ((one.cue.start,) if one.cue else ()) + ((one.mention.start,) if one.mention else ())
        ]
        self.mentions = [(one.mention.start, one.mention.end) for one in attributions if one.mention]
        self.settings = [self.people.setting(timed) for timed in times if timed.tie in _SPEAKING]
        self.joint = {setting.timed.expression.start for setting in self.settings if setting.joint}

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
        self._within_sections(found)
        return found

    def _within_sections(self, found: list[_Dated | None]) -> None:
        """Prefer a date told in the quote's own section, by a later quote of the speaker, to one from elsewhere."""
        sections = self.layout.sections
        if not sections[-1]:
            return
        told: dict[tuple[str, int], list[Timed]] = {}
        for place, dated in zip(self.places, found, strict=True):
            section = sections[place.first]
            if dated and sections[dated.timed.sentence] == section:
                told.setdefault((place.speaker, section), []).append(dated.timed)
        for index, (place, dated) in enumerate(zip(self.places, found, strict=True)):
            section = sections[place.first]
            if (place.speaker, section) in told and (dated is None or sections[dated.timed.sentence] != section):
                nearest = min(told[place.speaker, section], key=lambda timed: abs(timed.sentence - place.first))
                found[index] = _Dated(nearest, False)

    def _explicit(self, place: _Place) -> Timed | None:
        best, best_score = None, 0.0
        for timed in self.times:
            if timed.sentence in place.own and not self._describes_source(timed):
                score = self._own_score(timed, place)
                if score > best_score:
                    best, best_score = timed, score
        return best

    def _describes_source(self, timed: Timed) -> bool:
        """Whether a year stands in the words that name a source: "an aide in 2012"."""
        start = timed.expression.start
        return timed.resolved.precision == "year" and any(
            low <= start < high and not low <= timed.anchor < high for low, high in self.mentions
        )

    def _own_score(self, timed: Timed, place: _Place) -> float:
        on_cue = place.cue <= timed.anchor < place.cue_end
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
        if timed.anchor >= 0 and any(
            other == timed.anchor and who != place.speaker for other, who in self.others
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
            or self._scene(place)
            or self._lead(place)
            or self._exchange(place, done)
            or self._narrated(place)
            or self._nearby(place)
            or self._lead_day()
        )

    def _paragraph(self, sentence: int) -> int:
        return self.layout.sentences[sentence].paragraph

    def _introduced(self, place: _Place, done: Sequence[tuple[_Place, Timed | None]]) -> Timed | None:
        """A time told shortly before the quote, or that of the speaker's quote just before."""
        here = self._paragraph(place.first)
        last = next((pair for pair in reversed(done) if pair[0].speaker == place.speaker), None)
        carries = last is not None and self._carries(place, *last)
        barrier = last[0].last if last and carries else -1
        window = [
            setting
            for setting in self.settings
            if barrier < setting.timed.sentence < place.first and here - self._paragraph(setting.timed.sentence) <= 1
        ]
        ranked = [(rank, setting.timed.expression.start, setting.timed) for setting in window if (rank := self._rank(setting, place))]
        if ranked:
            return max(ranked, key=lambda entry: entry[:2])[2]
        return last[1] if last and carries else None

    def _carries(self, place: _Place, last: _Place, timed: Timed | None) -> bool:
        """Whether the speaker still speaks where they spoke last. A mere month or year soon wears off."""
        apart = self._paragraph(place.first) - self._paragraph(last.last)
        if self.layout.sections[place.first] != self.layout.sections[last.last]:
            return False
        wide = timed is not None and not timed.is_day and timed.resolved.precision != "week"
        return apart <= (2 if place.pronoun or not wide else 1)

    def _rank(self, setting: Setting, place: _Place) -> int:
        """How well a time told just before introduces the speaker's words; 0 where it does not."""
        timed = setting.timed
        gap = place.first - timed.sentence
        if timed.resolved.precision in ("month", "year") and gap > 1:
            return 0
        if place.speaker in setting.holders:
            return _HELD_RANKS.get(timed.tie, 2)
        if not setting.holders:
            return int(gap <= 1 and (timed.tie != "event" or _opens(self.layout, timed)))
        same = self.layout.sections[timed.sentence] == self.layout.sections[place.first]
        return int(setting.joint and timed.tie == "occasion" and same)

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
        """The day of the speech that the article is about, as far as it is this speaker's.

        Of the days told of the speaker, those of the same section come first, then the one told last before the
        quote, then the one told first after it: with a later quote or a summary of the same speech.
        """
        dates = [s.timed for s in self.settings if place.speaker in s.holders]
        dates += [timed for other, timed in known if other.speaker == place.speaker]
        wide = [timed for timed in dates if self._lasts(timed, place)]
        near = [timed for timed in dates if 0 < timed.sentence - place.last <= 3]
        return min(wide or near, key=lambda timed: self._remoteness(timed, place), default=None)

    def _lasts(self, timed: Timed, place: _Place) -> bool:
        """Whether a time dates all that its speaker says in the article. A document has but one date."""
        if timed.tie not in ("verb", "ahead"):
            return timed.is_day
        return timed.is_day or place.document or timed.resolved.precision == "week"

    def _remoteness(self, timed: Timed, place: _Place) -> tuple[bool, bool, bool, int]:
        sections = self.layout.sections
        return (
            sections[timed.sentence] != sections[place.first],
            timed.expression.start in self.joint,
            timed.sentence > place.first,
            abs(timed.sentence - place.first),
        )

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
            if apart > 2:
                return None
            if setting.joint or place.first - timed.sentence == 1:
                return timed
        return None

    def _lead(self, place: _Place) -> Timed | None:
        """The day of the occasion that the article opens with, for those it names there."""
        opening = [index for index, s in enumerate(self.layout.sentences) if s.end - s.start >= _FULL_SENTENCE][:3]
        if not opening or self.people.first.get(place.speaker, place.first) > opening[-1]:
            return None
        for setting in self.settings:
            if setting.joint and setting.timed.sentence <= opening[-1]:
                return setting.timed
        return None

    def _exchange(self, place: _Place, done: Sequence[tuple[_Place, Timed | None]]) -> Timed | None:
        """The day of the conversation whose turns follow each other without words between them."""
        if not done or (self._outside_words(place) and not place.pronoun):
            return None
        before, timed = done[-1]
        return timed if self._paragraph(place.first) - self._paragraph(before.last) <= 2 else None

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


    def _nearby(self, place: _Place) -> Timed | None:
        """The day told in the paragraph of the quote or the one that brings its speaker in, or just before."""
        entry = min(self.people.first.get(place.speaker, place.first), place.first)
        home, door = self._paragraph(place.first), self._paragraph(entry)
        for timed in reversed(self.times):
            if timed.sentence > place.first or timed.tie not in ("other", "loose"):
                continue
            opens = _opens(self.layout, timed)
            if not timed.is_day and not (opens and timed.resolved.precision == "week"):
                continue
            paragraph = self._paragraph(timed.sentence)
            names = any(who == place.speaker for _, who in self.people.named[timed.sentence])
            if paragraph == home or (paragraph == home - 1 and (names or opens)):
                return timed
            if paragraph == door and timed.sentence <= entry:
                return timed
            if paragraph < min(home - 1, door):
                break
        return None

    def _lead_day(self) -> Timed | None:
        """The day of what the article reports, told in its opening."""
        opening = [index for index, s in enumerate(self.layout.sentences) if s.end - s.start >= _FULL_SENTENCE][:2]
        for timed in self.times:
            if timed.is_day and opening and timed.sentence <= opening[-1] and timed.tie in ("verb", "beside", "about"):
                return timed
        return None


def _opens(layout: Layout, timed: Timed) -> bool:
    """Whether a time opens its sentence: "On Monday, ..."."""
    return timed.expression.start - layout.sentences[timed.sentence].start <= 2


def _place(layout: Layout, people: People, one: Attributed, key: str) -> _Place:
    at = [layout.sentence_at(span.start) for span in one.spans]
    own = set(at)
    if one.cue:
        own.add(layout.sentence_at(one.cue.start))
    elif one.mention:
        own.add(layout.sentence_at(one.mention.start))
    cue, end = (one.cue.start, one.cue.end) if one.cue else (-1, -1)
    pronoun = one.mention is not None and one.mention.text.lower() in _PRONOUNS
    words = [word.lower() for word in WORD.findall(one.mention.text)] if one.mention else []
    document = any(word in DOCUMENTS for word in words)
    if not key and one.mention:
        key = people.subjects[layout.sentence_at(one.mention.start)]
    return _Place(frozenset(own), min(at), max(at), key, one.spans[0].start, cue, end, pronoun, document)
