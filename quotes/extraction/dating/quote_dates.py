"""Date an article's quotes: each by the most likely time in the article, else by the article's own day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.attachment.attachments import attach_times
from quotes.extraction.dating.attachment.layout import Layout, lay_out
from quotes.extraction.dating.expressions.recognition import TimeExpression, find_times
from quotes.extraction.dating.ranking.candidate_times import CandidateTimes
from quotes.extraction.dating.ranking.quote_positions import QuotePosition, find_quote_positions
from quotes.extraction.dating.ranking.ranker import (
    LEAST_CONFIDENCE,
    LikelyTime,
    TimeRanker,
    calibrated,
    shipped_weights,
)
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers, QuoteToDate
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.shared.quote import Basis, Said, Span
from quotes.extraction.text.paragraphs import split_paragraphs


@dataclass(frozen=True, slots=True)
class ArticleTimes:
    """What dating reads from an article: its times, its people, its quotes and their positions."""

    layout: Layout
    speakers: QuotedSpeakers
    positions: list[QuotePosition]
    candidates: CandidateTimes

    def ranker(self, weights: Mapping[str, float]) -> TimeRanker:
        """The ranker of the article's times for its quotes."""
        return TimeRanker(self.layout, self.speakers, self.candidates, self.positions, weights)


def read(
    text: str,
    published: date | None,
    attributions: Sequence[QuoteToDate],
    quoted: Sequence[Span] | None = None,
    times: Sequence[TimeExpression] | None = None,
) -> ArticleTimes | None:
    """Read an article for dating; None if it has no sentences. See `date_quotes`."""
    if quoted is None:
        quoted = [Span(found.start, found.end) for found in find_passages(text, split_paragraphs(text))]
    layout = lay_out(text, [*(span for one in attributions for span in one.spans), *quoted])
    if not layout.sentences:
        return None
    attached = attach_times(layout, find_times(text) if times is None else times, published)
    speakers = QuotedSpeakers(layout, attributions)
    positions = find_quote_positions(layout, speakers, attributions)
    return ArticleTimes(
        layout, speakers, positions, CandidateTimes(layout, speakers, attached, positions, published)
    )


def date_quotes(
    text: str,
    published: date | None,
    attributions: Sequence[QuoteToDate],
    quoted: Sequence[Span] | None = None,
    times: Sequence[TimeExpression] | None = None,
    *,
    least: float = LEAST_CONFIDENCE,
) -> list[Said | None]:
    """When each quote was said, in the order of `attributions`.

    `quoted` are all passages in quotation marks, attributed or not: dates inside them date no quote. `times`
    are all time expressions of the text. Both are computed if not given. A quote that no words date with at
    least `least` confidence gets the date `published`; without that, it has no date. Nothing is ever dated
    after `published`.
    """
    if not attributions:
        return []
    fallback = None if published is None else Said(published, "day", "published")
    told = read(text, published, attributions, quoted, times)
    if told is None:
        return [fallback] * len(attributions)
    found = (
        claim and _said(text, told, claim, position)
        for claim, position in zip(told.ranker(shipped_weights()).likeliest(), told.positions, strict=True)
    )
    return [said if said and (said.confidence or 0) >= least else fallback for said in found]


def _said(text: str, told: ArticleTimes, claim: LikelyTime, position: QuotePosition) -> Said:
    """The most likely time of a quote, with its probability."""
    confidence = calibrated(claim.chance)
    attached = told.candidates.all[claim.candidate].attached
    basis: Basis = "explicit" if attached.sentence in position.own else "inherited"
    words = text[attached.expression.start : attached.expression.end]
    return Said(attached.resolved.on, attached.resolved.precision, basis, words, confidence)
