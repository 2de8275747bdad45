"""An index that covers all that a timeline counts, so that counting by month reads no statements."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

INDEX = """
DROP INDEX statements_by_speaker;
CREATE INDEX statements_by_speaker ON statements (speaker, day, pk, factuality, reports) WHERE reports > 0;
"""


@migrations()
def m0026_timelines(db: Database) -> None:
    db.executescript(INDEX)
