"""The index of a speaker's claims about the same thing; and the roles that people say a speaker had.

A row of `claims` says that a quote claims something about the two things that a mark stands for. Marks are
made by the rules for claims, and so not filled in here. A quote without a speaker has its marks with speaker
0 until a speaker is found. `listed` is what an imported list last said about a speaker, as JSON: people have
changed since whatever differs from it.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

CLAIMS = """
CREATE TABLE claims (
    speaker INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    PRIMARY KEY (speaker, mark, quote)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_quote ON claims (quote);
CREATE TRIGGER claims_follow AFTER UPDATE OF speaker ON quotes WHEN old.speaker IS NOT new.speaker BEGIN
    UPDATE claims SET speaker = coalesce(new.speaker, 0) WHERE quote = new.pk;
END;
CREATE TRIGGER claims_gone BEFORE DELETE ON quotes BEGIN
    DELETE FROM claims WHERE quote = old.pk;
END;
"""

ROLES = """
CREATE TABLE speaker_roles (
    pk INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    role TEXT NOT NULL,
    since TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '',
    UNIQUE (speaker, role, since, until)
) STRICT;
ALTER TABLE speakers ADD COLUMN listed TEXT;
"""


@migrations()
def m0013_claims_and_roles(db: Database) -> None:
    for script in (CLAIMS, ROLES):
        db.executescript(script)
