"""Whether a file is of this version of the program: neither a newer one's nor still an older one's.

The steps that were applied tell, and the versions of the rules that derived tables follow.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Any

from sqlite_utils import Database

from quotes.store.database import migration_steps
from quotes.store.database.faults import NewerDatabase, OlderDatabase


def refuse_newer(db: Database, name: str) -> None:
    """Raises NewerDatabase where this program does not know all that was done to the file called `name`."""
    unknown = sorted(_applied(db) - migration_steps.names())
    known = _known()
    later = [part for part, version in _derived(db).items() if version > known.get(part, -1)]
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
    return migration_steps.names() <= _applied(db) and _derived(db) == _known()


def is_ours(db: Database) -> bool:
    """Whether any step was ever applied to this file."""
    return bool(_applied(db))


@cache
def _known() -> dict[str, int]:
    """The version of the rules that each derived part follows in this program.

    A part that is given up is to be deleted from the table `derived` by a migration, since what that names
    and this does not is taken for a newer program's.
    """
    # What makes derived parts opens transactions, and so is imported after the connections that need this.
    from quotes.store.database.derived_tables import RULES  # noqa: PLC0415

    return {name: version for name, (version, _) in RULES.items()}


def _applied(db: Database) -> set[str]:
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    return {row[0] for row in _rows(db, sql, migration_steps.SET)}


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
