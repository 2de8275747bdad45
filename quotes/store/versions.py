"""Whether a file is of this version of the program: neither a newer one's nor still an older one's.

The steps that were applied tell, and the versions of the rules that derived tables follow.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlite_utils import Database

from quotes.store import steps
from quotes.store.faults import NewerDatabase, OlderDatabase
from quotes.store.rules import VERSIONS


def refuse_newer(db: Database, name: str) -> None:
    """Raises NewerDatabase where this program does not know all that was done to the file called `name`."""
    unknown = sorted(_applied(db) - steps.names())
    later = [
        part for part, version in _derived(db).items() if part not in VERSIONS or version > VERSIONS[part]
    ]
    if unknown or later:
        what = f"step {unknown[-1]}" if unknown else f"rules for {later[0]}"
        raise NewerDatabase(
            f"{name} was written by a newer version of quotes ({what}): use that version, or restore a backup"
            " of before."
        )


def refuse_older(db: Database, name: str) -> None:
    """Raises OlderDatabase where steps are to be applied first, or derived tables to be made again."""
    if not is_current(db):
        raise OlderDatabase(f"{name} was written by an older version of quotes: run `quotes migrate` first.")


def is_current(db: Database) -> bool:
    """Whether nothing is to be applied and nothing derived is to be made again."""
    return steps.names() <= _applied(db) and _derived(db) == VERSIONS


def is_ours(db: Database) -> bool:
    """Whether any step was ever applied to this file."""
    return bool(_applied(db))


def _applied(db: Database) -> set[str]:
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    return {row[0] for row in _rows(db, sql, steps.SET)}


def _derived(db: Database) -> dict[str, int]:
    return {row[0]: row[1] for row in _rows(db, "SELECT name, version FROM derived")}


def _rows(db: Database, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows of a query; none of a table that the file does not have yet."""
    try:
        return db.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return []
