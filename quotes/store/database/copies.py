"""Copies of the whole file: made while others read and write, verified, and put in place all or nothing.

A copy is written under a name of its own beside its place, and gets the place only when it is whole and on
the disk. What is interrupted leaves at most that other file, which the next copy to the same place removes.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quotes.store.database import versions
from quotes.store.database.connection import MODE, reading_any, refuse_network
from quotes.store.database.faults import UnusableDatabase, fault_of
from quotes.store.database.migrating import migrate

# What belongs to a file in WAL mode beside it.
BESIDE = ("-wal", "-shm", "-journal")
_PAGES = 2000  # copied between two looks at whether the copying is interrupted
_STEPS = 100_000  # of SQLite's machine, between two such looks while the copy is verified
_PATIENCE = 2000  # milliseconds that restoring waits for those who use the file
_UNFINISHED = ".unfinished"


class DamagedDatabase(UnusableDatabase):
    """A file is not whole; the message tells the first thing that is wrong with it."""


class InUse(UnusableDatabase):
    """Somebody has the file open."""


class Taken(UnusableDatabase):
    """There is something in the place of a copy."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the file lies that was there before, if one was, and which steps were applied to the new one."""

    aside: Path | None
    applied: list[str]


def backup(path: Path, to: Path) -> None:
    """Copy the file to a new one, as it is at this moment, and verify the copy.

    Raises UnusableDatabase, OSError, and sqlite3.Error.
    """
    if to.exists():
        raise Taken(f"{to} is there already and is left as it is.")
    with _unfinished(to) as copy:
        _copy(path, copy)
        verify(copy, told_as=path)
        _put_new(copy, to)


def restore(source: Path, path: Path) -> Restored:
    """Put a verified copy of `source` in the place of the file, up to date; the file that was there is kept.

    Raises UnusableDatabase, where the file is in use as well, OSError, and sqlite3.Error: then all is as it
    was.
    """
    path = Path(os.path.realpath(path))
    refuse_network(path)
    with _unfinished(path) as copy:
        _copy(source, copy)
        verify(copy, told_as=source)
        applied = migrate(copy)
        _settle(copy)
        _sync(copy)
        with _unused(path):
            aside = _put_aside(path)
            copy.replace(path)
        _sync_folder(path)
    return Restored(aside, applied)


def verify(path: Path, *, told_as: Path) -> None:
    """Read the whole file, which errors call `told_as`.

    Raises DamagedDatabase where something in it is wrong, NewerDatabase, and UnusableDatabase where it is not
    of this program.
    """
    try:
        with reading_any(path) as db:
            db.conn.set_progress_handler(lambda: 0, _STEPS)
            wrong = [message for (message,) in db.execute("PRAGMA integrity_check(1)") if message != "ok"]
            broken = db.execute("PRAGMA foreign_key_check").fetchone()
            if not wrong and not broken and not versions.is_ours(db):
                raise UnusableDatabase(f"{told_as} is no database of quotes.")
            versions.refuse_newer(db, str(told_as))
    except sqlite3.DatabaseError as error:
        raise _damaged(told_as, error) from error
    if wrong or broken:
        what = wrong[0] if wrong else f"a row of {broken[0]} refers to one of {broken[2]} that is not there"
        raise DamagedDatabase(f"{told_as} is damaged ({_in_a_line(what)}).")


def _copy(path: Path, to: Path) -> None:
    """Copy page by page what one transaction sees, so that others who write meanwhile change nothing."""
    try:
        with reading_any(path) as db, closing(sqlite3.connect(to, isolation_level=None)) as copy:
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM sqlite_master")
            db.conn.backup(copy, pages=_PAGES, progress=lambda *_: None)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, which can be read anywhere
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error


def _settle(path: Path) -> None:
    """Let nothing that belongs to a file lie beside it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _unfinished(place: Path) -> Iterator[Path]:
    """A new file beside a place, for its owner alone; removed at the end if it has not been renamed."""
    _remove_stale(place)
    path = place.with_name(f".{place.name}.{secrets.token_hex(4)}{_UNFINISHED}")
    descriptor = None
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, MODE)
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # until it is closed, also by the end of this process
        yield path
    finally:
        for name in ("", *BESIDE):
            Path(f"{path}{name}").unlink(missing_ok=True)
        if descriptor is not None:
            os.close(descriptor)


def _remove_stale(place: Path) -> None:
    """Remove what copies to this place have left whose process has ended."""
    for path in place.parent.glob(f".{_literally(place.name)}.*{_UNFINISHED}"):
        with path.open("rb") as left:
            try:
                fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # it is being written
                continue
            for name in ("", *BESIDE):
                Path(f"{path}{name}").unlink(missing_ok=True)


def _literally(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _put_new(copy: Path, to: Path) -> None:
    """Give a finished copy its place, unless there is something in it by now."""
    _sync(copy)
    try:
        os.link(copy, to)
    except FileExistsError:
        raise Taken(f"{to} is there already and is left as it is.") from None
    except OSError:  # a file system without links, where looking first has to do
        if to.exists():
            raise Taken(f"{to} is there already and is left as it is.") from None
        copy.rename(to)
    _sync_folder(to)


def _put_aside(path: Path) -> Path | None:
    """Keep the file under another name too, and take away what lies beside it and would be read with another.

    The file itself stays in its place, so that there is one at every moment.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    aside = path.with_name(f"{path.name}.replaced-{moment}-{secrets.token_hex(2)}")
    for name in BESIDE:
        if Path(f"{path}{name}").exists():
            Path(f"{path}{name}").rename(f"{aside}{name}")
    if not path.exists():
        return None
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        path.rename(aside)
    return aside


@contextmanager
def _unused(path: Path) -> Iterator[None]:
    """While nobody else has the file open, or can open it. Raises InUse.

    A file that is so damaged that SQLite cannot lock it may be replaced all the same.
    """
    if not path.exists():
        yield
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        if not _locked(db, path):
            db.close()
        yield


def _locked(db: sqlite3.Connection, path: Path) -> bool:
    """Lock the file for this connection alone; False where it is too damaged for that. Raises InUse."""
    try:
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        db.execute("PRAGMA journal_mode = DELETE")  # works for the only connection alone
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        fault = fault_of(error)
        if fault is not None and fault.kind == "busy":
            sentence = f"{path} is in use: stop the service, and whatever else has it open, and try again."
            raise InUse(sentence) from error
        if fault is None or fault.kind != "damaged":
            raise
        return False
    return True


def _damaged(path: Path, error: sqlite3.DatabaseError) -> Exception:
    """What an error tells of a file: that it is damaged, or whatever else it is."""
    fault = fault_of(error)
    if fault is not None and fault.kind == "damaged":
        return DamagedDatabase(f"{path} is damaged or no database ({_in_a_line(str(error))}).")
    return error


def _in_a_line(message: str) -> str:
    return "; ".join(message.split("\n")[:2])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(path: Path) -> None:
    _sync(path.absolute().parent)
