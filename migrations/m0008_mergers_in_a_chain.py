"""Who was merged along with another is told by the mergers that still hold, and so by no list of its own."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")


@migrations()
def m0008_mergers_in_a_chain(db: Database) -> None:
    db.execute("ALTER TABLE merges DROP COLUMN along")
