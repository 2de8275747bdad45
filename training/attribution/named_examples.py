"""Examples for the ranker from articles whose speakers people have named.

Right is the mention that people marked beside the passage. Where they marked none, right is every mention
that the resolver takes for the speaker, and if there is none, every mention, since at least somebody is
quoted. So the ranker learns from newspapers of other countries and years than PolNeAR's what is a quote at
all, and mostly whose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from confidence import same_name
from gold import Answer, right, same_passage, trimmed, words_of
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
            marks = _marks(doc, context, resolver, options, speaker)
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


def _marks(
    doc: Doc, context: AttributionContext, resolver: Resolver, options: Sequence[Option], speaker: Speaker
) -> list[bool]:
    if not speaker:
        return [option.label == NOBODY for option in options]
    answer = Answer(tuple((start, end) for start, end in speaker.get("source", ())), "mention")
    marked = [right(option, answer, context) for option in options]
    if any(marked):
        return marked
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


def _characters(doc: Doc, first: int, last: int) -> tuple[int, int]:
    span = doc[first:last]
    return span.start_char, span.end_char
