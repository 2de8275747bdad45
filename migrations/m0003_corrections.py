"""People's corrections: decisions kept apart from the machine's readings, and the history of both.

From here on `said_...` is the value in force, as `speaker` is; the machine's reading of the date is in
`read_said`.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
ALTER TABLE quotes ADD COLUMN speaker_decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN said_decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN read_said TEXT;
ALTER TABLE quotes ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN replaces INTEGER REFERENCES quotes (pk);
CREATE INDEX quotes_by_replaces ON quotes (replaces) WHERE replaces IS NOT NULL;
UPDATE quotes SET read_said = json_object(
    'on', said_on, 'precision', said_precision, 'basis', said_basis, 'text', said_text)
    WHERE said_precision IS NOT NULL;
CREATE TABLE history (
    pk INTEGER PRIMARY KEY,
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    at TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('person', 'machine')),
    made_by TEXT,
    reason TEXT,
    changes TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_quote ON history (quote, pk);
"""


@migrations()
def m0003_corrections(db: Database) -> None:
    db.executescript(SCHEMA)
