"""What other programs read in the file, and an index by which they find speakers."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

INDEX = "CREATE INDEX speakers_by_wikidata ON speakers (wikidata) WHERE wikidata IS NOT NULL"


@migrations()
def m0024_shared_views(db: Database) -> None:
    db.execute(INDEX)
