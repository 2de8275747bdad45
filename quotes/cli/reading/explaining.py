"""`quotes extract --explain`: explains why one quote was given to its speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol

import click

from quotes.intake.formats.records import Incoming
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.extraction.explanation import ExplainedCandidate, Explanation

_WEIGHTS_SHOWN = 12


class Explains(Protocol):
    """An extractor that explains why quotes were given to their speakers."""

    def explain(
        self, text: str, published: date | None, author: str | None, modified: date | None
    ) -> list[Explanation]: ...


def explanation_of(number: int, incoming: Iterable[Incoming], extractor: Explains) -> Iterator[str]:
    """The lines that explain the speaker of a quote of the first article, by its number from 1.

    Raises click.ClickException if there is no such quote or the article cannot be read.
    """
    first = next(iter(incoming), None)
    if first is None:
        raise click.ClickException("There is no article in the input.")
    if first.article is None:
        raise click.ClickException(f"The first article cannot be read: {first.error}.")
    article = first.article
    found = extractor.explain(article.text, article.published, article.author, article.modified)
    if number > len(found):
        quotes = counted(len(found), "quote")
        raise click.ClickException(f"The article has {quotes}, so there is no number {number}.")
    return explained(found[number - 1])


def explained(explanation: Explanation) -> Iterator[str]:
    """The lines to print for one quote: its candidates, then what decided between the first two."""
    quote = explanation.quote
    yield f"“{quote.text}”"
    kind = quote.speaker_kind or "no kind"
    yield f"speaker: {quote.speaker or 'unknown'} ({kind}), confidence {quote.confidence:.2f}"
    if quote.factuality != "said":
        yield f"factuality: {quote.factuality}"
    if explanation.resolution:
        grounds = ", ".join(f"{name} {value:.2f}" for name, value in explanation.resolution.items())
        yield f"named through “{quote.mention.text if quote.mention else ''}”: {grounds}"
    if not explanation.candidates:
        yield "The label before the turn names the speaker; no other candidate was considered."
        return
    yield ""
    yield "   score  probability  candidate"
    for place, candidate in enumerate(explanation.candidates):
        mark = "→" if place == explanation.taken else " "
        yield f"{mark} {candidate.score:6.2f}  {candidate.probability:11.3f}  {candidate.text}"
    taken = explanation.candidates[explanation.taken or 0]
    others = [candidate for candidate in explanation.candidates if candidate is not taken]
    yield ""
    yield f"Features for and against “{taken.text}”" + (f", beside “{others[0].text}”:" if others else ":")
    yield "  weight   beside  feature"
    yield from _weights(taken, others[0] if others else None)


def _weights(taken: ExplainedCandidate, other: ExplainedCandidate | None) -> Iterator[str]:
    """The features in which two candidates differ most."""
    own, beside = dict(taken.weights), dict(other.weights) if other else {}
    differing = [feature for feature in own.keys() | beside.keys() if own.get(feature) != beside.get(feature)]
    differing.sort(key=lambda feature: (-abs(own.get(feature, 0.0) - beside.get(feature, 0.0)), feature))
    for feature in differing[:_WEIGHTS_SHOWN]:
        yield f"  {_signed(own.get(feature))}   {_signed(beside.get(feature))}  {feature}"


def _signed(weight: float | None) -> str:
    return "     ·" if weight is None else f"{weight:+6.2f}"
