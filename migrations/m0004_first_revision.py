"""The revision in which a quote was first read; `revision` is the latest one that still contains it."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
ALTER TABLE quotes ADD COLUMN first_revision INTEGER NOT NULL DEFAULT 1;
UPDATE quotes SET first_revision = revision;
"""


@migrations()
def m0004_first_revision(db: Database) -> None:
    db.executescript(SCHEMA)
