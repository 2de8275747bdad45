"""Quotes that wait to be grouped, and quotes of different speakers with the same words.

`ungrouped` lists quotes that arrived or were changed and have not yet been compared with the others, so that
a crash between storing and grouping loses nothing. The next writer continues, oldest first.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
CREATE TABLE ungrouped (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    quote INTEGER NOT NULL UNIQUE REFERENCES quotes (pk)
) STRICT;
CREATE TABLE same_words (
    a INTEGER NOT NULL REFERENCES quotes (pk),
    b INTEGER NOT NULL REFERENCES quotes (pk),
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_words_by_b ON same_words (b);
DROP INDEX quotes_by_speaker;
CREATE INDEX quotes_by_speaker ON quotes (speaker, day, article);
"""


@migrations()
def m0012_grouping(db: Database) -> None:
    db.executescript(SCHEMA)
