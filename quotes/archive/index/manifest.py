"""Which shards an index contains, and which it lacks in their current state."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from quotes.archive.extra import ArchiveError
from quotes.archive.files import absolute, joined, listing, stamp, written_whole
from quotes.archive.index.tables import VERSION
from quotes.archive.tables import ARTICLES, QUOTES

INDEX = "index"
MANIFEST = "index.json"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A shard in the index: its number there, its files' stamp, and its number of quotes."""

    number: int
    stamp: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A folder of tables, with its total number of rows and its number of quotes per shard."""

    name: str
    rows: int
    shards: dict[int, int]

    @property
    def quotes(self) -> int:
        return sum(self.shards.values())


@dataclass(slots=True)
class Manifest:
    """The contents of an index. `next` is the number of the next shard, so that numbers are never reused."""

    shards: dict[str, Indexed] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    next: int = 1
    version: str = VERSION

    @property
    def numbers(self) -> dict[int, str]:
        """The name of each shard in the index, by its number."""
        return {one.number: name for name, one in self.shards.items()}


@dataclass(frozen=True, slots=True)
class Lacking:
    """The shards that are `new` or `changed` since they were indexed, and those that are `gone`."""

    new: list[str]
    changed: list[str]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def folder_of(archive: str) -> Path:
    """The folder of an archive's index. Raises ArchiveError for an archive in object storage."""
    address = absolute(archive)
    if "://" in address:
        raise ArchiveError(
            f"{archive} is not on this machine: only a local folder can be indexed and searched."
        )
    return Path(address) / INDEX


def read(archive: str) -> Manifest | None:
    """The manifest of an archive's index; None if it cannot be read or is of another version."""
    path = folder_of(archive) / MANIFEST
    try:
        told: Any = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("version") != VERSION:
        return None
    shards = {name: Indexed(**one) for name, one in told["shards"].items()}
    segments = [
        Segment(**{**one, "shards": {int(number): quotes for number, quotes in one["shards"].items()}})
        for one in told["segments"]
    ]
    return Manifest(shards, segments, told["next"], told["version"])


def write(archive: str, manifest: Manifest) -> None:
    with written_whole(archive, INDEX, MANIFEST) as file:
        file.write(json.dumps(asdict(manifest)).encode())


def lacking(archive: str, manifest: Manifest) -> Lacking:
    """The shards that the index lacks in their current state."""
    there = stamps(archive)
    known = manifest.shards
    return Lacking(
        [name for name in there if name not in known],
        [name for name, stamped in there.items() if name in known and known[name].stamp != stamped],
        [name for name in known if name not in there],
    )


def stamps(archive: str) -> dict[str, str]:
    """The finished shards of an archive by name, each with a stamp that changes when its files do."""
    names = [
        address.rpartition("/")[2].removesuffix(".parquet")
        for address in listing(joined(archive, QUOTES), ".parquet")
    ]
    stamped = ((name, stamp_of(archive, name)) for name in names)
    return {name: told for name, told in stamped if told is not None}


def stamp_of(archive: str, shard: str) -> str | None:
    """A string that changes when a file of the shard does; None if one of them is missing."""
    try:
        return " ".join(stamp(joined(archive, kind, f"{shard}.parquet")) for kind in (QUOTES, ARTICLES))
    except FileNotFoundError:
        return None


@contextmanager
def alone(archive: str) -> Iterator[None]:
    """Keep other processes from updating the index meanwhile. Raises ArchiveError."""
    folder = folder_of(archive)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveError(f"{archive} is being indexed by another process.") from error
        yield
