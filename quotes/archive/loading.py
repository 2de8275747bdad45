"""Load an archive into the tracker: all of it, or the articles of some speakers, outlets and days.

An article is loaded with all its quotes: stored with only some, it would look as if it had been read so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from sqlite_utils import Database

from quotes.archive.extra import ArchiveError
from quotes.archive.files import joined, listing
from quotes.archive.stretches import Stretch, read, stretches
from quotes.archive.tables import QUOTES, Row, article_of, quote_of
from quotes.extraction import ReadingFailed
from quotes.store.bulk import names_waiting
from quotes.store.bulk.known_names import KnownNames
from quotes.store.bulk.ready import Ready, make_ready
from quotes.store.tracking import grouping
from quotes.tracking.wordings import Compared, compared, have
from quotes.tracking.words import fold
from quotes.workflows.ingestion import Outcome, Read, keep_together

# This many articles are stored in one transaction, while others wait half a second for the write lock.
_TOGETHER = 100
# How many seconds grouping keeps the write lock at a time.
_GROUPING_SECONDS = 0.5
# The words of this many quotes are compared ahead of the grouping at once.
_WORDED_TOGETHER = 500

Given = TypeVar("Given")
Made = TypeVar("Made")


class Mapped(Protocol):
    """Applies a function to many things, in order: `map`, or one that uses other processes."""

    def __call__(self, make: Callable[[Given], Made], things: Iterable[Given], /) -> Iterator[Made]: ...


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
    """Where the articles are that are stored together, and the number of shards that end with them."""

    stretches: list[Stretch]
    wanted: Wanted
    shards: int


@dataclass(frozen=True, slots=True)
class ReadyBatch:
    """The articles of a batch, ready to be stored, and the number of shards that end with them."""

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


def group(db: Database, mapped: Mapped = map) -> Iterator[int]:
    """Group all loaded quotes into statements. Yields the number of quotes after each short step."""
    grouping.sort_waiting(db)
    words = mapped(_compared, grouping.texts_waiting(db, _WORDED_TOGETHER))
    yield from grouping.steps(db, seconds=_GROUPING_SECONDS, prepare=_Ahead(words).up_to)


def _compared(queued: tuple[int, list[str]]) -> tuple[int, dict[str, Compared]]:
    place, texts = queued
    return place, {text: compared(text) for text in texts}


class _Ahead:
    """Words of queued quotes that other processes compare ahead, in the order of the queue."""

    def __init__(self, coming: Iterator[tuple[int, dict[str, Compared]]]) -> None:
        self._coming = coming
        self._place = 0

    def up_to(self, place: int) -> None:
        """Make the words of all quotes up to a position of the queue available."""
        while self._place < place:
            self._place, words = next(self._coming, (place, {}))
            have(words)


def made_ready(batch: Batch) -> ReadyBatch:
    """Read a batch and do all work for it that needs no database, possibly in another process."""
    pairs = (pair for stretch in batch.stretches for pair in read(stretch))
    articles = [
        _made_ready(article, quotes)
        for article, quotes in pairs
        if article["text"] is not None and batch.wanted.takes(article, quotes)
    ]
    return ReadyBatch(articles, batch.shards)


def _made_ready(row: Row, quotes: list[Row]) -> Ready | Read:
    article = article_of(row)
    if row["error"] is not None:
        return Read(article, ReadingFailed(row["error"]), row["extractor"])
    return make_ready(article, map(quote_of, quotes), row["extractor"])


def _batches(archive: str, shards: Sequence[str], wanted: Wanted) -> Iterator[Batch]:
    """All shards in order; each batch has _TOGETHER articles, or a few less than twice as many."""
    batch: list[Stretch] = []
    ended = 0
    for shard in shards:
        for stretch in stretches(archive, shard, _TOGETHER):
            batch.append(stretch)
            if sum(one.stop - one.start for one in batch) >= _TOGETHER:
                yield Batch(batch, wanted, ended)
                batch, ended = [], 0
        ended += 1
    yield Batch(batch, wanted, ended)
