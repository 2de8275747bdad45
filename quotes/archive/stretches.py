"""Stretches of a shard, each read by itself: some of its articles, with their quotes.

So whoever needs the rows reads them, and no process hands them to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from quotes.archive.extra import needed
from quotes.archive.files import joined, storage
from quotes.archive.tables import ARTICLES, QUOTES, Row

# An article of an archive with its quotes.
Pair = tuple[Row, list[Row]]


class Stretch(NamedTuple):
    """The rows `start:stop` of a shard's file of articles."""

    archive: str
    shard: str
    start: int
    stop: int


def stretches(archive: str, shard: str, most: int) -> Iterator[Stretch]:
    """A shard in order, cut into stretches of at most `most` articles, none of them from two row groups."""
    first = 0
    for rows in _rows_a_group(archive, ARTICLES, shard):
        for start in range(first, first + rows, most):
            yield Stretch(archive, shard, start, min(start + most, first + rows))
        first += rows


def read(stretch: Stretch) -> Iterator[Pair]:
    """The articles of a stretch with their quotes, which both files have in the same order."""
    archive, shard, start, stop = stretch
    numbers = [row["quotes"] for row in _rows(archive, ARTICLES, shard, 0, stop, ["quotes"])]
    before = sum(numbers[:start])
    quotes = iter(_rows(archive, QUOTES, shard, before, before + sum(numbers[start:])))
    for article in _rows(archive, ARTICLES, shard, start, stop):
        yield article, list(islice(quotes, article["quotes"]))


def _rows(
    archive: str, kind: str, shard: str, start: int, stop: int, columns: list[str] | None = None
) -> list[Row]:
    """The rows `start:stop` of one of a shard's files; only the row groups that hold them are read."""
    system, path = storage(joined(archive, kind, f"{shard}.parquet"))
    with system.open(path, "rb") as opened:
        file = needed("pyarrow.parquet").ParquetFile(opened)
        groups: list[int] = []
        first = at = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if at < stop and at + rows > start:
                first = first if groups else at
                groups.append(group)
            at += rows
        found: Any = file.read_row_groups(groups, columns, use_threads=False)
    rows_of: list[Row] = found.slice(start - first, stop - start).to_pylist()
    return rows_of


def _rows_a_group(archive: str, kind: str, shard: str) -> list[int]:
    system, path = storage(joined(archive, kind, f"{shard}.parquet"))
    with system.open(path, "rb") as opened:
        metadata = needed("pyarrow.parquet").read_metadata(opened)
    return [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
