"""Tables in sorted columns: files of plain numbers that are searched in place.

A table is sorted by its first column, then by its second. Every SPACING-th value of the first column is
copied to a small file, which is read as a whole; so a search reads one or two pages of the disk, however long
the column is. A table may have texts, which `start` and `length` point into.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.archive.extra import ArchiveError

Columns = dict[str, NDArray[Any]]

SPACING = 512
# At most this many rows are sorted in memory at a time when tables are merged.
ROWS_AT_ONCE = 1_000_000
START, LENGTH = "start", "length"


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of table: its name, the type of each column, and how rows with equal first columns are combined.

    `combine` takes sorted rows and returns those to keep.
    """

    name: str
    columns: dict[str, str]
    combine: Callable[[Columns], Columns]

    @property
    def has_texts(self) -> bool:
        return START in self.columns

    @property
    def order(self) -> tuple[str, str]:
        """The two columns that rows are sorted by, the primary one first."""
        first, second, *_ = self.columns
        return first, second

    def sorted(self, rows: Mapping[str, NDArray[Any]]) -> Columns:
        """The rows in order, with those of equal first columns combined."""
        first, second = self.order
        order = np.lexsort((rows[second], rows[first]))
        return self.combine({name: rows[name][order] for name in self.columns})


def all_rows(rows: Columns) -> Columns:
    return rows


def distinct(names: Sequence[str], added: Sequence[str] = ()) -> Callable[[Columns], Columns]:
    """Keep the first of rows that agree in the columns `names`, with the sums of the columns `added`."""

    def combine(rows: Columns) -> Columns:
        count = len(rows[names[0]])
        if not count:
            return rows
        new = np.ones(count, bool)
        new[1:] = np.logical_or.reduce([rows[name][1:] != rows[name][:-1] for name in names])
        first = np.flatnonzero(new)
        sums = {name: np.add.reduceat(rows[name], first) for name in added}
        return {name: column[first] for name, column in rows.items()} | sums

    return combine


class TableError(ArchiveError):
    """A table whose files are incomplete, for example after the disk was full."""


class Table:
    """A table for reading. Its columns are memory-mapped, so that only the parts used are loaded.

    Raises FileNotFoundError and TableError.
    """

    def __init__(self, folder: Path, layout: Layout) -> None:
        self.layout = layout
        self._folder = folder
        self.columns = {
            name: _mapped(_file(folder, layout, name), kind) for name, kind in layout.columns.items()
        }
        self._first = self.columns[layout.order[0]]
        self._fences = np.fromfile(_file(folder, layout, "fences"), layout.columns[layout.order[0]])
        self._texts = _mapped(_file(folder, layout, "texts"), "u1") if layout.has_texts else None
        fences = -(-len(self._first) // SPACING)
        if {len(column) for column in self.columns.values()} != {len(self._first)} or (
            len(self._fences) != fences
        ):
            raise TableError(f"{layout.name} in {folder} is not whole")

    def __len__(self) -> int:
        return len(self._first)

    def between(self, low: int, high: int) -> slice:
        """The rows whose first column is from `low` to `high`, inclusive."""
        start = self._place(low, "left")
        if start == len(self._first) or self._first[start] > high:
            return slice(start, start)
        return slice(start, self._place(high, "right"))

    def text(self, row: int) -> str:
        """The text that a row points to."""
        assert self._texts is not None
        start = int(self.columns[START][row])
        return self._texts[start : start + int(self.columns[LENGTH][row])].tobytes().decode("utf-8")

    def part(self, rows: slice) -> Columns:
        """Some rows, read without mapping the files, so that reading much leaves nothing in memory."""
        return {
            name: _read(_file(self._folder, self.layout, name), kind, rows)
            for name, kind in self.layout.columns.items()
        }

    def samples(self) -> NDArray[Any]:
        """Every SPACING-th value of the first column."""
        return self._fences

    def _place(self, value: int, side: Any) -> int:
        """The position of a value in the first column, before (left) or after (right) equal ones."""
        fence = int(np.searchsorted(self._fences, value, side))
        start, end = max(0, (fence - 1) * SPACING), min(len(self._first), fence * SPACING)
        return start + int(np.searchsorted(self._first[start:end], value, side))


class TableWriter:
    """Writes a table from parts that follow each other in order."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        self._layout = layout
        self._stack = ExitStack()
        names = [*layout.columns, "fences", *(["texts"] if layout.has_texts else [])]
        self._files = {
            name: self._stack.enter_context(_file(folder, layout, name).open("wb")) for name in names
        }
        self._rows = 0
        self._bytes = 0

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, *_: object) -> None:
        # The index that names this table is written to the disk after it, and must not arrive there before.
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
        self._stack.close()

    def add(self, rows: Mapping[str, NDArray[Any]], texts: Iterable[bytes] = ()) -> None:
        """Append rows; `texts` are the texts that they point into."""
        columns = dict(rows)
        if self._layout.has_texts:
            columns[START] = self._placed(texts)
        for name, kind in self._layout.columns.items():
            self._files[name].write(np.ascontiguousarray(columns[name], kind).tobytes())
        first = columns[self._layout.order[0]]
        self._files["fences"].write(first[-self._rows % SPACING :: SPACING].astype("i8").tobytes())
        self._rows += len(first)

    def _placed(self, texts: Iterable[bytes]) -> NDArray[Any]:
        starts = []
        for text in texts:
            starts.append(self._bytes)
            self._bytes += self._files["texts"].write(text)
        return np.array(starts, "i8")


def write(folder: Path, layout: Layout, rows: Mapping[str, NDArray[Any]], texts: Sequence[bytes] = ()) -> int:
    """Write a table from unsorted rows. `start` is the number of each row's text. Returns how many rows."""
    ordered = layout.sorted(rows)
    with TableWriter(folder, layout) as writer:
        of_rows = (texts[number] for number in ordered[START]) if layout.has_texts else ()
        writer.add(ordered, of_rows)
    return len(ordered[layout.order[0]])


def merge(
    folder: Path, layout: Layout, tables: Sequence[Table], kept: Callable[[Columns], NDArray[np.bool_]] | None
) -> None:
    """Merge several tables into one, some rows at a time; `kept` decides which rows to keep."""
    with TableWriter(folder, layout) as writer:
        for low, high in _ranges(tables):
            parts = [(table, table.between(low, high)) for table in tables]
            read = [table.part(rows) for table, rows in parts]
            rows = {name: np.concatenate([part[name] for part in read]) for name in layout.columns}
            lengths = [len(part[layout.order[0]]) for part in read]
            # The table each row comes from, to find its text.
            rows["of"] = np.repeat(np.arange(len(tables)), lengths)
            first, second = layout.order
            order = np.lexsort((rows[second], rows[first]))
            ordered = layout.combine({name: column[order] for name, column in rows.items()})
            if kept is not None:
                mask = kept(ordered)
                ordered = {name: column[mask] for name, column in ordered.items()}
            writer.add(ordered, _texts_of(tables, ordered) if layout.has_texts else ())


def _texts_of(tables: Sequence[Table], rows: Columns) -> Iterator[bytes]:
    for of, start, length in zip(
        rows["of"].tolist(), rows[START].tolist(), rows[LENGTH].tolist(), strict=True
    ):
        texts = tables[of]._texts  # noqa: SLF001 - of this module
        assert texts is not None
        yield texts[start : start + length].tobytes()


def _ranges(tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """Consecutive ranges of the first column, with about ROWS_AT_ONCE rows each."""
    samples = np.sort(np.concatenate([table.samples() for table in tables]))
    least, greatest = np.iinfo("i8").min, np.iinfo("i8").max
    cuts = np.unique(samples[ROWS_AT_ONCE // SPACING :: ROWS_AT_ONCE // SPACING]).tolist()
    for low, high in zip([least, *cuts], [*cuts, None], strict=True):
        if high is None:
            yield low, greatest
        elif high > low:
            yield low, high - 1


def _file(folder: Path, layout: Layout, column: str) -> Path:
    return folder / f"{layout.name}.{column}"


def _mapped(path: Path, kind: str) -> NDArray[Any]:
    size = path.stat().st_size
    if not size:
        return np.empty(0, kind)
    if size % np.dtype(kind).itemsize:
        raise TableError(f"{path} is not whole")
    # A plain array over the mapped file: slices of a memmap cost far more than those of an array.
    return np.asarray(np.memmap(path, kind, "r")).view(np.ndarray)


def _read(path: Path, kind: str, rows: slice) -> NDArray[Any]:
    size = np.dtype(kind).itemsize
    with path.open("rb") as file:
        file.seek(rows.start * size)
        return np.fromfile(file, kind, rows.stop - rows.start)
