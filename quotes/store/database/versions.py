"""Whether a file matches this version of the program, or is of a newer or older one.

The applied migrations show this, and the versions of the rules that made the derived tables.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Any

from sqlite_utils import Database

from quotes.store.database import migration_steps
from quotes.store.database.faults import NewerDatabase, OlderDatabase


def refuse_newer(db: Database, name: str) -> None:
    """Raises NewerDatabase if the file has migrations or rules that this program does not know."""
    unknown = sorted(_applied(db) - migration_steps.names())
    known = _known()
    later = [part for part, version in _derived(db).items() if version > known.get(part, -1)]
    if unknown or later:
        what = f"step {unknown[-1]}" if unknown else f"rules for {later[0]}"
        raise NewerDatabase(
            f"{name} was written by a newer version of quotes ({what}): use that version, or restore an"
            " earlier backup."
        )


def refuse_older(db: Database, name: str) -> None:
    """Raises OlderDatabase if migrations are pending or derived tables must be made again."""
    if not is_current(db):
        raise OlderDatabase(f"{name} was written by an older version of quotes: run `quotes migrate` first.")


def is_current(db: Database) -> bool:
    """Whether no migration is pending and no derived table has to be made again."""
    return migration_steps.names() <= _applied(db) and _derived(db) == _known()


def is_ours(db: Database) -> bool:
    """Whether any migration of this program was ever applied to this file."""
    return bool(_applied(db))


@cache
def _known() -> dict[str, int]:
    """The version of the rules for each derived table in this program.

    When a derived table is given up, a migration must delete it from the table `derived`: an unknown name
    there is taken for a newer program's.
    """
    # Imported here because it opens transactions, and the module for connections imports this one.
    from quotes.store.database.derived_tables import RULES  # noqa: PLC0415

    return {name: version for name, (version, _) in RULES.items()}


def _applied(db: Database) -> set[str]:
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    return {row[0] for row in _rows(db, sql, migration_steps.SET)}


def _derived(db: Database) -> dict[str, int]:
    return {row[0]: row[1] for row in _rows(db, "SELECT name, version FROM derived")}


def _rows(db: Database, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows of a query; none if the file does not have the table yet."""
    try:
        return db.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return []
