"""What can be wrong with the file as a whole, and in which words it is told."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

Kind = Literal["busy", "full", "read-only", "damaged", "missing", "failing"]


class UnusableDatabase(Exception):  # noqa: N818 - said as it is answered
    """The file must not be used as it is; the message is one sentence that names it and says what to do."""


class NewerDatabase(UnusableDatabase):
    """A newer version of this program has made or changed the file."""


class OlderDatabase(UnusableDatabase):
    """The file lacks steps that this program needs, and this is not the place to apply them."""


class NetworkDatabase(UnusableDatabase):
    """The file lies on a network file system, where SQLite cannot keep it whole."""


class MovedDatabase(UnusableDatabase):
    """The file is no longer where it was opened: it was deleted, or another was put in its place."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What SQLite could not do, and why, as the end of a sentence that begins with the file's name."""

    kind: Kind
    reason: str


_BY_CODE = {
    sqlite3.SQLITE_BUSY: Fault("busy", "another process holds it locked; try again"),
    sqlite3.SQLITE_LOCKED: Fault("busy", "another process holds it locked; try again"),
    sqlite3.SQLITE_FULL: Fault("full", "the disk is full"),
    sqlite3.SQLITE_READONLY: Fault("read-only", "it may not be written"),
    sqlite3.SQLITE_PERM: Fault("read-only", "it may not be written"),
    sqlite3.SQLITE_CORRUPT: Fault(
        "damaged", "it is damaged; quotes check says how, and docs/operating.md how to recover it"
    ),
    sqlite3.SQLITE_NOTADB: Fault("damaged", "it is no SQLite database, or damaged at its very beginning"),
    sqlite3.SQLITE_CANTOPEN: Fault(
        "missing", "it cannot be opened: it, its folder, or the right to use them is missing"
    ),
    sqlite3.SQLITE_IOERR: Fault("failing", "the disk or the file system fails to read or write it"),
}


def fault_of(error: sqlite3.Error) -> Fault | None:
    """What an error of SQLite says of the file; None if it says nothing of it, but of the program."""
    code = getattr(error, "sqlite_errorcode", None)  # absent from errors of the Python module itself
    return None if code is None else _BY_CODE.get(code & 0xFF)
