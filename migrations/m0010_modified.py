"""The day on which an article was last changed, besides the day on which it appeared."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

COLUMNS = """
ALTER TABLE articles ADD COLUMN modified TEXT;
ALTER TABLE revisions ADD COLUMN modified TEXT;
"""


@migrations()
def m0010_modified(db: Database) -> None:
    db.executescript(COLUMNS)
