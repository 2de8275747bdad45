"""Checks the consistency of a file: all derived data is computed again and compared.

A new table needs a new check: a function that takes a connection and yields findings, in the module of its
kind. A check of derived data also says how to repair it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from quotes.store.checking import counts, decisions, search, statements, texts, whole, wordings
from quotes.store.checking.check import Check, Finding
from quotes.store.tracking.grouping import grouped

# In the order of repair: data from which other data is derived comes first.
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
    """What a check has found: nothing if all is well."""

    check: Check
    findings: list[Finding]


def check(db: Database) -> Iterator[Checked]:
    """Check a whole file in its state at one moment; others may write meanwhile."""
    db.execute("BEGIN")
    try:
        for one in CHECKS:
            yield Checked(one, list(_found(db, one)))
    finally:
        db.rollback()


def repair(db: Database, found: list[Checked]) -> None:
    """Make the derived data again that the checks found wrong, all in one transaction.

    Quotes are grouped afterwards, in short steps.
    """
    with grouped(db):
        for make in dict.fromkeys(one.check.repair for one in found if one.findings):
            if make is not None:
                make(db)


def _found(db: Database, one: Check) -> Iterator[Finding]:
    """The findings of one check. If a damaged page ends the check early, that is a finding too."""
    try:
        yield from one.find(db)
    except sqlite3.DatabaseError as error:
        yield f"it cannot be read: {error}"
