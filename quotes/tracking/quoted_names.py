"""The names of an article's sources, as its quotes give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quotes.extraction import Quote
from quotes.tracking.identity.repair import repaired
from quotes.tracking.names import unnamed

# A source as it was read: its name and kind.
Source = tuple[str, str]


def mentions_of(quotes: Iterable[Quote]) -> dict[Source, frozenset[str]]:
    """The named sources of an article's quotes, each with the other mentions of it there."""
    found: dict[Source, set[str]] = {}
    for quote in quotes:
        source = source_of(quote)
        if source is not None:
            of = found.setdefault(source, set())
            if quote.mention is not None:
                of.add(quote.mention.text)
    return {source: frozenset(told) for source, told in found.items()}


def source_of(quote: Quote) -> Source | None:
    """A quote's source, if its name identifies somebody across articles."""
    if quote.speaker is None or quote.speaker_kind in (None, "anonymous") or unnamed(quote.speaker):
        return None
    return quote.speaker, str(quote.speaker_kind)


def well_named(quote: Quote, text: str) -> Quote:
    """The quote with its source's name cut to a valid one, or removed if nothing is valid."""
    if quote.speaker is None or quote.speaker_kind is None:
        return quote
    behind = None
    if quote.cue is not None and quote.mention is not None:
        behind = quote.cue.start >= quote.mention.end
    name = repaired(quote.speaker, quote.speaker_kind, text, cue_behind=behind)
    if name == quote.speaker:
        return quote
    return replace(quote, speaker=name, speaker_kind=quote.speaker_kind if name else None)
