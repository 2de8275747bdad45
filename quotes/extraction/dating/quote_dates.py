"""Which time dates which quote: one told of its words or of their speech, else the article's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.attachment.attachments import tie_times
from quotes.extraction.dating.attachment.layout import Layout, lay_out
from quotes.extraction.dating.expressions.recognition import find_times
from quotes.extraction.dating.ranking.candidate_times import Moments
from quotes.extraction.dating.ranking.continuation import Claim
from quotes.extraction.dating.ranking.quote_positions import Place, find_places
from quotes.extraction.dating.ranking.ranker import LEAST_CONFIDENCE, Weigher, calibrated, shipped_weights
from quotes.extraction.dating.ranking.speakers import Attributed, People
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.shared.quote import Basis, Said, Span
from quotes.extraction.text.paragraphs import split_paragraphs


@dataclass(frozen=True, slots=True)
class Told:
    """What dating reads of an article: its times, its people, its quotes and how they stand."""

    layout: Layout
    people: People
    places: list[Place]
    moments: Moments

    def weigher(self, weights: Mapping[str, float]) -> Weigher:
        """Weighs the article's times for its quotes."""
        return Weigher(self.layout, self.people, self.moments, self.places, weights)


def read(
    text: str,
    published: date | None,
    attributions: Sequence[Attributed],
    quoted: Sequence[Span] | None = None,
) -> Told | None:
    """Read an article for dating; None for one that holds no sentence. See `date_quotes`."""
    if quoted is None:
        quoted = [Span(found.start, found.end) for found in find_passages(text, split_paragraphs(text))]
    layout = lay_out(text, [*(span for one in attributions for span in one.spans), *quoted])
    if not layout.sentences:
        return None
    times = tie_times(layout, find_times(text), published)
    people = People(layout, attributions)
    places = find_places(layout, people, attributions)
    return Told(layout, people, places, Moments(layout, people, times, places, published))


def date_quotes(
    text: str,
    published: date | None,
    attributions: Sequence[Attributed],
    quoted: Sequence[Span] | None = None,
    least: float = LEAST_CONFIDENCE,
) -> list[Said | None]:
    """When each quote was said, in the order of `attributions`.

    `quoted` are all passages in quotation marks, attributed or not: dates inside them date nothing. They are
    searched for when not given. A quote that no words date with the `least` confidence is dated by
    `published`; without it there is no date. Nothing is ever dated after `published`.
    """
    if not attributions:
        return []
    fallback = None if published is None else Said(published, "day", "published")
    told = read(text, published, attributions, quoted)
    if told is None:
        return [fallback] * len(attributions)
    found = (
        claim and _said(text, told, claim, place)
        for claim, place in zip(told.weigher(shipped_weights()).likeliest(), told.places, strict=True)
    )
    return [said if said and (said.confidence or 0) >= least else fallback for said in found]


def _said(text: str, told: Told, claim: Claim, place: Place) -> Said:
    """The likeliest time of a quote, with how likely it is."""
    confidence = calibrated(claim.chance)
    timed = told.moments.all[claim.moment].timed
    basis: Basis = "explicit" if timed.sentence in place.own else "inherited"
    words = text[timed.expression.start : timed.expression.end]
    return Said(timed.resolved.on, timed.resolved.precision, basis, words, confidence)
