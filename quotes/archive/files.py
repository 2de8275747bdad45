"""Files by address, on this machine or in object storage, through fsspec."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from quotes.archive.extra import ArchiveError, needed

# Files being written are in this folder of the archive, where readers do not look.
_ASIDE = ".unfinished"
_ABANDONED = timedelta(days=1)
# Keys under which file systems report that a file has changed, the best first.
_CHANGING = ("ETag", "etag", "md5Hash", "mtime", "LastModified")


def storage(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises ArchiveError and ExtraMissing."""
    fsspec = needed("fsspec")
    try:
        system, path = fsspec.core.url_to_fs(address)
    except ImportError as error:  # the protocol's package is not installed; the message names it
        raise ArchiveError(f"{address} cannot be read: {error}.") from error
    except ValueError as error:
        raise ArchiveError(f"{address} is not the address of a file: {error}.") from error
    return system, path


def absolute(address: str) -> str:
    """The full address, the same for all spellings; for a file on this machine, its path."""
    system, path = storage(address)
    full = str(system.unstrip_protocol(path))
    return full.removeprefix("file://")


def joined(folder: str, *names: str) -> str:
    return "/".join([folder.rstrip("/"), *names])


def stamp(address: str) -> str:
    """A string that changes when the file does: its size, and its checksum or modification time."""
    system, path = storage(address)
    info = system.info(path)
    changed = next((info[name] for name in _CHANGING if info.get(name)), "")
    return f"{info['size']} {changed}"


@contextmanager
def written_whole(archive: str, *names: str) -> Iterator[BinaryIO]:
    """A file of an archive to write to. It gets its name, replacing an older file, only when complete."""
    system, folder = storage(archive)
    aside, path = joined(folder, _ASIDE, f"{names[-1]}.{uuid4().hex}"), joined(folder, *names)
    for place in (aside, path):
        system.makedirs(place.rpartition("/")[0], exist_ok=True)
    try:
        with system.open(aside, "wb") as file:
            yield file
            file.flush()
            if _is_local(system):
                os.fsync(file.fileno())
        if _is_local(system):
            Path(aside).replace(path)
        else:
            system.mv(aside, path)
    except BaseException:
        if system.exists(aside):
            system.rm(aside)
        raise


def remove_abandoned(archive: str) -> None:
    """Remove unfinished files of killed processes after a day."""
    system, folder = storage(joined(archive, _ASIDE))
    if not system.isdir(folder):
        return
    for path in system.ls(folder, detail=False):
        if datetime.now(UTC) - system.modified(path).astimezone(UTC) > _ABANDONED:
            system.rm(path)


def remove(address: str) -> None:
    """Remove a file, if it still exists."""
    system, path = storage(address)
    try:
        system.rm(path)
    except FileNotFoundError:
        return


def listing(folder: str, end: str) -> list[str]:
    """The sorted addresses of the files in a folder with this ending; empty if there is no folder."""
    system, path = storage(folder)
    if not system.isdir(path):
        return []
    found = sorted(name for name in system.ls(path, detail=False) if name.endswith(end))
    return [joined(folder, name.rpartition("/")[2]) for name in found]


def _is_local(system: Any) -> bool:
    protocols = [system.protocol] if isinstance(system.protocol, str) else system.protocol
    return "file" in protocols
