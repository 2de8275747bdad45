"""The sources of an article's quotes: which name each has, and what the article says beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from quotes.extraction import Quote
from quotes.store.identity import naming, settling, sightings, speakers
from quotes.store.publication import articles
from quotes.store.quotations import topics
from quotes.tracking.identity.beside import ArticleNames
from quotes.tracking.names import unnamed

# A source as it was read: its name and kind.
Source = tuple[str, str]


def settle(db: Database, article: int, found: Iterable[Quote], at: str) -> dict[Source, int]:
    """Take in whom an article quotes, and settle who that is; the row of each named source's name.

    To be called before the article's quotes are stored, so that they are stored where they belong.
    """
    mentions: dict[Source, set[str]] = {}
    for quote in found:
        if quote.speaker is None or quote.speaker_kind in (None, "anonymous") or unnamed(quote.speaker):
            continue
        of = mentions.setdefault((quote.speaker, str(quote.speaker_kind)), set())
        if quote.mention is not None:
            of.add(quote.mention.text)
    rows = {source: naming.row_of(db, *source, at) for source in sorted(mentions)}
    settling.settle(db, see(db, article, rows, mentions), article)
    return rows


def see(
    db: Database, article: int, rows: Mapping[Source, int], mentions: Mapping[Source, set[str]]
) -> set[int]:
    """Keep what an article says of these names; the rows of which it says something else than before."""
    names = ArticleNames(articles.latest_text(db, article))
    by_row: dict[int, Source] = {}
    told: dict[int, set[str]] = {}
    for source, pk in sorted(rows.items()):
        by_row.setdefault(pk, source)
        told.setdefault(pk, set()).update(mentions[source])
        if speakers.seen(db, pk, source[0], article):
            topics.follow(db, pk)
    return sightings.put(db, article, {pk: names.beside(*by_row[pk], sorted(told[pk])) for pk in by_row})
