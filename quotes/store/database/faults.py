"""Faults of the file as a whole, and their messages."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

Kind = Literal["busy", "full", "read-only", "damaged", "missing", "failing"]


class UnusableDatabase(Exception):  # noqa: N818 - reads as a sentence
    """The file cannot be used as it is; the message is one sentence that names it and says what to do."""


class NewerDatabase(UnusableDatabase):
    """A newer version of this program made or changed the file."""


class OlderDatabase(UnusableDatabase):
    """The file lacks migrations that this program needs."""


class NetworkDatabase(UnusableDatabase):
    """The file is on a network file system, where SQLite cannot keep it consistent."""


class MovedDatabase(UnusableDatabase):
    """The file is no longer at its path: it was deleted or replaced by another."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What SQLite could not do and why; `words` continues a sentence that begins with the file's name."""

    kind: Kind
    reason: str


_BY_CODE = {
    sqlite3.SQLITE_BUSY: Fault("busy", "another process has locked it; try again"),
    sqlite3.SQLITE_LOCKED: Fault("busy", "another process has locked it; try again"),
    sqlite3.SQLITE_FULL: Fault("full", "the disk is full"),
    sqlite3.SQLITE_READONLY: Fault("read-only", "it cannot be written"),
    sqlite3.SQLITE_PERM: Fault("read-only", "it cannot be written"),
    sqlite3.SQLITE_CORRUPT: Fault(
        "damaged",
        "it is damaged; quotes check shows the damage, and docs/operating.md says how to recover the data",
    ),
    sqlite3.SQLITE_NOTADB: Fault("damaged", "it is not an SQLite database, or its beginning is damaged"),
    sqlite3.SQLITE_CANTOPEN: Fault(
        "missing", "it cannot be opened: the file, its folder or the permission is missing"
    ),
    sqlite3.SQLITE_IOERR: Fault("failing", "the disk or the file system fails to read or write it"),
}


def fault_of(error: sqlite3.Error) -> Fault | None:
    """The fault of the file that an SQLite error reports; None if the fault is the program's."""
    code = getattr(error, "sqlite_errorcode", None)  # absent from errors of the Python module itself
    return None if code is None else _BY_CODE.get(code & 0xFF)
