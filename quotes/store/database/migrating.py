"""Brings a file up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from quotes.store.database import derived_tables, versions
from quotes.store.database.connection import reading_any, refuse_network, transaction, writing
from quotes.store.database.faults import OlderDatabase
from quotes.store.database.migration_steps import steps
from quotes.store.database.progress import Progress, silent


def migrate(path: Path, progress: Progress = silent) -> list[str]:
    """Apply pending migrations, making the file if there is none; returns the names of those applied.

    If the rules that group quotes have changed, all quotes are queued to be grouped again. Several processes
    may call this at once: one applies the steps, the others wait and find them applied. A file that is up to
    date is neither locked nor written. Raises UnusableDatabase.
    """
    refuse_network(path)
    if path.exists():
        with reading_any(path) as db:
            versions.refuse_newer(db, str(path))
            if versions.is_current(db):
                return []
    try:
        return _migrate(path, progress)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        raise OlderDatabase(
            f"{path} was written by an older version of quotes and cannot be written here: run"
            " `quotes migrate` as a user who may write it."
        ) from error


def pending(db: Database) -> list[str]:
    """The names of the migrations that this file still lacks."""
    return [one.name for step in steps() for one in step.pending(db)]


def _migrate(path: Path, progress: Progress) -> list[str]:
    with writing(path, make=True) as db, transaction(db):
        applied: list[str] = []
        for step in steps():
            applied.extend(one.name for one in step.pending(db))
            step.apply(db)
        derived_tables.renew(db, progress)
        return applied
