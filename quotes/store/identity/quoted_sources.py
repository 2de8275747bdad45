"""The sources that an article quotes: their names, and what the article says about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from sqlite_utils import Database

from quotes.extraction import Quote
from quotes.store.identity import naming, settling, sightings, speakers
from quotes.store.publication import articles
from quotes.store.quotations import topics
from quotes.tracking.identity.name_context import ArticleNames
from quotes.tracking.quoted_names import Source, mentions_of


def settle(db: Database, article: int, found: Iterable[Quote], at: str) -> dict[Source, int]:
    """Store an article's sources and resolve them to speakers. Returns the row of each source's name.

    To be called before the article's quotes are stored, so that they get the right speakers.
    """
    mentions = mentions_of(found)
    rows = {source: naming.row_of(db, *source, at) for source in sorted(mentions)}
    settling.settle(db, see(db, article, rows, mentions), article)
    return rows


def see(
    db: Database, article: int, rows: Mapping[Source, int], mentions: Mapping[Source, Set[str]]
) -> set[int]:
    """Store what an article says about these names. Returns the rows for which that has changed."""
    names = ArticleNames(articles.latest_text(db, article))
    by_row: dict[int, Source] = {}
    told: dict[int, set[str]] = {}
    for source, pk in sorted(rows.items()):
        by_row.setdefault(pk, source)
        told.setdefault(pk, set()).update(mentions[source])
        if speakers.seen(db, pk, source[0], article):
            topics.follow(db, pk)
    return sightings.put(db, article, {pk: names.beside(*by_row[pk], sorted(told[pk])) for pk in by_row})
