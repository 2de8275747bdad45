"""Dates told elsewhere than in the quote's own sentences: of the same speech, statement or scene."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from quotes.extraction.dating.forms import Vague
from quotes.extraction.dating.layout import WORD, Layout
from quotes.extraction.dating.lexicon import words
from quotes.extraction.dating.people import People
from quotes.extraction.dating.places import Place
from quotes.extraction.dating.settings import Occasions, Setting, find_settings
from quotes.extraction.dating.ties import TieKind, Timed

_T = TypeVar("_T")


_MOST = 16  # times looked at to either side, so that no text can make the search slow
_FULL_SENTENCE = 80  # characters; headlines and bylines are shorter
_OPENING_SENTENCES, _REPORTING_SENTENCES = 3, 2
# How well a time that is the speaker's own introduces the words after it, by its tie.
_HELD_RANKS: dict[TieKind, int] = {"verb": 4, "ahead": 4, "beside": 4, "occasion": 3, "event": 2, "loose": 1}
_SCENE_PARAGRAPHS = 2
_EXCHANGE_PARAGRAPHS = 2
_REPORTED_PARAGRAPHS = 4
_SOON_AFTER = 3  # sentences


class Inheritance:
    """Finds the time that a quote without one of its own has from what stands around it.

    Quotes are to be asked for in text order: each one may go on where the speaker's last one stopped.
    """

    def __init__(
        self,
        layout: Layout,
        people: People,
        times: list[Timed],
        explicit: Iterable[tuple[Place, Timed]],
    ) -> None:
        self._layout = layout
        self._people = people
        self._times = times
        self._occasions = Occasions(layout)
        self._settings = find_settings(layout, people, times, self._occasions)
        self._joint = {setting.timed.expression.start for setting in self._settings if setting.joint}
        self._narrated = [s.timed for s in self._settings if s.narrated]
        self._told = self._told_of_speakers(explicit)
        self._of_occasion: dict[str, list[Setting]] = {}
        for setting in self._settings:
            for kind in setting.occasions if setting.timed.tie in ("occasion", "event") else ():
                self._of_occasion.setdefault(kind, []).append(setting)
        full = [i for i, s in enumerate(layout.sentences) if s.end - s.start >= _FULL_SENTENCE]
        self._opening = full[:_OPENING_SENTENCES]
        self._reported = self._find_reported(full[:_REPORTING_SENTENCES])
        self._last: tuple[Place, Timed | None] | None = None
        self._last_of: dict[str, tuple[Place, Timed | None]] = {}

    def _told_of_speakers(self, explicit: Iterable[tuple[Place, Timed]]) -> dict[str, list[Timed]]:
        """For each speaker the times of their settings and of their quotes that have one, in text order."""
        told: dict[str, list[Timed]] = {}
        for setting in self._settings:
            for who in setting.holders if setting.timed.tie != "loose" else ():
                told.setdefault(who, []).append(setting.timed)
        for place, timed in explicit:
            told.setdefault(place.speaker, []).append(timed)
        return {who: sorted(times, key=_offset) for who, times in told.items()}

    def note(self, place: Place, timed: Timed | None) -> None:
        """Remember how a quote was dated, for those after it."""
        self._last = self._last_of[place.speaker] = (place, timed)

    def time_of(self, place: Place) -> Timed | None:
        """The time of the quote's speech, None where nothing tells it."""
        readings: tuple[Callable[[Place], Timed | None], ...] = (
            self._introduced,
            self._same_occasion,
            self._main,
            self._published_document,
            self._scene,
            self._opening_occasion,
            self._exchange,
            self._talked_to_writer,
            self._nearby,
            self._once_more,
        )
        return next((timed for read in readings if (timed := read(place))), self._reported_day(place))

    def _paragraph(self, sentence: int) -> int:
        return self._layout.sentences[sentence].paragraph

    def _section(self, sentence: int) -> int:
        return self._layout.sections[sentence]

    def _settings_before(self, place: Place) -> list[Setting]:
        """The settings in sentences before the quote's words, the nearest ones, in text order."""
        end = bisect_left(self._settings, place.first, key=lambda setting: setting.timed.sentence)
        return self._settings[max(0, end - _MOST) : end]

    def _introduced(self, place: Place) -> Timed | None:
        """A time told shortly before the quote, or that of the speaker's quote just before."""
        last = self._last_of.get(place.speaker)
        carried = last if last and self._carries(place, *last) else None
        barrier = carried[0].last if carried else -1
        here = self._paragraph(place.first)
        best, best_rank = None, 0
        for setting in self._settings_before(place):
            sentence = setting.timed.sentence
            if sentence > barrier and here - self._paragraph(sentence) <= 1:
                rank = self._rank(setting, place)
                if rank and rank >= best_rank:
                    best, best_rank = setting.timed, rank
        return best or (carried[1] if carried else None)

    def _carries(self, place: Place, last: Place, timed: Timed | None) -> bool:
        """Whether the speaker still speaks where they spoke last. A mere month or year soon wears off."""
        if self._section(place.first) != self._section(last.last):
            return False
        wide = timed is not None and not timed.is_day and timed.resolved.precision != "week"
        apart = self._paragraph(place.first) - self._paragraph(last.last)
        return apart <= (1 if wide and not place.pronoun else 2)

    def _rank(self, setting: Setting, place: Place) -> int:
        """How well a time told just before introduces the speaker's words; 0 where it does not."""
        timed = setting.timed
        gap = place.first - timed.sentence
        if timed.resolved.precision in ("month", "year") and gap > 1:
            return 0
        if place.speaker in setting.holders:
            return _HELD_RANKS.get(timed.tie, 0)
        if not setting.holders:
            opens = self._layout.opens_sentence(timed.expression.start)
            vague = isinstance(timed.expression.form, Vague)
            return int(gap <= 1 and not vague and timed.tie != "loose" and (timed.tie != "event" or opens))
        same = self._section(timed.sentence) == self._section(place.first)
        return int(setting.joint and timed.tie == "occasion" and same)

    def _same_occasion(self, place: Place) -> Timed | None:
        """The day of the occasion that the quote's sentence names again: "at the rally"."""
        fitting: list[Timed] = []
        for kind in frozenset().union(*(self._occasions(index)[0] for index in place.own)):
            near = _nearest(self._of_occasion.get(kind, []), place, lambda setting: setting.timed.sentence)
            fitting += [s.timed for s in near if s.joint or place.speaker in s.holders]
        return min(fitting, key=lambda timed: (_distance(timed, place), _offset(timed)), default=None)

    def _main(self, place: Place) -> Timed | None:
        """The day of the speech that the article is about, as far as it is this speaker's.

        Of the days told of the speaker, those of the same section come first, then the one told last before
        the quote, then the one told first after it, with a later quote or a summary of the same speech.
        """
        told = _nearest(self._told.get(place.speaker, []), place, lambda timed: timed.sentence)
        lasting = [timed for timed in told if self._lasts(timed, place)]
        soon = [timed for timed in told if self._follows_soon(timed, place)]
        return min(lasting or soon, key=lambda timed: self._remoteness(timed, place), default=None)

    def _follows_soon(self, timed: Timed, place: Place) -> bool:
        """Whether a month is told right after the quote; years tell of other times as often."""
        soon = 0 < timed.sentence - place.last <= _SOON_AFTER
        return soon and timed.resolved.precision != "year" and timed.resolved.on is not None

    def _lasts(self, timed: Timed, place: Place) -> bool:
        """Whether a time dates all that its speaker says in the article. A document has but one date."""
        verbal = timed.tie in ("verb", "ahead")
        return timed.is_day or (verbal and (bool(place.document) or timed.resolved.precision == "week"))

    def _remoteness(self, timed: Timed, place: Place) -> tuple[bool, bool, bool, int]:
        return (
            self._section(timed.sentence) != self._section(place.first),
            _offset(timed) in self._joint,
            timed.sentence > place.first,
            _distance(timed, place),
        )

    def _published_document(self, place: Place) -> Timed | None:
        """The day that the article tells of the document the words stand in."""
        if not place.document:
            return None
        kinds = words("inquiry") if place.document in words("inquiry") else {place.document}
        near = _nearest(self._settings, place, lambda setting: setting.timed.sentence)
        fitting = [s.timed for s in near if s.documents & kinds and s.timed.tie != "event"]
        return next((timed for timed in fitting if timed.is_day), None)

    def _scene(self, place: Place) -> Timed | None:
        """The day of an occasion told just before a speaker enters the article for the first time."""
        if self._people.first.get(place.speaker, place.first) < place.own[0]:
            return None
        here = self._paragraph(place.first)
        for setting in reversed(self._settings_before(place)):
            sentence = setting.timed.sentence
            if here - self._paragraph(sentence) > _SCENE_PARAGRAPHS:
                break
            of_another = setting.timed.tie in ("verb", "ahead", "loose")
            if setting.joint or (place.first - sentence == 1 and not of_another):
                return setting.timed
        return None

    def _opening_occasion(self, place: Place) -> Timed | None:
        """The day of the occasion that the article opens with, for those it names there."""
        if not self._opening or self._people.first.get(place.speaker, place.first) > self._opening[-1]:
            return None
        opening = (s for s in self._settings[:_MOST] if s.timed.sentence <= self._opening[-1])
        return next((setting.timed for setting in opening if setting.joint), None)

    def _exchange(self, place: Place) -> Timed | None:
        """The day of the conversation whose turns follow each other with few words between them."""
        if self._last is None:
            return None
        before, timed = self._last
        named = self._people.first.get(place.speaker, -1) > before.last
        if self._has_words_outside(place) and (named or not place.pronoun):
            return None
        apart = self._paragraph(place.first) - self._paragraph(before.last)
        return timed if apart <= _EXCHANGE_PARAGRAPHS else None

    def _has_words_outside(self, place: Place) -> bool:
        return any(
            WORD.search(self._layout.outside, sentence.start, sentence.end)
            for sentence in self._layout.sentences[place.first : place.last + 1]
        )

    def _talked_to_writer(self, place: Place) -> Timed | None:
        """The time in which the writer says to have talked with people who are named elsewhere."""
        told = _nearest(self._narrated, place, lambda timed: timed.sentence)
        return min(told, key=lambda timed: _distance(timed, place), default=None)

    def _nearby(self, place: Place) -> Timed | None:
        """The day told in the quote's paragraph or the one that brings its speaker in, or just before."""
        entry = min(self._people.first.get(place.speaker, place.first), place.first)
        home, door = self._paragraph(place.first), self._paragraph(entry)
        for timed in self._plain_times_up_to(place.first):
            paragraph = self._paragraph(timed.sentence)
            names = any(who == place.speaker for _, who in self._people.named[timed.sentence][:_MOST])
            opens = self._layout.opens_sentence(timed.expression.start)
            if paragraph == home or (paragraph == home - 1 and (names or opens)):
                return timed
        return next((t for t in self._plain_times_up_to(entry) if self._paragraph(t.sentence) == door), None)

    def _plain_times_up_to(self, sentence: int) -> Iterable[Timed]:
        """The days that no speaking is told of, and the weeks that open a sentence, nearest first."""
        end = bisect_left(self._times, sentence + 1, key=lambda timed: timed.sentence)
        for timed in reversed(self._times[max(0, end - _MOST) : end]):
            opens = self._layout.opens_sentence(timed.expression.start)
            if timed.tie in ("other", "loose") and (
                timed.is_day or (opens and timed.resolved.precision == "week")
            ):
                yield timed

    def _once_more(self, place: Place) -> Timed | None:
        """The day of the speaker's last quote, however far back."""
        _, timed = self._last_of.get(place.speaker, (None, None))
        return timed if timed and timed.is_day else None

    def _find_reported(self, opening: Sequence[int]) -> Timed | None:
        early = (timed for timed in self._times[:_MOST] if opening and timed.sentence <= opening[-1])
        return next((t for t in early if t.is_day and t.tie in ("verb", "beside", "about")), None)

    def _reported_day(self, place: Place) -> Timed | None:
        """The day of what the article reports, told in its opening.

        Where the opening tells of somebody's words, it dates what stands near it or comes from who speaks
        for them.
        """
        timed = self._reported
        if timed is None or timed.tie != "verb":
            return timed
        names = [who.split() for _, who in self._people.named[timed.sentence][:_MOST]]
        known = {word for name in names for word in name} | {"".join(w[0] for w in name) for name in names}
        near = self._paragraph(place.first) - self._paragraph(timed.sentence) <= _REPORTED_PARAGRAPHS
        return timed if near or place.document or known & place.described else None


def _offset(timed: Timed) -> int:
    return timed.expression.start


def _distance(timed: Timed, place: Place) -> int:
    return abs(timed.sentence - place.first)


def _nearest(found: Sequence[_T], place: Place, sentence: Callable[[_T], int]) -> Sequence[_T]:
    """Those nearest to the quote, at most a fixed number to either side, in text order."""
    middle = bisect_left(found, place.first, key=sentence)
    return found[max(0, middle - _MOST) : middle + _MOST]
