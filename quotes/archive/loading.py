"""Load an archive into the tracker: all of it, or the articles of some speakers, outlets and days.

An article is loaded with all its quotes: stored with only some, it would look as if it had been read so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlite_utils import Database

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.files import joined, listing, storage
from quotes.archive.tables import ARTICLES, QUOTES, Row, article_of, quote_of
from quotes.extraction import ReadingFailed
from quotes.store.bulk import names_waiting
from quotes.store.bulk.known_names import KnownNames
from quotes.store.bulk.ready import Ready, make_ready
from quotes.store.tracking import grouping
from quotes.tracking.words import fold
from quotes.workflows.ingestion import Outcome, Read, keep_together

# This many articles are stored in one transaction, while others wait about a second for the write lock.
_TOGETHER = 250
_ROWS = 2_000
# How many seconds grouping keeps the write lock at a time.
_GROUPING_SECONDS = 0.25

# An article of an archive with its quotes.
Pair = tuple[Row, list[Row]]
# Applies a function to many things, in order: `map`, or one that uses other processes.
Mapped = Callable[[Callable[["Batch"], "ReadyBatch"], Iterable["Batch"]], Iterable["ReadyBatch"]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles to load: those that quote one of the speakers, from one of the outlets, of these days.

    A speaker is a name as articles give it, in any case; an outlet is a domain or a publisher's name. Empty
    or None means no restriction.
    """

    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def takes(self, article: Row, quotes: list[Row]) -> bool:
        day = article["published"]
        if (self.since or self.until) and day is None:
            return False
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        outlets = {fold(article[name]) for name in ("outlet", "publisher") if article[name]}
        if self.outlets and outlets.isdisjoint(map(fold, self.outlets)):
            return False
        names = {fold(quote["speaker"]) for quote in quotes if quote["speaker"]}
        return not self.speakers or not names.isdisjoint(map(fold, self.speakers))


def shards_in(archive: str) -> list[str]:
    """The names of an archive's finished shards. Raises ArchiveError if there are none."""
    found = listing(joined(archive, QUOTES), ".parquet")
    if not found:
        raise ArchiveError(f"{archive} is not an archive: make one with `quotes archive extract`.")
    return [address.rpartition("/")[2].removesuffix(".parquet") for address in found]


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that are stored together, and the number of shards that end with them."""

    articles: list[Pair]
    shards: int


@dataclass(frozen=True, slots=True)
class ReadyBatch:
    """A batch that is ready to be stored."""

    articles: list[Ready | Read]
    shards: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of loading some articles, and the number of shards finished with them."""

    outcomes: list[Outcome]
    shards: int


def load(
    db: Database, archive: str, shards: Sequence[str], wanted: Wanted, mapped: Mapped = map
) -> Iterator[Loaded]:
    """Store the wanted articles of some shards; articles that are already stored stay as they are.

    Articles are stored many at a time, each batch completely or not at all, so that loading again continues
    where it stopped. Their names wait for `settle`, and their quotes for `group`.
    """
    names = KnownNames(db)
    for batch in mapped(made_ready, _batches(archive, shards, wanted)):
        yield Loaded(keep_together(db, names, batch.articles), batch.shards)


def settle(db: Database) -> Iterator[int]:
    """Resolve the names of all loaded articles to speakers. Yields the number of names after each step."""
    yield from names_waiting.steps(db)


def group(db: Database) -> Iterator[int]:
    """Group all loaded quotes into statements. Yields the number of quotes after each short step."""
    grouping.sort_waiting(db)
    yield from grouping.steps(db, seconds=_GROUPING_SECONDS)


def made_ready(batch: Batch) -> ReadyBatch:
    """Do all work for a batch that needs no database, possibly in another process."""
    return ReadyBatch([_made_ready(article, quotes) for article, quotes in batch.articles], batch.shards)


def _made_ready(row: Row, quotes: list[Row]) -> Ready | Read:
    article = article_of(row)
    if row["error"] is not None:
        return Read(article, ReadingFailed(row["error"]), row["extractor"])
    return make_ready(article, map(quote_of, quotes), row["extractor"])


def _batches(archive: str, shards: Sequence[str], wanted: Wanted) -> Iterator[Batch]:
    batch: list[Pair] = []
    ended = 0
    for shard in shards:
        for pair in _articles(archive, shard, wanted):
            batch.append(pair)
            if len(batch) == _TOGETHER:
                yield Batch(batch, ended)
                batch, ended = [], 0
        ended += 1
    yield Batch(batch, ended)


def _articles(archive: str, shard: str, wanted: Wanted) -> Iterator[Pair]:
    """The articles of a shard with their quotes; both files have the same order."""
    quotes = _rows(archive, QUOTES, shard)
    for article in _rows(archive, ARTICLES, shard):
        of_article = list(islice(quotes, article["quotes"]))
        if article["text"] is not None and wanted.takes(article, of_article):
            yield article, of_article


def _rows(archive: str, kind: str, shard: str) -> Iterator[Row]:
    parquet = needed("pyarrow.parquet")
    system, path = storage(joined(archive, kind, f"{shard}.parquet"))
    with system.open(path, "rb") as file:
        for batch in parquet.ParquetFile(file).iter_batches(_ROWS):
            yield from batch.to_pylist()
