"""Tests whether the file works. Quick, except where noted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from quotes.store.database import migrating, migration_steps
from quotes.store.database.connection import reading_any, writing

# Enough bytes that SQLite has to write them to the disk before the transaction ends.
TRIED_BYTES = 64 * 1024
BUSY_MS = 200


def read(path: Path) -> None:
    """Open the file and read from it. Raises sqlite3.Error if that fails."""
    with reading_any(path) as db:
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        db.execute("SELECT 1 FROM articles LIMIT 1").fetchall()


def write(path: Path) -> bool:
    """Write a row and roll back; False if another writer holds the lock.

    Raises sqlite3.Error if the file cannot be written, as on a full disk or if it is read-only.
    """
    with writing(path) as db:
        # Without a cache the row is written to the disk at once, which shows whether the disk accepts it.
        db.execute("PRAGMA cache_size = 1")
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        try:
            db.conn.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise
        try:
            db.execute("INSERT INTO derived (name, version) VALUES (hex(zeroblob(?)), 0)", [TRIED_BYTES // 2])
        finally:
            if db.conn.in_transaction:  # SQLite itself ends the transaction if the disk is full
                db.rollback()
        return True


def other_steps(path: Path) -> tuple[list[str], list[str]]:
    """The migrations that the file lacks, and those of the file that this program does not know.

    Raises sqlite3.Error.
    """
    with reading_any(path) as db:
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        lacking = migrating.pending(db)
        rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'quotes'")
        applied = {name for (name,) in rows}
        return lacking, sorted(applied - migration_steps.names())


def first_damage(path: Path) -> str | None:
    """The first damage found, in SQLite's words; None if there is none. Reads the whole file.

    Reads table by table, so that no read keeps the write-ahead log from being emptied for long.
    """
    try:
        with reading_any(path) as db:
            tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
            for (table,) in tables.fetchall():
                found = _checked(db, table)
                if found != "ok":
                    return f"{table}: {found}"
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return str(error)
        raise
    return None


def is_damage(error: BaseException) -> bool:
    """Whether this error means that the file is damaged."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def article_and_quote_counts(db: Database) -> tuple[int, int]:
    """How many articles and quotes are stored, including superseded and rejected quotes."""
    ((articles, quotes),) = db.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes)"
    ).fetchall()
    return articles, quotes


def _checked(db: Database, table: str) -> str:
    (found,) = db.execute(f"PRAGMA quick_check({db.quote(table)})").fetchone()
    return " ".join(str(found).split())
