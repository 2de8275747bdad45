"""The language of an article, whether its page shows only its beginning, and the time it appeared.

Articles stored before count as complete and as English, as they did when they were read.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

COLUMNS = """
ALTER TABLE articles ADD COLUMN lang TEXT;
ALTER TABLE articles ADD COLUMN truncated INTEGER NOT NULL DEFAULT 0 CHECK (truncated IN (0, 1));
ALTER TABLE articles ADD COLUMN published_at TEXT;
"""


@migrations()
def m0021_languages_and_beginnings(db: Database) -> None:
    db.executescript(COLUMNS)
