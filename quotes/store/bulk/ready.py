"""An article made ready for storing: all that can be made of it without the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.extraction import Quote
from quotes.intake.article import Article
from quotes.store.ids import quote_id
from quotes.store.listing import Row
from quotes.store.publication.articles import identities
from quotes.store.quotations import recording
from quotes.tracking.found_by import FoundBy, found_by
from quotes.tracking.identity.beside import ArticleNames, Beside
from quotes.tracking.quoted_names import Source, mentions_of, well_named


@dataclass(frozen=True, slots=True)
class Ready:
    """An article with its quotes, their rows, and what the article says beside the names of its sources.

    `rows` and `found` are in the order of `quotes`. The rows have the ids that the quotes get where the
    article is new.
    """

    article: Article
    quotes: Sequence[Quote]
    extractor: str
    rows: Sequence[Row]
    found: Sequence[FoundBy]
    mentions: Mapping[Source, frozenset[str]]
    beside: Mapping[Source, Beside]


def make_ready(article: Article, quotes: Iterable[Quote], extractor: str) -> Ready:
    """Make an article ready that another process may store."""
    named = [well_named(quote, article.text) for quote in quotes]
    identifier = identities(article)[0]
    day = article.published.isoformat() if article.published else ""
    rows = [
        {
            "id": quote_id(identifier, 1, quote.spans[0].start),
            **recording.columns(quote, day),
            "extractor": extractor,
        }
        for quote in named
    ]
    mentions = mentions_of(named)
    names = ArticleNames(article.text)
    beside = {source: names.beside(*source, sorted(told)) for source, told in mentions.items()}
    return Ready(article, named, extractor, rows, [found_by(one.text) for one in named], mentions, beside)
