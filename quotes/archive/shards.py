"""Divide inputs into shards of some minutes' work each, with names derived from their contents.

The same inputs give the same shards under the same names, on every machine and in every run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from math import ceil

from quotes.archive.extra import ArchiveError, needed
from quotes.archive.files import absolute, storage
from quotes.archive.inputs import LINES, PACKED, READABLE, SINGLE, TABLES, split

# A file of lines is divided into some dozens of shards: enough for many workers, and not too many files. A
# shard is at least two seconds of work, so that writing its files costs little beside it, and some minutes at
# most, because a lost worker costs a shard, and at the end the other workers wait for the last one.
SHARDS_A_FILE = 64
LEAST_BYTES, MOST_BYTES = 100_000, 8_000_000
FILES_A_SHARD = 500


@dataclass(frozen=True, slots=True)
class Shard:
    """What is read in one piece: files, or a range of one. `size` is in bytes, as stored."""

    paths: tuple[str, ...]
    size: int

    @property
    def name(self) -> str:
        return name_of(self.paths)

    @property
    def files(self) -> set[str]:
        """The files that it is read from, completely or in part."""
        return {split(path)[0] for path in self.paths}


def name_of(paths: Sequence[str]) -> str:
    """The name of the shard of these paths: its first file's name, if the shard begins there, and a hash."""
    file, _, start, _ = split(absolute(paths[0]))
    digest = blake2b(f"{file}#{start}".encode(), digest_size=6).hexdigest()
    stem = "".join(char if char.isalnum() else "-" for char in file.rpartition("/")[2].partition(".")[0])
    return f"{stem[:60]}-{start:012d}-{digest}"


def plan(inputs: Iterable[str]) -> list[Shard]:
    """All shards of the inputs, in order: files, folders with all below them, or patterns with a `*`.

    Raises ArchiveError for an input that does not exist or contains nothing readable.
    """
    files: dict[str, int] = {}
    for given in inputs:
        found = dict(_files(given))
        if not found:
            raise ArchiveError(
                f"{given} contains no articles: none of its files ends in {', '.join(READABLE)}."
            )
        files |= found
    shards: list[Shard] = []
    by_folder = groupby(sorted(files), key=lambda file: (file.rpartition("/")[0], _is_single(file)))
    for (_, single), group in by_folder:
        shards += _of_singles(list(group), files) if single else _of_files(group, files)
    return shards


def share(shards: Sequence[Shard], which: str) -> list[Shard]:
    """The part of one task in a batch system: `3/40` is the third of forty. Raises ArchiveError."""
    number, _, of = which.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise ArchiveError(f"{which} is not a valid share: it must be like 3/40, from 1/40 to 40/40.")
    return list(shards[int(number) - 1 :: int(of)])


def _files(given: str) -> Iterator[tuple[str, int]]:
    """The files of an input by full address, each with its size."""
    system, path = storage(given)
    if "*" in given:
        found = system.glob(path, detail=True).values()
    elif system.isdir(path):
        found = system.find(path, detail=True).values()
    elif system.exists(path):
        yield absolute(given), system.info(path)["size"]
        return
    else:
        raise ArchiveError(f"{given} does not exist.")
    for info in found:
        if info["type"] == "file" and info["name"].lower().endswith(tuple(READABLE)):
            yield str(system.unstrip_protocol(info["name"])).removeprefix("file://"), info["size"]


def _is_single(file: str) -> bool:
    """Whether a file is one article."""
    return file.lower().endswith(SINGLE)


def _of_singles(files: list[str], sizes: dict[str, int]) -> Iterator[Shard]:
    for at in range(0, len(files), FILES_A_SHARD):
        some = files[at : at + FILES_A_SHARD]
        yield Shard(tuple(some), sum(sizes[file] for file in some))


def _of_files(files: Iterable[str], sizes: dict[str, int]) -> Iterator[Shard]:
    for file in files:
        kind = file.lower()
        if kind.endswith(TABLES):
            yield from _of_table(file)
        elif kind.endswith(tuple(LINES)) and not kind.endswith(PACKED):
            step = _bytes_a_shard(sizes[file])
            for start in range(0, sizes[file], step):
                end = min(start + step, sizes[file])
                yield Shard((f"{file}#bytes={start}-{end}",), end - start)
        else:  # compressed files are read from the beginning
            yield Shard((file,), sizes[file])


def _of_table(file: str) -> Iterator[Shard]:
    system, path = storage(file)
    with system.open(path, "rb") as opened:
        metadata = needed("pyarrow.parquet").ParquetFile(opened).metadata
    step = _bytes_a_shard(
        sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    )
    start = size = 0
    for group in range(metadata.num_row_groups):
        size += metadata.row_group(group).total_byte_size
        if size >= step or group == metadata.num_row_groups - 1:
            yield Shard((f"{file}#row_groups={start}-{group + 1}",), size)
            start, size = group + 1, 0


def _bytes_a_shard(size: int) -> int:
    """How long the stretches of a file are, all of them about the same."""
    about = min(max(size // SHARDS_A_FILE, LEAST_BYTES), MOST_BYTES)
    return ceil(size / max(1, size // about))
