"""The number of articles that use each name, counted on arrival, to tell common names from rare ones."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
ALTER TABLE speaker_names ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
UPDATE speaker_names SET articles = (SELECT count(*) FROM names_seen WHERE name = speaker_names.pk);
CREATE TRIGGER names_counted AFTER INSERT ON names_seen BEGIN
    UPDATE speaker_names SET articles = articles + 1 WHERE pk = new.name;
END;
"""


@migrations()
def m0005_names_counted(db: Database) -> None:
    db.executescript(SCHEMA)
