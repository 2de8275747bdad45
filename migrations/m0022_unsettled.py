"""Names that have yet to be resolved to speakers, just as `ungrouped` lists quotes.

Many articles are stored faster if their names are resolved together at the end; with this table, a crash in
between loses nothing. `named` tells that the name itself is new, so that topics with that name have yet to be
found.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
CREATE TABLE unsettled (
    speaker INTEGER PRIMARY KEY REFERENCES speakers (pk),
    named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1))
) STRICT;
"""


@migrations()
def m0022_unsettled(db: Database) -> None:
    db.executescript(SCHEMA)
