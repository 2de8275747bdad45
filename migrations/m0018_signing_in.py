"""The key for signing the pages' sessions, and the order in which doubtful quotes are reviewed."""

from __future__ import annotations

import secrets

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

TABLES = """
CREATE TABLE signing_keys (
    pk INTEGER PRIMARY KEY,
    key BLOB NOT NULL,
    made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
CREATE INDEX statements_to_review ON statements (reports DESC, pk) WHERE confidence < 0.75;
"""
KEY_BYTES = 32


@migrations()
def m0018_signing_in(db: Database) -> None:
    db.executescript(TABLES)
    db.execute("INSERT INTO signing_keys (key) VALUES (?)", (secrets.token_bytes(KEY_BYTES),))
