"""From an archive into the tracker: whole, or only the articles of some speakers, outlets and days.

An article is loaded with all its quotes, since one that is stored half would look as if it were read so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlite_utils import Database

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.files import joined, listing, storage
from quotes.archive.tables import ARTICLES, QUOTES, Row, article_of, quote_of
from quotes.extraction import Quote, ReadingFailed
from quotes.store.tracking import grouping
from quotes.tracking.words import fold
from quotes.workflows.ingestion import Outcome, Read, keep_together

# So many articles are stored in one transaction: others wait for the write lock meanwhile.
_TOGETHER = 100
_ROWS = 2_000


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


def load(db: Database, archive: str, shard: str, wanted: Wanted) -> Iterator[Outcome]:
    """Store what is wanted of a shard; what is stored already is left as it is.

    Articles are stored many at a time, each batch all or nothing: to load again goes on where it was. Their
    quotes wait for `group`.
    """
    articles = _articles(archive, shard, wanted)
    while batch := list(islice(articles, _TOGETHER)):
        yield from keep_together(db, [_kept(article, quotes) for article, quotes in batch])


def group(db: Database) -> Iterator[int]:
    """Find the statements of all that was loaded; how many quotes were grouped in each short step."""
    grouping.sort_waiting(db)
    yield from grouping.steps(db)


def _kept(article: Row, quotes: list[Row]) -> Read:
    found: list[Quote] | ReadingFailed = [quote_of(row) for row in quotes]
    if article["error"] is not None:
        found = ReadingFailed(article["error"])
    return Read(article_of(article), found, article["extractor"])


def _articles(archive: str, shard: str, wanted: Wanted) -> Iterator[tuple[Row, list[Row]]]:
    """The articles of a shard with their quotes, which both files have in the same order."""
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
