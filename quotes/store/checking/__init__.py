"""Whether a file is consistent: everything that follows from something else is computed again and compared.

A further table gets a further check: a function from a connection to findings, in the module of its kind,
with what mends it if it follows from other tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from quotes.store.checking import counts, decisions, search, statements, texts, whole, wordings
from quotes.store.checking.check import Check, Finding
from quotes.store.tracking.grouping import grouped

# In the order in which they are to be repaired: what others follow from comes first.
CHECKS: tuple[Check, ...] = (
    *whole.CHECKS,
    *texts.CHECKS,
    *decisions.CHECKS,
    *wordings.CHECKS,
    *statements.CHECKS,
    *counts.CHECKS,
    *search.CHECKS,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has found; no findings where all is well."""

    check: Check
    findings: list[Finding]


def check(db: Database) -> Iterator[Checked]:
    """Check a whole file as it is at one moment, however much others write meanwhile."""
    db.execute("BEGIN")
    try:
        for one in CHECKS:
            yield Checked(one, list(_found(db, one)))
    finally:
        db.rollback()


def repair(db: Database, found: list[Checked]) -> None:
    """Make anew what the checks found wrong, as far as it follows from other things, all or nothing.

    Quotes are grouped in short steps after that.
    """
    with grouped(db):
        for make in dict.fromkeys(one.check.repair for one in found if one.findings):
            if make is not None:
                make(db)


def _found(db: Database, one: Check) -> Iterator[Finding]:
    """The findings of one check; that a damaged page keeps it from going on is one too."""
    try:
        yield from one.find(db)
    except sqlite3.DatabaseError as error:
        yield f"it cannot be read: {error}"
