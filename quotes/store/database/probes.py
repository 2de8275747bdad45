"""Whether the file can be worked with: asked of the file itself, and quick unless told otherwise."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from quotes.store.database import migrating, migration_steps
from quotes.store.database.connection import reading_any, writing

# So much is written for a try that SQLite has to hand it to the disk before the transaction ends.
TRIED_BYTES = 64 * 1024
BUSY_MS = 200


def read(path: Path) -> None:
    """Open the file and read from it. Raises sqlite3.Error where that cannot be done."""
    with reading_any(path) as db:
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        db.execute("SELECT 1 FROM articles LIMIT 1").fetchall()


def write(path: Path) -> bool:
    """Write a row and take it back; whether the write lock could be had, which another writer may hold.

    Raises sqlite3.Error where the file cannot be written: a full disk, a read-only file.
    """
    with writing(path) as db:
        # With no room in memory, the row goes to the disk at once, and so tells whether the disk takes it.
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
            if db.conn.in_transaction:  # SQLite itself ends it where the disk is full
                db.rollback()
        return True


def other_steps(path: Path) -> tuple[list[str], list[str]]:
    """The migrations that the file lacks, and those that it has and this program does not know.

    Raises sqlite3.Error.
    """
    with reading_any(path) as db:
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        lacking = migrating.pending(db)
        rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'quotes'")
        applied = {name for (name,) in rows}
        return lacking, sorted(applied - migration_steps.names())


def first_damage(path: Path) -> str | None:
    """What is found to be damaged first, in SQLite's words; None if nothing is. Reads the whole file.

    Table by table, so that none of the reads keeps the write-ahead log from being emptied for long.
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
    """Whether SQLite says with this error that the file is damaged."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def article_and_quote_counts(db: Database) -> tuple[int, int]:
    """How many articles and quotes are stored, those of earlier texts and rejected ones included."""
    ((articles, quotes),) = db.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes)"
    ).fetchall()
    return articles, quotes


def _checked(db: Database, table: str) -> str:
    (found,) = db.execute(f"PRAGMA quick_check({db.quote(table)})").fetchone()
    return " ".join(str(found).split())
