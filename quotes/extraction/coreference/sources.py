"""The coreference stage: find the names of an article's sources."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc, Span

from quotes.extraction.coreference.antecedents.resolution import Resolution, meaning
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.coreference.headline_sources import name_below
from quotes.extraction.coreference.word_lists import fold, roles
from quotes.extraction.quotation.turns import ANSWER, QUESTION

_INTERVIEWEE = 0.8


def resolve_sources(doc: Doc) -> list[Resolution | None]:
    """Who each attribution's mention refers to, in text order; None without a mention.

    Sets `doc._.discourse` to the people and organizations in the article.
    """
    quoted = [(passage.start, passage.end) for passage in doc._.passages]
    resolver = Resolver(doc, quoted, doc._.author, tree=doc._.tree)
    doc._.discourse = resolver.discourse
    resolutions: list[Resolution | None] = []
    for attribution in doc._.attributions:
        mention = attribution.mention
        if mention is None:
            resolutions.append(None)
            continue
        span = doc[mention.start : mention.end]
        if mention.kind == "label" and _side(span) in QUESTION | ANSWER:
            resolutions.append(_interview_side(resolver, span))
            continue
        resolution = resolver.resolve(span.start_char, span.end_char, attribution.passage)
        passage = doc._.passages[attribution.passage]
        resolution = name_below(doc, passage, resolution, resolver.characters)
        resolutions.append(_labelled(span.text, resolution) if mention.kind == "label" else resolution)
    return resolutions


def _side(label: Span) -> str:
    """A label without its full stop, so that "Q." and "Q" match."""
    return label.text.upper().rstrip(".")


def _labelled(label: str, resolution: Resolution | None) -> Resolution | None:
    """Who a turn's label refers to.

    "INTERVIEWER" and "PRIME MINISTER" name nobody; an unknown word in capitals is a person.
    """
    if fold(label) in roles() or (label.isupper() and fold(label[label.rfind(" ") + 1 :]) in roles()):
        return Resolution(label, "anonymous", _INTERVIEWEE, {"role": 1.0}, mention_type="label")
    if resolution is None or resolution.kind != "organization" or resolution.name != label:
        return resolution
    return resolution if " " in label else replace(resolution, kind="person")


def _interview_side(resolver: Resolver, label: Span) -> Resolution:
    """Who "Q" and "A" are: "A" is the person whom the words before the first turn name most often."""
    if _side(label) in ANSWER:
        people = [
            character
            for character in resolver.characters
            if character.kind == "person" and not character.is_author
        ]
        named = [
            (
                bisect_left(character.mentions, label.start, key=lambda mention: mention.first),
                len(character.mentions),
                character,
            )
            for character in people
        ]
        if named:
            _, _, interviewee = max(named, key=lambda entry: entry[:2])
            return replace(meaning(interviewee, _INTERVIEWEE, {"interviewee": 1.0}), mention_type="label")
    name = label.text.rstrip(".")
    return Resolution(name, "anonymous", _INTERVIEWEE, {"interviewer": 1.0}, mention_type="label")
