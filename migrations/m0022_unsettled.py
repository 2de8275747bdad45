"""Names of which it is yet to be settled who is meant by them, as `ungrouped` has quotes.

Many articles are stored quicker if their names are settled together in the end: a crash in between loses
nothing. `named` tells that the name itself is new, so that topics of that name have yet to be found.
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
