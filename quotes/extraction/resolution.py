"""Names for the sources: the coreference stage applied to the attributions of an article."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.extraction.coreference import Resolution, Resolver


def resolve_sources(doc: Doc) -> list[Resolution | None]:
    """For each attribution of `doc`, in text order, whom its mention means; None where there is no mention."""
    quoted = [(passage.start, passage.end) for passage in doc._.passages]
    resolver = Resolver(doc, quoted, doc._.author, tree=doc._.tree)
    resolutions: list[Resolution | None] = []
    for attribution in doc._.attributions:
        mention = attribution.mention
        if mention is None:
            resolutions.append(None)
            continue
        span = doc[mention.start : mention.end]
        resolutions.append(resolver.resolve(span.start_char, span.end_char, attribution.passage))
    return resolutions
