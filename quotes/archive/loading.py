"""From an archive into the tracker: whole, or only the articles of some speakers, outlets and days.

An article is loaded with all its quotes, since one that is stored half would look as if it were read so.
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

# So many articles are stored in one transaction: others wait for the write lock meanwhile, half a second.
_TOGETHER = 100
# For how many seconds grouping holds the write lock at a time.
_GROUPING_SECONDS = 0.5
# So many quotes' words are compared ahead together.
_WORDED_TOGETHER = 500

Given = TypeVar("Given")
Made = TypeVar("Made")


class Mapped(Protocol):
    """Applies a function to many things, in order: `map`, or something that has other processes do it."""

    def __call__(self, make: Callable[[Given], Made], things: Iterable[Given], /) -> Iterator[Made]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles to load: those that quote one of the speakers, of one of the outlets, of these days.

    A speaker is a name as articles give it, in whatever case; an outlet is a domain or a publisher's name.
    What is empty or None asks for nothing.
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
    """The names of an archive's finished shards. Raises ArchiveError where there are none."""
    found = listing(joined(archive, QUOTES), ".parquet")
    if not found:
        raise ArchiveError(f"{archive} is no archive: `quotes archive extract` makes one.")
    return [address.rpartition("/")[2].removesuffix(".parquet") for address in found]


@dataclass(frozen=True, slots=True)
class Batch:
    """Where the articles stand that are stored together, and how many shards end with them."""

    stretches: list[Stretch]
    wanted: Wanted
    shards: int


@dataclass(frozen=True, slots=True)
class ReadyBatch:
    """The articles of a batch, ready to be stored, and how many shards end with them."""

    articles: list[Ready | Read]
    shards: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of some articles, and how many shards are done with them."""

    outcomes: list[Outcome]
    shards: int


def load(
    db: Database, archive: str, shards: Sequence[str], wanted: Wanted, mapped: Mapped = map
) -> Iterator[Loaded]:
    """Store what is wanted of some shards; what is stored already is left as it is.

    Articles are stored many at a time, each batch all or nothing: to load again goes on where it was. Their
    names wait for `settle`, and their quotes for `group`.
    """
    names = KnownNames(db)
    for batch in mapped(made_ready, _batches(archive, shards, wanted)):
        yield Loaded(keep_together(db, names, batch.articles), batch.shards)


def settle(db: Database) -> Iterator[int]:
    """Find who is meant by the names of all that was loaded; how many names were settled in each step."""
    yield from names_waiting.steps(db)


def group(db: Database, mapped: Mapped = map) -> Iterator[int]:
    """Find the statements of all that was loaded; how many quotes were grouped in each short step."""
    grouping.sort_waiting(db)
    words = mapped(_compared, grouping.texts_waiting(db, _WORDED_TOGETHER))
    yield from grouping.steps(db, seconds=_GROUPING_SECONDS, prepare=_Ahead(words).up_to)


def _compared(queued: tuple[int, list[str]]) -> tuple[int, dict[str, Compared]]:
    place, texts = queued
    return place, {text: compared(text) for text in texts}


class _Ahead:
    """What other processes have computed of the words of queued quotes, in the order of the queue."""

    def __init__(self, coming: Iterator[tuple[int, dict[str, Compared]]]) -> None:
        self._coming = coming
        self._place = 0

    def up_to(self, place: int) -> None:
        """Have the words of all quotes up to a place of the queue at hand."""
        while self._place < place:
            self._place, words = next(self._coming, (place, {}))
            have(words)


def made_ready(batch: Batch) -> ReadyBatch:
    """Read a batch, and do for it all that needs no database; other processes may do it."""
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
