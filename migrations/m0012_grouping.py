"""Quotes that wait to be grouped, and quotes of different speakers that share their words.

`ungrouped` holds what has come in, or was changed, and is not yet compared with the other quotes: a crash
between storing and grouping loses nothing. Whoever writes next goes on, those that came first coming first.
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
