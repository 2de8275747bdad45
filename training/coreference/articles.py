"""Pronouns that quotes are attributed to, in articles whose quotes people have named."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cases import Case
from spacy.tokens import Doc

from quotes.extraction import Extractor, Quote, Reading, ReadingFailed
from quotes.extraction.coreference.antecedents.pronoun_ranker import candidates
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.coreference.name_matching import parse_person, part_match, same_person
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER
from quotes.extraction.language.annotator import Annotator
from quotes.extraction.quotation.component import quotation_marks

sys.path.append(str(Path(__file__).parents[1]))
from corpora.passages import Range, same_passage, trimmed


def article_cases(
    articles: Sequence[dict[str, Any]], extractor: Extractor, annotator: Annotator
) -> Iterator[tuple[int, Case]]:
    """The cases of each article, with its number. The extractor tells which pronoun a quote belongs to."""
    read = extractor.extract_many([Reading(article["text"], None, None) for article in articles])
    docs = annotator.pipe(quotation_marks(annotator.model.make_doc(article["text"])) for article in articles)
    for number, (article, quotes, doc) in enumerate(zip(articles, read, docs, strict=True)):
        if not isinstance(quotes, ReadingFailed):
            for case in _cases(article, quotes, doc):
                yield number, case


def _cases(article: dict[str, Any], quotes: Sequence[Quote], doc: Doc) -> Iterator[Case]:
    text = article["text"]
    gold = [(trimmed(text, quote["start"], quote["end"]), quote) for quote in article["quotes"]]
    resolver = Resolver(doc, [(passage.start, passage.end) for passage in doc._.passages])
    for quote in quotes:
        if quote.mention is None:
            continue
        start, end = quote.mention.start, quote.mention.end
        passage = _passage_of(doc, quote)
        gender = PRONOUN_GENDER.get(text[start:end].lower())
        spans = [trimmed(text, span.start, span.end) for span in quote.spans]
        names = _speakers(gold, spans)
        if gender is not None and names:
            token, _ = resolver.discourse.tokens.tokens_of(start, end)
            resolver.read_pronouns(token)
            discourse = resolver.discourse
            found = candidates(discourse.tokens, discourse.history, token, gender, discourse.speaker, passage)
            right = [any(_is_named(who.name, name) for name in names) for who, _ in found]
            if any(right) and len(found) > 1:
                yield Case([features for _, features in found], right, 1.0)
        resolver.resolve(start, end, None if passage < 0 else passage)


def _passage_of(doc: Doc, quote: Quote) -> int:
    """The number of the first quoted passage of a quote, -1 for none."""
    return next(
        (
            number
            for number, passage in enumerate(doc._.passages)
            if passage.start < quote.spans[0].end and quote.spans[0].start < passage.end
        ),
        -1,
    )


def _speakers(gold: Sequence[tuple[Range, dict[str, Any]]], spans: Sequence[Range]) -> list[str]:
    """The names that are right for a quote; none where people have given it no person."""
    for where, quote in gold:
        if quote.get("speaker") and any(same_passage(where, span) for span in spans):
            return [quote["speaker"], *quote.get("or", [])]
    return []


def _is_named(name: str, gold: str) -> bool:
    one, other = parse_person(name), parse_person(gold)
    if (
        name == gold
        or one.words == other.words
        or (one.is_full and other.is_full and same_person(one, other))
    ):
        return True
    return part_match(one, other) >= 0.7 or part_match(other, one) >= 0.7
