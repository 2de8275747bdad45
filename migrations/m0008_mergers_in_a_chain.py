"""Drop the list of speakers merged along with another: the mergers still in force tell this."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")


@migrations()
def m0008_mergers_in_a_chain(db: Database) -> None:
    db.execute("ALTER TABLE merges DROP COLUMN along")
