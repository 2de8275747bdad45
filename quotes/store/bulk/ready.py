"""Prepares an article for storage: all that can be computed without the database."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.extraction import Quote
from quotes.intake.article import Article
from quotes.store.identity.sightings import Told, told
from quotes.store.ids import quote_id, statement_id
from quotes.store.listing import Row
from quotes.store.publication.articles import identities
from quotes.store.quotations import recording, topics
from quotes.store.quotations.topics import About
from quotes.tracking.identity.name_context import ArticleNames
from quotes.tracking.quoted_names import Source, mentions_of, source_of, well_named
from quotes.tracking.search_keys import FoundBy, found_by


@dataclass(frozen=True, slots=True)
class Ready:
    """An article, the rows of its quotes, and what the article says about its sources.

    `rows`, `statements`, `sources`, `about` and `found` are in the order of the quotes. The rows and
    `statements` have the ids that the quotes and their statements get if the article is new. Since this is
    sent between processes, it is made of types that pickle quickly. The quotes themselves are `packed`, since
    they are only needed if the article is not new.
    """

    article: Article
    packed: bytes
    extractor: str
    rows: Sequence[Row]
    statements: Sequence[str]
    sources: Sequence[Source | None]
    about: Sequence[Sequence[About]]
    found: Sequence[FoundBy]
    mentions: Mapping[Source, frozenset[str]]
    beside: Mapping[Source, Told]

    @property
    def quotes(self) -> list[Quote]:
        found: list[Quote] = pickle.loads(self.packed)  # noqa: S301 - made by `make_ready`
        return found


def make_ready(article: Article, quotes: Iterable[Quote], extractor: str) -> Ready:
    """Prepare an article, which another process may store."""
    named = [well_named(quote, article.text) for quote in quotes]
    identifier = identities(article)[0]
    day = article.published.isoformat() if article.published else ""
    rows = [
        {
            "id": quote_id(identifier, 1, quote.spans[0].start),
            **recording.columns(quote, day),
            "start": quote.spans[0].start,
            "extractor": extractor,
        }
        for quote in named
    ]
    mentions = mentions_of(named)
    names = ArticleNames(article.text)
    return Ready(
        article=article,
        packed=pickle.dumps(named),
        extractor=extractor,
        rows=rows,
        statements=[statement_id(row["id"]) for row in rows],
        sources=[source_of(quote) for quote in named],
        about=[[topics.about(topic) for topic in quote.about] for quote in named],
        found=[found_by(quote.text) for quote in named],
        mentions=mentions,
        beside={one: told(names.beside(*one, sorted(also)), day) for one, also in mentions.items()},
    )
