"""Tokens with names, scopes, expiry and last use; which token decided; decisions about speakers.

Tokens of older files may do everything, as before. Their labels become their names, with duplicates made
distinct.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

COLUMNS = """
ALTER TABLE tokens RENAME COLUMN label TO name;
ALTER TABLE tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read write decide';
ALTER TABLE tokens ADD COLUMN last_used TEXT;
ALTER TABLE tokens ADD COLUMN expires TEXT;
ALTER TABLE tokens ADD COLUMN revoked TEXT;
ALTER TABLE history ADD COLUMN token TEXT;
"""

# A revoked token's name can be given to its successor.
NAMES = "CREATE UNIQUE INDEX tokens_by_name ON tokens (name COLLATE NOCASE) WHERE revoked IS NULL;"

SPEAKER_HISTORY = """
CREATE TABLE speaker_history (
    pk INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    at TEXT NOT NULL,
    made_by TEXT,
    reason TEXT,
    token TEXT,
    changes TEXT NOT NULL
) STRICT;
CREATE INDEX speaker_history_by_speaker ON speaker_history (speaker, pk);
"""

# What is known of earlier mergers: who made them, but not who undid them.
MERGERS = """
INSERT INTO speaker_history (speaker, at, made_by, reason, changes)
SELECT speaker, at, made_by, reason, changes FROM (
    SELECT m.pk, 0 AS step, m.source AS speaker, m.made AS at, m.made_by, m.reason,
        json_object('merged_into', json_object('before', NULL, 'after', t.slug)) AS changes
    FROM merges m JOIN speakers t ON t.pk = m.target
    UNION ALL SELECT m.pk, 1, m.target, m.made, m.made_by, m.reason,
        json_object('holds', json_object('before', NULL, 'after', s.slug))
    FROM merges m JOIN speakers s ON s.pk = m.source
    UNION ALL SELECT m.pk, 2, m.source, m.undone, NULL, NULL,
        json_object('merged_into', json_object('before', t.slug, 'after', NULL))
    FROM merges m JOIN speakers t ON t.pk = m.target WHERE m.undone IS NOT NULL
    UNION ALL SELECT m.pk, 3, m.target, m.undone, NULL, NULL,
        json_object('holds', json_object('before', s.slug, 'after', NULL))
    FROM merges m JOIN speakers s ON s.pk = m.source WHERE m.undone IS NOT NULL
) ORDER BY at, pk, step;
"""

# Names that cannot be used: that of the settings' token, and numbers, which revoking would take for a token's
# number.
TAKEN = "environment"


@migrations()
def m0016_tokens(db: Database) -> None:
    db.executescript(COLUMNS)
    named = {TAKEN}
    for pk, label in db.execute("SELECT pk, name FROM tokens ORDER BY pk").fetchall():
        wish = " ".join("".join(one if one.isprintable() else " " for one in label).split())[:80].strip()
        wish = f"token {wish}".strip() if not wish or wish.isdigit() else wish
        name, number = wish, 1
        while name.casefold() in named:
            number += 1
            name = f"{wish} {number}"
        named.add(name.casefold())
        db.execute("UPDATE tokens SET name = ? WHERE pk = ?", (name, pk))
    for script in (NAMES, SPEAKER_HISTORY, MERGERS):
        db.executescript(script)
