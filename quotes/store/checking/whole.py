"""The file itself: its pages, and that rows refer to rows that are there."""

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
        yield f"row {row} of {table} refers to one of {parent} that is not there"


CHECKS = (
    Check("pages", "SQLite finds every page and index of the file whole", _pages),
    Check("references", "every row that is referred to is there", _references),
)
