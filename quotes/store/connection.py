"""Connections to the file, and the transaction that every write runs in.

The file is in WAL mode: readers never wait for the writer, and the writer never for readers. Reads go
through read-only connections, so that nothing answered to a reader can change the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlite_utils import Database

# How long a writer waits for another process's transaction. Transactions hold one article, so a second
# is long; the rest is for slow disks.
BUSY_SECONDS = 15.0


def open_writing(path: Path) -> Database:
    """A connection that may write, making the file where there is none.

    Raises sqlite3.OperationalError if the file cannot be opened.
    """
    db = _open(path, "rwc", ("foreign_keys = ON", "synchronous = NORMAL"))
    try:
        _use_wal(db)
    except BaseException:
        db.close()
        raise
    return db


def open_reading(path: Path) -> Database:
    """A connection that can only read. Raises sqlite3.OperationalError where there is no file."""
    return _open(path, "ro", ("query_only = ON",))


@contextmanager
def writing(path: Path) -> Iterator[Database]:
    """`open_writing`, closed at the end."""
    db = open_writing(path)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """`open_reading`, closed at the end."""
    db = open_reading(path)
    try:
        yield db
    finally:
        db.close()


def observe_lock_waits(observe: Callable[[float], object]) -> None:
    """Let `observe` be told, from now on, how many seconds each transaction of this process waited."""
    _lock_waits[:] = [observe]


def _nobody_observes(_seconds: float) -> None: ...


_lock_waits: list[Callable[[float], object]] = [_nobody_observes]


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """All or nothing, with the write lock taken at the start.

    A transaction that reads first and writes later would fail when another process has written in between;
    taking the lock at once makes it wait instead.
    """
    started = monotonic()
    try:
        db.conn.execute("BEGIN IMMEDIATE")
    finally:
        _lock_waits[-1](monotonic() - started)
    try:
        yield db
    except BaseException:
        db.rollback()
        raise
    else:
        db.commit()


def _use_wal(db: Database) -> None:
    """Put the file into WAL mode, where it stays.

    SQLite does not wait where two connections switch a new file at once, as it does for a transaction: one
    of them is told that the file is locked, and has to try again.
    """
    until = monotonic() + BUSY_SECONDS
    while db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > until:
                raise
            sleep(0.02)


def _open(path: Path, mode: str, pragmas: tuple[str, ...]) -> Database:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions are begun and ended by `transaction`, never implicitly
        check_same_thread=False,  # a request may be torn down by another thread than it ran in
    )
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return Database(connection)
    except BaseException:
        connection.close()
        raise
