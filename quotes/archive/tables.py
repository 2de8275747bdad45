"""The columns of an archive's Parquet files, and the conversion of rows back to articles and quotes.

`quotes/NAME.parquet` has one quote per row, `articles/NAME.parquet` one article per row; articles that could
not be read have an `error`. The ids are the same as in the tracker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.archive.extra import needed
from quotes.archive.reading import Outcome
from quotes.extraction import Cue, Mention, Quote, Said, Span, Topic
from quotes.intake.addresses import site_of
from quotes.intake.article import Article
from quotes.store.ids import quote_id
from quotes.store.publication.articles import identities

Row = dict[str, Any]

# Increased when columns change, so that shards written before are read again.
LAYOUT = 2
QUOTES, ARTICLES = "quotes", "articles"


def schemas() -> tuple[Any, Any]:
    """The Arrow schemas of articles and of quotes."""
    pa = needed("pyarrow")
    text, day, number = pa.string(), pa.date32(), pa.int32()
    place = pa.struct([("text", text), ("start", number), ("end", number)])
    articles = pa.schema(
        [
            *[(name, text) for name in ("article", "record", "place", "url", "canonical", "title", "author")],
            *[(name, text) for name in ("publisher", "outlet", "published_basis")],
            ("published_at", text),
            ("lang", text),
            ("truncated", pa.bool_()),
            ("published", day),
            ("modified", day),
            ("text", text),
            ("words", number),
            ("quotes", number),
            ("extractor", text),
            ("error", text),
        ]
    )
    quotes = pa.schema(
        [
            *[(name, text) for name in ("quote", "article", "record", "url", "title", "publisher", "outlet")],
            ("published", day),
            ("number", number),
            ("text", text),
            ("spans", pa.list_(pa.struct([("start", number), ("end", number)]))),
            *[(name, text) for name in ("form", "speaker", "speaker_kind", "relayer")],
            ("mention", place),
            ("cue", place),
            ("said_on", day),
            *[(name, text) for name in ("said_precision", "said_basis", "said_text")],
            ("said_confidence", pa.float64()),
            ("about", pa.list_(pa.struct([(name, text) for name in ("name", "kind", "where")]))),
            ("factuality", text),
            ("confidence", pa.float64()),
            ("extractor", text),
        ]
    )
    return articles, quotes


def article_row(outcome: Outcome, extractor: str) -> Row:
    """The row of an article, or of a piece that was none."""
    article = outcome.article
    row: Row = {
        "article": None,
        "record": None if outcome.id is None else str(outcome.id),
        "place": outcome.place,
        "quotes": len(outcome.quotes),
        "words": 0,
        "extractor": extractor,
        "error": outcome.error,
    }
    if article is None:
        return row
    return row | {
        "article": identities(article)[0],
        "url": article.url,
        "canonical": article.canonical,
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "outlet": site_of(article.url) if article.url else None,
        "published": article.published,
        "published_basis": article.published_basis,
        "published_at": article.published_at,
        "lang": article.lang,
        "truncated": article.truncated,
        "modified": article.modified,
        "text": article.text,
        "words": len(article.text.split()),
    }


def quote_rows(outcome: Outcome, of: Row) -> Iterator[Row]:
    """The rows of an article's quotes; `of` is the article's own row."""
    shared = {name: of[name] for name in _OF_ARTICLE} if outcome.quotes else {}
    for number, quote in enumerate(outcome.quotes):
        record = quote.as_record()
        said = record.pop("said") or {}
        yield {
            **shared,
            **record,
            "quote": quote_id(of["article"], 1, quote.spans[0].start),
            "number": number,
            "relayer": quote.relayer,
            "said_on": quote.said.on if quote.said else None,
            **{f"said_{name}": said.get(name) for name in ("precision", "basis", "text", "confidence")},
        }


_OF_ARTICLE = ("article", "record", "url", "title", "publisher", "outlet", "published", "extractor")


def article_of(row: Row) -> Article:
    """The article that a row was made from."""
    return Article(
        text=row["text"],
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        published=row["published"],
        modified=row["modified"],
        canonical=row["canonical"],
        published_basis=row["published_basis"],
        # Archives of the first layout lack these.
        published_at=row.get("published_at"),
        lang=row.get("lang"),
        truncated=bool(row.get("truncated")),
    )


def quote_of(row: Row) -> Quote:
    """The quote that a row was made from."""
    said = None
    if row["said_precision"] is not None:
        said = Said(
            row["said_on"],
            row["said_precision"],
            row["said_basis"],
            row["said_text"],
            row["said_confidence"],
        )
    return Quote(
        text=row["text"],
        spans=tuple(Span(**span) for span in row["spans"]),
        form=row["form"],
        speaker=row["speaker"],
        speaker_kind=row["speaker_kind"],
        mention=Mention(**row["mention"]) if row["mention"] else None,
        cue=Cue(**row["cue"]) if row["cue"] else None,
        said=said,
        confidence=row["confidence"],
        relayer=row["relayer"],
        about=tuple(Topic(**topic) for topic in row["about"]),
        factuality=row["factuality"],
    )
