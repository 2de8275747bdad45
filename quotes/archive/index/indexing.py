"""Update an index: read what is new or has changed, and merge it with what is there.

The manifest is written every few shards, so that indexing continues there after it was killed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4

import numpy as np

from quotes.archive.index import manifest as manifests
from quotes.archive.index.building import Builder
from quotes.archive.index.columns import Columns, Table, TableError, merge
from quotes.archive.index.manifest import Indexed, Manifest, Segment
from quotes.archive.index.tables import TABLES
from quotes.archive.loading import shards_in

# A segment is at least so many times larger than all smaller ones together; else they are merged.
GROWTH = 4
# This many segments are merged while there are more shards to read.
MOST_SEGMENTS = 64
# A segment may lose this share to removed or changed shards before the rest of it is read again.
MOST_GONE = 0.25

# Called with the number of shards to read, the quotes of each few thousand, then for each shard.
Told = Callable[[str, int], None]


def index(archive: str, told: Told = lambda _what, _number: None) -> Manifest:
    """Update the index of an archive. Raises ArchiveError.

    `told` is called with "shards" and how many are to be read, "quotes" and how many were read, "shard" for
    each one done, and "merging" with the number of segments that are merged.
    """
    shards_in(archive)
    with manifests.alone(archive):
        current = manifests.read(archive) or Manifest()
        _sweep(archive, current)
        _forget_broken(archive, current)
        _forget(archive, current)
        stamped = manifests.stamps(archive)
        new = [name for name in stamped if name not in current.shards]
        told("shards", len(new))
        _add(archive, current, [(name, stamped[name]) for name in new], told)
        _settle(archive, current, told)
        manifests.write(archive, current)
        _sweep(archive, current)
    return current


def _forget_broken(archive: str, current: Manifest) -> None:
    """Forget the segments that cannot be read, so that their shards are read anew."""
    for segment in list(current.segments):
        try:
            _size(manifests.folder_of(archive) / segment.name)
        except (FileNotFoundError, TableError):
            _forget_segment(current, segment)


def _forget_segment(current: Manifest, segment: Segment) -> None:
    live = current.numbers
    current.segments.remove(segment)
    for number in segment.shards:
        current.shards.pop(live.get(number, ""), None)


def _forget(archive: str, current: Manifest) -> None:
    """Remove shards that were deleted or have changed, and segments of which little is left."""
    lacking = manifests.lacking(archive, current)
    for name in (*lacking.changed, *lacking.gone):
        del current.shards[name]
    live = current.numbers
    for segment in list(current.segments):
        gone = sum(quotes for number, quotes in segment.shards.items() if number not in live)
        if gone > MOST_GONE * segment.quotes or not any(number in live for number in segment.shards):
            _forget_segment(current, segment)


def _add(archive: str, current: Manifest, shards: Iterable[tuple[str, str]], told: Told) -> None:
    """Read shards into new segments; a shard counts only once all of it is written."""
    builder = Builder()
    pieces: list[Segment] = []
    waiting: dict[str, Indexed] = {}
    counts: dict[int, int] = {}

    def flush() -> None:
        if not builder.is_empty:
            pieces.append(_written(archive, builder, dict(counts)))
            counts.clear()

    for name, stamped in shards:
        number = current.next
        current.next += 1
        counts[number] = quotes = 0
        for read in builder.read(archive, name, number):
            counts[number] = counts.get(number, 0) + read
            quotes += read
            told("quotes", read)
            if builder.is_full:
                flush()
        counts.setdefault(number, 0)
        waiting[name] = Indexed(number, stamped, quotes)
        told("shard", 1)
        if pieces:
            flush()
            _commit(archive, current, pieces, waiting)
            if len(current.segments) > MOST_SEGMENTS:
                _settle(archive, current, told)
    flush()
    _commit(archive, current, pieces, waiting)


def _commit(archive: str, current: Manifest, pieces: list[Segment], waiting: dict[str, Indexed]) -> None:
    current.segments += pieces
    current.shards |= waiting
    pieces.clear()
    waiting.clear()
    manifests.write(archive, current)


def _written(archive: str, builder: Builder, shards: dict[int, int]) -> Segment:
    folder = _new(archive)
    builder.write(folder)
    return Segment(folder.name, _size(folder), shards)


def _settle(archive: str, current: Manifest, told: Told) -> None:
    """Merge the smallest segments until each is much larger than all smaller ones."""
    ordered = sorted(current.segments, key=lambda segment: -segment.rows)
    keep = 0
    while keep < len(ordered) and ordered[keep].rows >= GROWTH * sum(one.rows for one in ordered[keep + 1 :]):
        keep += 1
    merged = ordered[keep:]
    if len(merged) > 1:
        told("merging", len(merged))
        current.segments = [*ordered[:keep], _merged(archive, merged, current)]


def _merged(archive: str, segments: list[Segment], current: Manifest) -> Segment:
    live = np.array(sorted(current.numbers), "i4")
    counted: dict[int, int] = {}
    for segment in segments:
        for number, quotes in segment.shards.items():
            if number in current.numbers:
                counted[number] = counted.get(number, 0) + quotes
    gone = any(number not in counted for segment in segments for number in segment.shards)

    def kept(rows: Columns) -> np.ndarray:
        return np.isin(rows["shard"], live)

    folder = _new(archive)
    folder.mkdir(parents=True)
    for layout in TABLES:
        tables = [Table(folder.parent / segment.name, layout) for segment in segments]
        merge(folder, layout, tables, kept if gone and "shard" in layout.columns else None)
    return Segment(folder.name, _size(folder), counted)


def _new(archive: str) -> Path:
    return manifests.folder_of(archive) / f"segment-{uuid4().hex}"


def _size(folder: Path) -> int:
    return sum(len(Table(folder, layout)) for layout in TABLES)


def _sweep(archive: str, current: Manifest) -> None:
    """Remove segments that are in no manifest. Readers that have one open can continue."""
    known = {segment.name for segment in current.segments}
    for folder in manifests.folder_of(archive).glob("segment-*"):
        if folder.name not in known:
            shutil.rmtree(folder)
