"""An archive's index, opened for reading: its segments, and which shards count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from quotes.archive.extra import ArchiveError
from quotes.archive.index import manifest as manifests
from quotes.archive.index import tables
from quotes.archive.index.columns import Columns, Layout, Table, TableError
from quotes.archive.index.reading import Place, Rows
from quotes.archive.loading import shards_in
from quotes.archive.tables import ARTICLES, QUOTES

# A quote's number combines this, its archive, its segment and its row, so that no database uses it.
FIRST_PK, ARCHIVE_BITS, SEGMENT_BITS = 1 << 62, 54, 40
MOST_ARCHIVES = 1 << (62 - ARCHIVE_BITS)


class Segment:
    """The tables of one segment."""

    def __init__(self, folder: Path) -> None:
        self._tables = {layout.name: Table(folder, layout) for layout in tables.TABLES}

    def of(self, layout: Layout) -> Table:
        return self._tables[layout.name]


class OpenIndex:
    """An index and its archive. Several threads may use it at once.

    Shards that were deleted or have changed since they were indexed do not count; `lacking` names them.
    Archives that are searched together each have a `number`. Raises ArchiveError if there is no index.
    """

    def __init__(self, archive: str, number: int = 0) -> None:
        self.archive = archive
        self._first_pk = FIRST_PK + (number << ARCHIVE_BITS)
        shards_in(archive)
        manifest, self.segments = _segments(archive)
        self.lacking = manifests.lacking(archive, manifest)
        outdated = {*self.lacking.changed, *self.lacking.gone}
        self._names = {number: name for number, name in manifest.numbers.items() if name not in outdated}
        # For each shard number, whether the shard counts.
        self._counts = np.zeros(manifest.next, bool)
        self._counts[list(self._names)] = True
        self.rows = Rows(archive)
        self._whole = all(number in self._names for segment in manifest.segments for number in segment.shards)

    def slices(self, layout: Layout, low: int, high: int) -> Iterator[tuple[int, Table, slice]]:
        """For each segment number, the rows whose first column is from `low` to `high`."""
        for number, segment in enumerate(self.segments):
            table = segment.of(layout)
            rows = table.between(low, high)
            if rows.start < rows.stop:
                yield number, table, rows

    def quotes(self, key: int) -> Columns:
        """The quotes of a wording that count, the earliest first, each with its `pk`; one per article."""
        parts = [
            {name: column[rows] for name, column in table.columns.items()} | {"pk": self._pks(number, rows)}
            for number, table, rows in self.slices(tables.QUOTES, key, key)
        ]
        return self._once(_joined(parts, [*tables.QUOTES.columns, "pk"]))

    def spoken(self, keys: Sequence[int], speakers: Sequence[int]) -> set[int]:
        """Those wordings with which a speaker is quoted, even if only in shards that do not count."""
        found: set[int] = set()
        wanted = np.array(speakers, "i8")
        for segment in self.segments:
            table = segment.of(tables.QUOTES)
            rows = [table.between(key, key) for key in keys]
            lengths = [one.stop - one.start for one in rows]
            places = np.concatenate([np.arange(one.start, one.stop) for one in rows] or [np.empty(0, int)])
            theirs = np.isin(table.columns["speaker"][places], wanted)
            found.update(np.repeat(np.array(keys, "i8"), lengths)[theirs].tolist())
        return found

    def coverage(self, speaker: int) -> Columns:
        """How much there is of a speaker, by outlet and shard."""
        names = list(tables.COVERAGE.columns)
        parts = [
            {name: table.columns[name][rows] for name in names}
            for _, table, rows in self.slices(tables.COVERAGE, speaker, speaker)
        ]
        return self._counting(_joined(parts, names))

    def told_of(self, article: bytes) -> dict[str, str | None]:
        """The `url`, `title`, `publisher` and day of an article by its id, as reports show them."""
        number = tables.article_of(article)
        _, table, rows = next(self.slices(tables.ARTICLES, number, number))
        url, title, publisher = (part or None for part in table.text(rows.start).split("\0"))
        day = tables.iso(int(table.columns["published"][rows.start]))
        return {"url": url, "title": title, "publisher": publisher, "published": day}

    @cached_property
    def everything(self) -> dict[str, Any]:
        """How much there is in all."""
        return extent(self.coverage(tables.EVERYBODY))

    def row(self, pk: int) -> Columns:
        """The columns of one quote."""
        segment, row = divmod(pk - self._first_pk, 1 << SEGMENT_BITS)
        table = self.segments[segment].of(tables.QUOTES)
        return {name: column[row] for name, column in table.columns.items()}

    def place(self, row: Columns) -> Place:
        """The position of a quote in its shard's file."""
        return Place(self._names[int(row["shard"])], int(row["row"]))

    def article_place(self, row: Columns) -> Place:
        """The position of a quote's article in its shard's file."""
        return Place(self._names[int(row["shard"])], int(row["article_row"]))

    def _pks(self, segment: int, rows: slice) -> Any:
        first = self._first_pk + (segment << SEGMENT_BITS)
        return np.arange(first + rows.start, first + rows.stop, dtype="i8")

    def _counting(self, rows: Columns) -> Columns:
        """The rows of shards that count."""
        if self._whole or not len(rows["shard"]):
            return rows
        mask = self._counts[rows["shard"]]
        return {name: column[mask] for name, column in rows.items()}

    def _once(self, rows: Columns) -> Columns:
        """The counting rows by day; if two shards have the same article, only once."""
        rows = self._counting(rows)
        if len(rows["pk"]) < 2:
            return rows
        order = np.lexsort((rows["pk"], rows["day"]))
        rows = {name: column[order] for name, column in rows.items()}
        of = zip(*(rows[name].tolist() for name in ("article", "speaker", "factuality")), strict=True)
        first = sorted({told: at for at, told in reversed([*enumerate(of)])}.values())
        return {name: column[first] for name, column in rows.items()}


def _segments(archive: str) -> tuple[manifests.Manifest, list[Segment]]:
    """The manifest of an index and its tables. Raises ArchiveError."""
    command = f"`quotes archive index {archive}`"
    manifest = manifests.read(archive)
    while manifest is not None:
        try:
            folder = manifests.folder_of(archive)
            return manifest, [Segment(folder / segment.name) for segment in manifest.segments]
        except TableError as error:
            raise ArchiveError(
                f"The index of {archive} is damaged: {error}. Make it again with {command}."
            ) from error
        except FileNotFoundError as error:
            # It may have been merged into another just now; then the manifest has changed.
            before, manifest = manifest, manifests.read(archive)
            if manifest == before:
                raise ArchiveError(
                    f"The index of {archive} is incomplete: make it again with {command}."
                ) from error
    raise ArchiveError(f"{archive} has no index yet: make one with {command}.")


class FollowedIndex:
    """The current index of an archive, opened again whenever the index or the archive has changed.

    Raises ArchiveError if there is no index, or no longer one.
    """

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._lock = Lock()
        self._opened, self._index = self._changed(), OpenIndex(archive)

    @property
    def current(self) -> OpenIndex:
        changed = self._changed()
        with self._lock:
            if changed != self._opened:
                self._index, self._opened = OpenIndex(self._archive), changed
            return self._index

    def _changed(self) -> list[int | None]:
        """A value that differs after every change: renaming a completed file changes its folder."""
        folder = manifests.folder_of(self._archive)
        places = (folder / manifests.MANIFEST, folder.parent / QUOTES, folder.parent / ARTICLES)
        return [place.stat().st_mtime_ns if place.exists() else None for place in places]


def extent(rows: Columns) -> dict[str, Any]:
    """Totals of coverage rows: `quotes`, `articles`, `outlets`, `since` and `until`."""
    outlets = np.unique(rows["outlet"])
    return {
        "quotes": int(rows["quotes"].sum()),
        "articles": int(rows["articles"].sum()),
        "outlets": int((outlets != 0).sum()),
        "since": tables.iso(int(rows["since"].min(initial=tables.NO_DAY))),
        "until": tables.iso(int(rows["until"].max(initial=0))),
    }


def _joined(parts: list[Columns], names: list[str]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        kinds = {**tables.QUOTES.columns, **tables.COVERAGE.columns, "pk": "i8"}
        return {name: np.empty(0, kinds[name]) for name in names}
    return {name: np.concatenate([part[name] for part in parts]) for name in names}
