"""Connections to the file, and the transaction in which every write runs.

The file is in WAL mode: readers never wait for the writer, and the writer never for readers. Reads use
read-only connections, so that no read can change the file. A file of a newer version of the program is
refused, and one of an older version is refused until it has been migrated.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Literal

from sqlite_utils import Database

from quotes.store.database import filesystems, versions
from quotes.store.database.faults import MovedDatabase, NetworkDatabase

Synchronous = Literal["normal", "full"]

# How long a writer waits for another process's transaction. Transactions hold one article, so a second
# is long; the rest is for slow disks.
BUSY_SECONDS = 15.0
# For bulk writes: the cache size in kilobytes, and the most pages that the write-ahead log may have.
MUCH_CACHE = 300_000
MUCH_PAGES = 25_000
# Only the user who runs the service may read the file.
MODE = 0o600


class _Policy:
    """How this process treats files: two settings, set once at start."""

    synchronous: Synchronous = "normal"
    network = False


def configure(*, synchronous: Synchronous, network: bool) -> None:
    """Set how durable a commit is, and whether a file may be on a network file system.

    With "normal", a commit survives any end of the process, but a power cut may lose the last commits. With
    "full" it loses none. The file stays consistent with both.
    """
    _Policy.synchronous = synchronous
    _Policy.network = network


class OpenFile(Database):
    """A connection that knows which file it has opened."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection)
        self.path = path
        self._identity = _identity(path)

    def refuse_moved(self) -> None:
        """Raises MovedDatabase if the file is no longer at its path, so that writes would be lost."""
        if _identity(self.path) != self._identity:
            raise MovedDatabase(
                f"{self.path} was deleted or replaced while it was in use, so nothing more is written to it:"
                " put it back or restore a backup, and start again."
            )


def open_writing(path: Path, *, make: bool = False) -> Database:
    """A connection that may write. With `make`, the file may be new or old, as for migrating it.

    Raises sqlite3.OperationalError if the file cannot be opened, and UnusableDatabase.
    """
    if make:
        _touch(path)
    # NORMAL and FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
    db = _open(path, "rw", ("foreign_keys = ON", f"synchronous = {_Policy.synchronous}"))
    try:
        versions.refuse_newer(db, str(path))
        if not make:
            versions.refuse_older(db, str(path))
        _use_wal(db)
    except BaseException:
        db.close()
        raise
    return db


def open_reading(path: Path) -> Database:
    """A connection that can only read.

    Raises sqlite3.OperationalError if there is no file, and UnusableDatabase.
    """
    db = _open_to_read(path)
    try:
        versions.refuse_newer(db, str(path))
        versions.refuse_older(db, str(path))
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def writing(path: Path, *, make: bool = False) -> Iterator[Database]:
    """`open_writing`, closed at the end."""
    db = open_writing(path, make=make)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def writing_much(path: Path) -> Iterator[Database]:
    """`writing` for bulk writes: with a larger cache.

    The write-ahead log is copied into the file less often, so that many changes of a page are written at
    once.
    """
    with writing(path) as db:
        for pragma in (f"cache_size = -{MUCH_CACHE}", f"wal_autocheckpoint = {MUCH_PAGES}"):
            db.execute(f"PRAGMA {pragma}")
        yield db


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """`open_reading`, closed at the end."""
    db = open_reading(path)
    try:
        yield db
    finally:
        db.close()


def observe_lock_waits(observe: Callable[[float], object]) -> None:
    """From now on, call `observe` with the seconds that each transaction of this process waits."""
    _lock_waits[:] = [observe]


def _nobody_observes(_seconds: float) -> None: ...


_lock_waits: list[Callable[[float], object]] = [_nobody_observes]


@contextmanager
def reading_any(path: Path) -> Iterator[Database]:
    """A read-only connection to a file of any version, or of another program."""
    db = _open_to_read(path)
    try:
        yield db
    finally:
        db.close()


def hold(path: Path) -> Database:
    """A connection that only marks the file as in use until it is closed."""
    db = open_reading(path)
    # SQLite takes its shared lock, with which others can still read and write, at the first read.
    db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    return db


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """A transaction that takes the write lock at its start.

    A transaction that reads first and writes later would fail if another process wrote in between. Taking the
    lock at once makes it wait instead. Raises UnusableDatabase if, since the file was opened, it was moved or
    a newer version of the program changed it.
    """
    started = monotonic()
    try:
        db.conn.execute("BEGIN IMMEDIATE")
    finally:
        _lock_waits[-1](monotonic() - started)
    try:
        if isinstance(db, OpenFile):
            db.refuse_moved()
            versions.refuse_newer(db, str(db.path))
        yield db
    except BaseException:
        if db.conn.in_transaction:  # SQLite has already rolled back if the disk is full
            db.rollback()
        raise
    else:
        db.commit()


def refuse_network(path: Path) -> None:
    """Raises NetworkDatabase for a file on a network file system, unless the settings allow it."""
    kind = None if _Policy.network else filesystems.network_of(path)
    if kind is not None:
        raise NetworkDatabase(
            f"{path} is on a network file system ({kind}), where SQLite cannot keep a file consistent: put it"
            " on a disk of this machine, or set QUOTES_ALLOW_NETWORK_FILE_SYSTEM if no other uses it."
        )


def _touch(path: Path) -> None:
    """Make the file if there is none. SQLite gives its -wal and -shm files the same permissions."""
    with suppress(FileExistsError, FileNotFoundError):  # a missing folder is reported when the file is opened
        os.close(os.open(os.path.realpath(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, MODE))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _use_wal(db: Database) -> None:
    """Put the file into WAL mode, which it keeps.

    If two connections switch a new file at once, SQLite does not wait as it does for a transaction: one of
    them gets the error that the file is locked and has to try again.
    """
    until = monotonic() + BUSY_SECONDS
    while db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.02)


def _open_to_read(path: Path) -> Database:
    try:
        return _open(path, "ro", ("query_only = ON", "schema_version"))
    except sqlite3.OperationalError as error:
        # In WAL mode even a reader makes a -shm file, unless nobody can write at all.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN or not _is_still(path):
            raise
        return _open(path, "ro&immutable=1", ("query_only = ON",))


def _is_still(path: Path) -> bool:
    """Whether nobody can change a file: it is on a read-only file system, without a -wal or -shm file."""
    try:
        return filesystems.is_read_only(path) and not Path(f"{path}-wal").exists()
    except OSError:
        return False


def _open(path: Path, mode: str, pragmas: tuple[str, ...]) -> Database:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions are begun and ended by `transaction`, never implicitly
        check_same_thread=False,  # a request may be torn down in another thread than it ran in
    )
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return OpenFile(connection, path)
    except BaseException:
        connection.close()
        raise
