"""Jobs: articles that are accepted now and read later, once each, even if processes die."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlite_utils import Database

from quotes.extraction import Quote, Reading
from quotes.extraction.errors import ReadingFailed
from quotes.fetching.evidence import Capture
from quotes.intake.addresses import page_at
from quotes.intake.article import Article
from quotes.readers import Direct, Pool, ReadingCutShort
from quotes.serving.turns import NoTurn
from quotes.store.database.connection import writing
from quotes.store.listing import Row
from quotes.store.publication import articles, captures, claim_reviews, page_joining
from quotes.store.tracking.grouping import grouped
from quotes.store.waiting import fetches, jobs, page_saves, sources, unread_texts
from quotes.workflows import storing

_BEAT = unread_texts.HELD_SECONDS / 4
_LOOK = 0.5  # seconds between two checks of the queue
_TROUBLE = 5.0  # seconds after which a file that could not be written is tried again

# Why an article was refused, as problem details.
Refusal = dict[str, Any]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that is to be fetched, and what is known of the article there, as JSON has it."""

    url: str
    host: str
    known: dict[str, str]


def accept(db: Database, given: Sequence[Article | Address | Refusal], *, save: bool = False) -> str:
    """Store articles unread, and a job for them. Returns the job's id; from then on nothing can be lost.

    With `save`, a web archive is to save the pages of those that are new or have changed.
    """
    accepted = datetime.now(UTC).isoformat(timespec="seconds")
    with grouped(db):
        return jobs.add(db, accepted, [_accepted(db, one, accepted, save=save) for one in given])


def accept_fetched(
    db: Database, fetch: Row, article: Article | Refusal, capture: Capture | None, *, save: bool
) -> Row:
    """Store unread what was fetched of an address of a job, with what proves it; what became of it.

    Or note why nothing was. All or nothing, and once, whoever else has fetched it meanwhile.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with grouped(db):
        outcome = _accepted(db, article, at, save=save)
        if fetches.settle(db, fetch, outcome) and capture is not None:
            captures.note(db, outcome["id"], capture)
    return outcome


def accept_announced(
    db: Database, announced: int, article: Article, capture: Capture | None, *, save: bool
) -> Row:
    """Store unread an article that a source has announced, in a job of its own; what became of it."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with grouped(db):
        outcome = _accepted(db, article, at, save=save)
        jobs.add(db, at, [outcome])
        if capture is not None:
            captures.note(db, outcome["id"], capture)
        page = page_at(article.url) if article.url else None
        sources.brought(db, announced, outcome["id"], page)
    return outcome


def _accepted(db: Database, given: Article | Address | Refusal, at: str, *, save: bool) -> Row:
    if isinstance(given, Address):
        return {"url": given.url, "host": given.host, "known": given.known}
    if not isinstance(given, Article):
        return {"outcome": "refused", "problem": given}
    article = articles.completed(db, given)
    page_joining.bring_together(db, article)
    stored = articles.stored_revision(db, article)
    if stored is not None:
        claim_reviews.renew(db, stored["pk"], article.claim_reviews)
        unchanged = {"article": stored["pk"], "id": stored["id"], "revision": stored["number"]}
        return {"outcome": "unchanged", **unchanged}
    row = articles.put(db, article, at, articles.UNREAD)
    unread_texts.wait(db, row["pk"], row["revision"])
    if save:
        page_saves.wait(db, row["id"])
    outcome = "created" if row["revision"] == 1 else "revised"
    return {"outcome": outcome, "article": row["pk"], "id": row["id"], "revision": row["revision"]}


def read_next(db: Database, path: Path, reader: Pool | Direct) -> Row | None:
    """Read the next queued article and store its quotes. Returns its row, or None if the queue is empty.

    `path` is that of `db`, for a second connection that renews the hold on the article. Raises NoTurn if
    others want to read now; then, as after any other error, the article is queued again.
    """
    me = unread_texts.holder()
    row = unread_texts.claim(db, me) if reader.is_idle else None
    if row is None:
        return None
    day, modified = _day(row["published"]), _day(row["modified"])
    try:
        with _held(path, row["pk"], me):
            found = reader.read_when_idle(Reading(row["text"], day, row["author"], modified, row["lang"]))
            extractor = reader.version
    except BaseException:
        unread_texts.give_back(db, row["pk"], me)
        raise
    _store(db, row, me, found, extractor)
    return row


def read_on(path: Path, reader: Pool | Direct, stopped: Event) -> None:
    """Read accepted articles as they arrive, until `stopped`."""
    while not stopped.is_set():
        try:
            with writing(path) as db:
                while not stopped.is_set():
                    if not (unread_texts.any_waits(db) and read_next(db, path, reader)):
                        stopped.wait(_LOOK)
        except NoTurn:
            stopped.wait(_LOOK)
        except sqlite3.OperationalError:
            # Accepted articles are safe in the file, and will be read when it can be written again.
            _LOG.exception("Accepted articles cannot be read for now")
            stopped.wait(_TROUBLE)


def _store(db: Database, row: Row, me: str, found: list[Quote] | ReadingFailed, extractor: str) -> None:
    """Store what was read, unless another process has taken over the article."""
    if isinstance(found, ReadingCutShort):
        unread_texts.try_again(db, row["pk"], me, str(found))
        return
    if not isinstance(found, ReadingFailed):
        storing.prepare(found)
    with grouped(db):
        if not unread_texts.is_held(db, row["pk"], me):
            return
        if isinstance(found, ReadingFailed):
            unread_texts.fail(db, row["article"], row["revision"], str(found))
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        article = {"pk": row["article"], "id": row["id"], "revision": row["revision"], "day": row["day"]}
        storing.store(db, article, found, extractor, at)
        articles.read_by(db, row["article"], row["revision"], extractor)


@contextmanager
def _held(path: Path, pk: int, me: str) -> Iterator[None]:
    """Renew the hold on a text while it is being read."""
    over = Event()

    def hold_on() -> None:
        while not over.wait(_BEAT):
            with suppress(sqlite3.OperationalError), writing(path) as db:  # tried again at the next beat
                unread_texts.hold_on(db, pk, me)

    beating = Thread(target=hold_on, name="holding", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
