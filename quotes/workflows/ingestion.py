"""Ingestion: reads an article, and stores it with its quotes, speakers and statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Literal, Protocol

from sqlite_utils import Database

from quotes.extraction import Quote, Reading, ReadingFailed
from quotes.intake.article import Article
from quotes.store.bulk import writing
from quotes.store.bulk.known_names import KnownNames
from quotes.store.bulk.ready import Ready
from quotes.store.database.connection import transaction
from quotes.store.listing import Row
from quotes.store.publication import articles, claim_reviews, page_joining, pages
from quotes.store.quotations import quotes
from quotes.store.tracking import grouping
from quotes.store.tracking.grouping import grouped
from quotes.store.waiting import page_saves, unread_texts
from quotes.workflows import storing

Status = Literal["created", "revised", "unchanged"]


# The most articles that are read in one batch.
BATCH = 64


class Reader(Protocol):
    """Finds the quotes of texts: `quotes.extraction.Extractor`, or another with the same interface."""

    @property
    def version(self) -> str:
        """Changes whenever the same text might be read differently."""

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        """The quotes of a text, in its order. Raises ReadingFailed."""

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        """The quotes of each text, in the order given, or why it cannot be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of ingesting an article: its id, whether it was new, and how many quotes it has.

    `failed` says why it could not be read, if that happened. It is stored all the same, so that a newer
    extractor can read it.
    """

    status: Status
    article: str
    quotes: int
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """An article, what was found in it, and the version of the extractor that found it."""

    article: Article
    found: list[Quote] | ReadingFailed
    extractor: str

    def completed(self, db: Database) -> Read:
        """The same, with what is missing taken from a stored copy of the article."""
        return replace(self, article=articles.completed(db, self.article))


def ingest(db: Database, article: Article, reader: Reader, *, save: bool = False) -> Outcome:
    """Read an article and store it with its quotes. A stored article is left as it is.

    With `save`, a web archive is to save the page of one that is new or has changed.
    """
    article = articles.completed(db, article)
    stored = articles.stored_revision(db, article)
    if stored is not None:
        return _unchanged(db, article, stored)
    found = next(reader.extract_many([_reading(article)]))
    return keep(db, article, found, reader.version, save=save)


def ingest_many(db: Database, many: Iterable[Article], reader: Reader) -> Iterator[Outcome]:
    """Ingest articles in order, reading them in batches. Each is stored in its own transaction."""
    for together in _batches(many):
        batch = [articles.completed(db, article) for article in together]
        stored = [articles.stored_revision(db, article) for article in batch]
        new = [article for article, row in zip(batch, stored, strict=True) if row is None]
        found = reader.extract_many(map(_reading, new))
        for article, row in zip(batch, stored, strict=True):
            yield (
                keep(db, article, next(found), reader.version)
                if row is None
                else _unchanged(db, article, row)
            )


def _reading(article: Article) -> Reading:
    return Reading(article.text, article.published, article.author, article.modified, article.lang)


def _batches(many: Iterable[Article]) -> Iterator[list[Article]]:
    """Split articles into batches; copies of one page into different ones, since each completes the next."""
    batch: list[Article] = []
    present: set[str] = set()
    for article in many:
        identities = articles.identities(article)
        if len(batch) == BATCH or not present.isdisjoint(identities):
            yield batch
            batch, present = [], set()
        batch.append(article)
        present.update(identities)
    if batch:
        yield batch


def keep(
    db: Database, article: Article, found: list[Quote] | ReadingFailed, extractor: str, *, save: bool = False
) -> Outcome:
    """Store an article with its quotes in one transaction; if it could not be read, only its text."""
    if not isinstance(found, ReadingFailed):
        storing.prepare(found)
    with grouped(db):
        outcome = _keep(db, Read(article, found, extractor))
        if save and outcome.status != "unchanged":
            page_saves.wait(db, outcome.article)
    return outcome


def keep_together(db: Database, names: KnownNames, many: Sequence[Ready | Read]) -> list[Outcome]:
    """Store articles that were read elsewhere in one transaction, which is quicker than one by one.

    Their names are queued to be resolved and their quotes to be grouped, by `names_waiting.steps` and
    `grouping.steps`. `Ready` articles that are new are written together.
    """
    with transaction(db):
        names.begin()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        outcomes: list[Outcome] = []
        for new, together in _by_novelty(db, many):
            if new:
                ready = [one for one in together if isinstance(one, Ready)]
                rows = writing.write(db, names, ready, at)
                stored = zip(rows, ready, strict=True)
                outcomes += [Outcome("created", row["id"], len(one.rows)) for row, one in stored]
            else:
                for one in together:
                    read = (
                        one if isinstance(one, Read) else Read(one.article, list(one.quotes), one.extractor)
                    )
                    outcomes.append(_keep(db, read.completed(db), grouping.put_off))
                names.forget()
        return outcomes


def _by_novelty(db: Database, many: Sequence[Ready | Read]) -> Iterator[tuple[bool, list[Ready | Read]]]:
    """The articles in order, in runs of new ones and runs of those that may be stored or are unread."""
    known = iter(writing.new_ones(db, [one for one in many if isinstance(one, Ready)]))
    told = [(isinstance(one, Ready) and next(known), one) for one in many]
    for new, group in groupby(told, key=itemgetter(0)):
        yield new, [one for _, one in group]


def _keep(db: Database, read: Read, regroup: storing.Regroup = grouping.resettle) -> Outcome:
    article, found = read.article, read.found
    page_joining.bring_together(db, article)
    stored = articles.stored_revision(db, article)
    if stored is not None:  # another process stored it first, or it is stored under another address
        return _told(db, stored)
    collected = datetime.now(UTC).isoformat(timespec="seconds")
    if isinstance(found, ReadingFailed):
        row = articles.put(db, article, collected, articles.UNREAD)
        unread_texts.fail(db, row["pk"], row["revision"], str(found))
        return Outcome(_stored(row), row["id"], 0, str(found))
    row = articles.put(db, article, collected, read.extractor)
    storing.store(db, row, found, read.extractor, collected, regroup)
    return Outcome(_stored(row), row["id"], len(found))


def _stored(row: Row) -> Status:
    return "created" if row["revision"] == 1 else "revised"


def _unchanged(db: Database, article: Article, stored: Row) -> Outcome:
    """The outcome for an article whose text is stored. Its new addresses are recorded."""
    if not pages.all_noted(db, article):
        with grouped(db):
            page_joining.bring_together(db, article)
        stored = articles.stored_revision(db, article) or stored
    if claim_reviews.differ(db, stored["pk"], article.claim_reviews):
        with transaction(db):
            claim_reviews.renew(db, stored["pk"], article.claim_reviews)
    return _told(db, stored)


def _told(db: Database, stored: Row) -> Outcome:
    return Outcome("unchanged", stored["id"], len(quotes.of_article(db, stored["pk"], stored["number"])))
