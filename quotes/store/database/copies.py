"""Copies of the whole file: made while others read and write, verified, and put in place atomically.

A copy is written under a temporary name beside its destination, and renamed only when it is complete and on
the disk. An interruption leaves at most the temporary file, which the next copy to the same place removes.
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

# The files that SQLite keeps beside a database.
BESIDE = ("-wal", "-shm", "-journal")
_PAGES = 2000  # copied between two checks for an interruption
_STEPS = 100_000  # of SQLite's virtual machine, between two such checks while the copy is verified
_PATIENCE = 2000  # milliseconds that restoring waits for other users of the file
_UNFINISHED = ".unfinished"


class DamagedDatabase(UnusableDatabase):
    """A file is damaged; the message gives the first fault."""


class InUse(UnusableDatabase):
    """Another process has the file open."""


class Taken(UnusableDatabase):
    """The destination of a copy exists already."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the previous file was moved to, if there was one, and which migrations the new one got."""

    aside: Path | None
    applied: list[str]


def backup(path: Path, to: Path) -> None:
    """Copy the file in its present state to a new file, and verify the copy.

    Raises UnusableDatabase, OSError, and sqlite3.Error.
    """
    if to.exists():
        raise Taken(f"{to} already exists and is left unchanged.")
    with _unfinished(to) as copy:
        _copy(path, copy)
        verify(copy, told_as=path)
        _put_new(copy, to)


def restore(source: Path, path: Path) -> Restored:
    """Replace the file with a verified and migrated copy of `source`; the previous file is kept.

    Raises UnusableDatabase (also if the file is in use), OSError and sqlite3.Error; then nothing has changed.
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
    """Read the whole file, which error messages call `told_as`.

    Raises DamagedDatabase, NewerDatabase, and UnusableDatabase if it is not a database of this program.
    """
    try:
        with reading_any(path) as db:
            db.conn.set_progress_handler(lambda: 0, _STEPS)
            wrong = [message for (message,) in db.execute("PRAGMA integrity_check(1)") if message != "ok"]
            broken = db.execute("PRAGMA foreign_key_check").fetchone()
            if not wrong and not broken and not versions.is_ours(db):
                raise UnusableDatabase(f"{told_as} is not a database of quotes.")
            versions.refuse_newer(db, str(told_as))
    except sqlite3.DatabaseError as error:
        raise _damaged(told_as, error) from error
    if wrong or broken:
        what = (
            wrong[0] if wrong else f"a row of {broken[0]} refers to a row of {broken[2]} that does not exist"
        )
        raise DamagedDatabase(f"{told_as} is damaged ({_in_a_line(what)}).")


def _copy(path: Path, to: Path) -> None:
    """Copy page by page in one transaction, so that concurrent writes do not change the copy."""
    try:
        with reading_any(path) as db, closing(sqlite3.connect(to, isolation_level=None)) as copy:
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM sqlite_master")
            db.conn.backup(copy, pages=_PAGES, progress=lambda *_: None)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, which can be read anywhere
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error


def _settle(path: Path) -> None:
    """Leave WAL mode, so that no other file belongs to this one."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _unfinished(place: Path) -> Iterator[Path]:
    """A new private file beside `place`; removed at the end unless it was renamed."""
    _remove_stale(place)
    path = place.with_name(f".{place.name}.{secrets.token_hex(4)}{_UNFINISHED}")
    descriptor = None
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, MODE)
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # released when it is closed or this process ends
        yield path
    finally:
        for name in ("", *BESIDE):
            Path(f"{path}{name}").unlink(missing_ok=True)
        if descriptor is not None:
            os.close(descriptor)


def _remove_stale(place: Path) -> None:
    """Remove temporary files that earlier copies to this place left when their process ended."""
    for path in place.parent.glob(f".{_literally(place.name)}.*{_UNFINISHED}"):
        with path.open("rb") as left:
            try:
                fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # another process is writing it
                continue
            for name in ("", *BESIDE):
                Path(f"{path}{name}").unlink(missing_ok=True)


def _literally(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _put_new(copy: Path, to: Path) -> None:
    """Move a finished copy to its destination, unless something is there by now."""
    _sync(copy)
    try:
        os.link(copy, to)
    except FileExistsError:
        raise Taken(f"{to} already exists and is left unchanged.") from None
    except OSError:  # a file system without links: check first instead
        if to.exists():
            raise Taken(f"{to} already exists and is left unchanged.") from None
        copy.rename(to)
    _sync_folder(to)


def _put_aside(path: Path) -> Path | None:
    """Keep the file under a second name, and remove its -wal and -shm files, which another would read.

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
    """Lock the file so that nobody else can have it open. Raises InUse.

    A file that is too damaged for SQLite to lock may be replaced all the same.
    """
    if not path.exists():
        yield
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        if not _locked(db, path):
            db.close()
        yield


def _locked(db: sqlite3.Connection, path: Path) -> bool:
    """Lock the file for this connection; False if it is too damaged for that. Raises InUse."""
    try:
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        db.execute("PRAGMA journal_mode = DELETE")  # works only if no other connection is open
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        fault = fault_of(error)
        if fault is not None and fault.kind == "busy":
            sentence = f"{path} is in use: stop the service and whatever else has it open, then try again."
            raise InUse(sentence) from error
        if fault is None or fault.kind != "damaged":
            raise
        return False
    return True


def _damaged(path: Path, error: sqlite3.DatabaseError) -> Exception:
    """The exception for an SQLite error: damage, or whatever else went wrong."""
    fault = fault_of(error)
    if fault is not None and fault.kind == "damaged":
        return DamagedDatabase(f"{path} is damaged or not a database ({_in_a_line(str(error))}).")
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
