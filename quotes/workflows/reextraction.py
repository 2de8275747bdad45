"""Reading stored articles again with a newer extractor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from sqlite_utils import Database

from quotes.extraction import Reading, ReadingFailed
from quotes.store.listing import Row
from quotes.store.publication import articles
from quotes.workflows.ingestion import BATCH, Reader
from quotes.workflows.storing import Change, reread


@dataclass(frozen=True, slots=True)
class Reread:
    """An article that was read again, and what has changed.

    `failed` says why it could not be read, if that happened; then its earlier quotes are kept.
    """

    article: str
    changes: list[Change]
    failed: str | None = None


def count(db: Database, reader: Reader) -> int:
    """How many articles were read by another extractor than this one."""
    return articles.count_not_read_by(db, reader.version)


def reextract(db: Database, reader: Reader) -> Iterator[Reread]:
    """Read articles again, in batches, that another extractor read. Each is stored in its own transaction.

    After an interruption, the next call continues there.
    """
    version = reader.version
    waiting = articles.not_read_by(db, version)
    while batch := list(islice(waiting, BATCH)):
        readings = (_reading(row) for row in batch)
        for row, found in zip(batch, reader.extract_many(readings), strict=True):
            if isinstance(found, ReadingFailed):
                yield Reread(row["id"], [], str(found))
                continue
            at = datetime.now(UTC).isoformat(timespec="seconds")
            yield Reread(row["id"], reread(db, row["id"], found, version, at))


def _reading(row: Row) -> Reading:
    return Reading(row["text"], _day(row["published"]), row["author"], _day(row["modified"]), row["lang"])


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
