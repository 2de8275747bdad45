"""The file itself: its pages, and its references between rows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding


def _pages(db: Database) -> Iterator[Finding]:
    for (message,) in db.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield from message.splitlines()


def _references(db: Database) -> Iterator[Finding]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a row of {parent} that does not exist"


CHECKS = (
    Check("pages", "SQLite finds no damaged page or index in the file", _pages),
    Check("references", "every row that another refers to exists", _references),
)
