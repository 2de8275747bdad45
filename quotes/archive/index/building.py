"""Build the tables of an index from the rows of shards, as many at a time as memory allows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.files import joined, storage
from quotes.archive.index import tables
from quotes.archive.index.columns import LENGTH, START, Columns, write
from quotes.archive.tables import ARTICLES, QUOTES
from quotes.store.ids import bits_of
from quotes.tracking.normalization import Wording
from quotes.tracking.words import key_of, runs_of

# At most this many runs and quotes are held in memory until they are written.
MOST_RUNS = 4_000_000
MOST_QUOTES = 500_000
_ROWS = 5_000
_OF_ARTICLES = ("article", "quotes", "outlet", "publisher", "published", "url", "title")
_OF_QUOTES = (
    "quote", "text", "speaker", "speaker_kind", "said_on", "published", "factuality", "confidence",
)  # fmt: skip


class _Article(NamedTuple):
    """An article of a shard: its row, its id in 10 bytes, its outlet's number, and its number of quotes.

    `told` is what reports show of it.
    """

    row: int
    id: bytes
    outlet: int
    quotes: int
    told: str


class Builder:
    """Collects the rows of shards, and writes them as the tables of one segment."""

    def __init__(self) -> None:
        self._runs = (array("q"), array("q"))
        self._wordings: dict[str, int] = {}
        self._quotes: list[tuple[Any, ...]] = []
        self._articles: dict[int, tuple[int, str]] = {}
        self._names: dict[tuple[str, str], list[int]] = {}  # speaker: number of articles, the last one
        self._coverage: dict[tuple[int, int, int], list[int]] = {}

    @property
    def is_full(self) -> bool:
        return len(self._runs[0]) >= MOST_RUNS or len(self._quotes) >= MOST_QUOTES

    @property
    def is_empty(self) -> bool:
        return not self._quotes and not self._coverage

    def read(self, archive: str, name: str, number: int) -> Iterator[int]:
        """Add a shard with this number. Yields the number of quotes after every few thousand.

        Between two yields, the caller may write what was collected.
        """
        articles = _articles(archive, name)
        of, left = None, 0
        at = 0
        for batch in _batches(archive, QUOTES, name, _OF_QUOTES):
            for row in batch:
                while not left:
                    of = next(articles, None)
                    if of is None:
                        raise _unreadable(name, "its two files do not belong together")
                    self._cover(tables.EVERYBODY, number, of[0], of[1], new=True)
                    left = of[0].quotes
                    if left:
                        self._articles[tables.article_of(of[0].id)] = of[1], of[0].told
                assert of is not None
                self._add(row, at, number, *of)
                at += 1
                left -= 1
            yield len(batch)
        if left:
            raise _unreadable(name, "its two files do not belong together")
        for article, day in articles:
            if article.quotes:
                raise _unreadable(name, "its two files do not belong together")
            self._cover(tables.EVERYBODY, number, article, day, new=True)

    def write(self, folder: Path) -> int:
        """Write all that was collected as tables and clear it. Returns the number of quotes."""
        folder.mkdir(parents=True)
        runs = {"mark": np.frombuffer(self._runs[0], "i8"), "words": np.frombuffer(self._runs[1], "i8")}
        write(folder, tables.RUNS, runs)
        texts = [text.encode() for text in self._wordings]
        _write_texts(folder, tables.WORDINGS, {"words": np.array([*self._wordings.values()], "i8")}, texts)
        _write_rows(folder, tables.QUOTES, self._quotes)
        number = len(self._quotes)
        self._write_articles(folder)
        self._write_names(folder)
        covered = [(*key, *counted[:4]) for key, counted in self._coverage.items()]
        _write_rows(folder, tables.COVERAGE, covered)
        self.__init__()  # type: ignore[misc] # starts again
        return number

    def _write_articles(self, folder: Path) -> None:
        rows = {
            "article": np.array([*self._articles], "i8"),
            "published": np.array([day for day, _ in self._articles.values()], "i4"),
        }
        _write_texts(folder, tables.ARTICLES, rows, [told.encode() for _, told in self._articles.values()])

    def _write_names(self, folder: Path) -> None:
        names = list(self._names)
        rows = {
            "speaker": np.array([speaker for speaker, *_ in self._names.values()], "i8"),
            "name": np.array([tables.name_of(*name) for name in names], "i8"),
            "kind": np.array([tables.KINDS.index(kind) for _, kind in names], "u1"),
            "articles": np.array([articles for _, articles, _ in self._names.values()], "i4"),
        }
        texts = [name.encode() for name, _ in names]
        _write_texts(folder, tables.NAMES, rows, texts)
        keys = [
            (key, speaker)
            for (name, kind), (speaker, *_) in self._names.items()
            for key in tables.keys_of_name(name, kind)
        ]
        _write_rows(folder, tables.KEYS, keys)

    def _add(self, row: dict[str, Any], at: int, shard: int, article: _Article, published: int) -> None:
        text = row["text"]
        key = self._wordings.get(text)
        if key is None:
            key = self._add_wording(text)
        said_on: date | None = row["said_on"] or row["published"]
        day = tables.day_of(said_on)
        speaker = self._speaker(row["speaker"], row["speaker_kind"], shard, article.row)
        factuality = tables.FACTUALITIES.index(row["factuality"])
        told = row["confidence"], bits_of(row["quote"])
        self._quotes.append((key, day, speaker, factuality, *told, article.id, shard, at, article.row))
        if speaker != tables.NOBODY:
            self._cover(speaker, shard, article, published, quotes=1)

    def _add_wording(self, text: str) -> int:
        wording = Wording(text)
        key = key_of(wording.written)
        self._wordings[text] = key
        marks = set(runs_of([form.text for form in wording.forms]))
        self._runs[0].extend(marks)
        self._runs[1].extend([key] * len(marks))
        return key

    def _speaker(self, name: str | None, kind: str | None, shard: int, article: int) -> int:
        if name is None or kind is None:
            return tables.NOBODY
        speaker = tables.speaker_of(name, kind)
        if speaker != tables.NOBODY:
            known = self._names.setdefault((name, kind), [speaker, 0, -1])
            place = (shard << 32) + article
            known[1] += known[2] != place
            known[2] = place
        return speaker

    def _cover(
        self, speaker: int, shard: int, article: _Article, day: int, *, quotes: int = 0, new: bool = False
    ) -> None:
        """Count an article, and its quotes, once for a speaker or for everybody."""
        counted = self._coverage.get((speaker, article.outlet, shard))
        if counted is None:
            last = 0 if day == tables.NO_DAY else day
            self._coverage[speaker, article.outlet, shard] = [quotes, 1, day, last, article.row]
            return
        counted[0] += quotes
        if new or counted[4] != article.row:
            counted[1] += 1
            counted[4] = article.row
        counted[2] = min(counted[2], day)
        if day != tables.NO_DAY:
            counted[3] = max(counted[3], day)


def _articles(archive: str, name: str) -> Iterator[tuple[_Article, int]]:
    """The articles of a shard in order, each with its day, without pieces that were no articles."""
    row = 0
    for batch in _batches(archive, ARTICLES, name, _OF_ARTICLES):
        for one in batch:
            if one["article"] is not None:
                outlet = tables.outlet_of(one["outlet"] or one["publisher"])
                told = (one["url"], one["title"], one["publisher"] or one["outlet"])
                line = "\0".join((part or "").replace("\0", " ") for part in told)
                article = _Article(row, bits_of(one["article"]), outlet, one["quotes"], line)
                yield article, tables.day_of(one["published"])
            row += 1


def _batches(archive: str, kind: str, name: str, columns: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    parquet = needed("pyarrow.parquet")
    system, path = storage(joined(archive, kind, f"{name}.parquet"))
    try:
        with system.open(path, "rb") as file:
            for batch in parquet.ParquetFile(file).iter_batches(_ROWS, columns=list(columns)):
                yield batch.to_pylist()
    except (FileNotFoundError, needed("pyarrow").ArrowInvalid) as error:
        raise _unreadable(name, str(error)) from error


def _unreadable(shard: str, why: str) -> ArchiveError:
    return ArchiveError(
        f"The shard {shard} cannot be indexed: {why.rstrip('.')}. Extract it again, or remove its two files."
    )


def _write_rows(folder: Path, layout: Any, rows: Sequence[tuple[Any, ...]]) -> None:
    columns: Columns = {
        name: np.array([row[at] for row in rows], kind)
        for at, (name, kind) in enumerate(layout.columns.items())
    }
    write(folder, layout, columns)


def _write_texts(folder: Path, layout: Any, rows: Columns, texts: Sequence[bytes]) -> None:
    numbered = {START: np.arange(len(texts)), LENGTH: np.array([len(text) for text in texts], "i4")}
    write(folder, layout, rows | numbered, texts)
