"""Which time dates which quote: one in its own sentence, else one of the same speech, else the article's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.expressions import find_times
from quotes.extraction.dating.inherit import Inheritance
from quotes.extraction.dating.layout import Layout, lay_out
from quotes.extraction.dating.own import OwnSentences
from quotes.extraction.dating.people import Attributed, People
from quotes.extraction.dating.places import Place, find_places
from quotes.extraction.dating.ties import Timed, tie_times
from quotes.extraction.marks import find_passages
from quotes.extraction.paragraphs import split_paragraphs
from quotes.extraction.quote import Basis, Said, Span


@dataclass(frozen=True, slots=True)
class _Dated:
    timed: Timed
    basis: Basis


def date_quotes(
    text: str,
    published: date | None,
    attributions: Sequence[Attributed],
    quoted: Sequence[Span] | None = None,
) -> list[Said | None]:
    """When each quote was said, in the order of `attributions`.

    `quoted` are all passages in quotation marks, attributed or not: dates inside them date nothing. They are
    searched for when not given. A quote that no words date is dated by `published`; without that it has no
    date. Nothing is ever dated after `published`.
    """
    if not attributions:
        return []
    if quoted is None:
        quoted = [Span(found.start, found.end) for found in find_passages(text, split_paragraphs(text))]
    layout = lay_out(text, [*(span for one in attributions for span in one.spans), *quoted])
    fallback = None if published is None else Said(published, "day", "published")
    if not layout.sentences:
        return [fallback] * len(attributions)
    times = tie_times(layout, find_times(text), published)
    people = People(layout, attributions)
    found = _attach(layout, people, times, find_places(layout, people, attributions))
    return [_said(text, dated) if dated else fallback for dated in found]


def _said(text: str, dated: _Dated) -> Said:
    resolved, expression = dated.timed.resolved, dated.timed.expression
    return Said(resolved.on, resolved.precision, dated.basis, text[expression.start : expression.end])


def _attach(
    layout: Layout, people: People, times: list[Timed], places: Sequence[Place]
) -> list[_Dated | None]:
    own = OwnSentences(layout, times, places)
    explicit = [own.time_of(place) for place in places]
    known = [(place, timed) for place, timed in zip(places, explicit, strict=True) if timed]
    inheritance = Inheritance(layout, people, times, known)
    found: list[_Dated | None] = [None] * len(places)
    for index in sorted(range(len(places)), key=lambda index: places[index].at):
        place, timed = places[index], explicit[index]
        if timed:
            found[index] = _Dated(timed, "explicit")
        elif timed := inheritance.time_of(place):
            found[index] = _Dated(timed, "inherited")
        inheritance.note(place, timed)
    _prefer_own_section(layout, places, found)
    return found


def _prefer_own_section(layout: Layout, places: Sequence[Place], found: list[_Dated | None]) -> None:
    """In an article of several sections, a date of the speaker's in the quote's own section goes first."""
    sections = layout.sections
    if not sections[-1]:
        return
    told: dict[tuple[str, int], Timed] = {}
    for place, dated in zip(places, found, strict=True):
        if dated and sections[dated.timed.sentence] == sections[place.first]:
            told.setdefault((place.speaker, sections[place.first]), dated.timed)
    for index, (place, dated) in enumerate(zip(places, found, strict=True)):
        timed = told.get((place.speaker, sections[place.first]))
        if timed and (dated is None or sections[dated.timed.sentence] != sections[place.first]):
            found[index] = _Dated(timed, "inherited")
