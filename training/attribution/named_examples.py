"""Examples for the ranker from articles whose speakers people have named without marking their mentions.

Right is every mention that the resolver takes for the speaker; where it takes none for that one, every
mention, since at least somebody is quoted. So the ranker learns from newspapers of other countries and
years than PolNeAR's what is a quote at all, and mostly whose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from confidence import same_name
from gold import overlap, same_passage, trimmed, words_of
from ranker import Group
from spacy.tokens import Doc

from quotes.extraction.attribution.attributor import Attributor
from quotes.extraction.attribution.context import NOTHING_BEFORE, AttributionContext
from quotes.extraction.attribution.options import NOBODY, Option
from quotes.extraction.attribution.passage_views import view_passage
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.quotation.marks import Passage

_SMALL_WORDS = frozenset({"a", "an", "the", "of", "in", "for"})

Speaker = dict[str, Any]


def named_examples(article: dict[str, Any], doc: Doc, attributor: Attributor) -> list[Group]:
    """The options of each passage on which readers agree, the right ones marked.

    What stands before a passage is what an attributor, which has not seen the article, decides.
    """
    decided = attributor.attribute(doc)
    context = AttributionContext(doc)
    quoted = [(passage.start, passage.end) for passage in doc._.passages]
    resolver = Resolver(doc, quoted, doc._.author, tree=doc._.tree)
    previous = NOTHING_BEFORE
    groups: list[Group] = []
    for index, passage in enumerate(doc._.passages):
        speaker = _speaker(article, passage)
        options = context.options(view_passage(context.article, index), previous)
        if speaker is not None and context.turn(index) is None:
            marks = _marks(doc, resolver, options, speaker)
            groups.append([(option.features, mark) for option, mark in zip(options, marks, strict=True)])
        source = decided[index].mention
        if source is not None:
            resolver.resolve(*_characters(doc, source.start, source.end), index)
        previous = context.previous(index, source)
    return groups


def _speaker(article: dict[str, Any], passage: Passage) -> Speaker | None:
    """The quote that a passage is; an empty one for nobody's words, None where readers may differ."""
    text = article["text"]
    where = trimmed(text, passage.start, passage.end)
    for quote in article["quotes"]:
        if same_passage(trimmed(text, quote["start"], quote["end"]), where):
            return quote
    return {} if any(same_passage(trimmed(text, *span), where) for span in article["negatives"]) else None


def _marks(doc: Doc, resolver: Resolver, options: Sequence[Option], speaker: Speaker) -> list[bool]:
    if not speaker:
        return [option.label == NOBODY for option in options]
    told = speaker.get("source", ())
    marks = [bool(told) and _is_at(doc, option, told) for option in options]
    if any(marks):
        return marks
    marks = [option.mention is not None and _is_meant(doc, resolver, option, speaker) for option in options]
    return marks if any(marks) else [option.mention is not None for option in options]


def _is_meant(doc: Doc, resolver: Resolver, option: Option, speaker: Speaker) -> bool:
    mention, names = option.mention, [speaker["speaker"], *speaker.get("or", [])]
    if mention is None:
        return False
    if speaker["kind"] not in ("person", "organization"):  # told by a phrase alone
        words = {word for name in names for word in words_of(name)}
        return not words.isdisjoint(set(words_of(doc[mention.start : mention.end].text)) - _SMALL_WORDS)
    found = resolver.resolve(*_characters(doc, mention.start, mention.end))
    return found is not None and any(same_name(found.name, name) for name in names)


def _is_at(doc: Doc, option: Option, source: Sequence[Sequence[int]]) -> bool:
    """Whether an option is the mention where people found the source."""
    mention = option.mention
    if mention is None:
        return False
    where = _characters(doc, mention.start, mention.end)
    return any(overlap(where, (start, end)) > 0 for start, end in source)


def _characters(doc: Doc, first: int, last: int) -> tuple[int, int]:
    span = doc[first:last]
    return span.start_char, span.end_char
