"""Speakers across articles: keys for finding names, merging and undoing it, suggestions, people's additions.

What rules derive from names and words is not filled in here, because a migration would fix it to today's
rules. `derived` records which version of the rules each was made with, and older ones are made again.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
DROP TABLE speaker_tails;
CREATE TABLE speaker_keys (
    key TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    PRIMARY KEY (key, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_keys_by_speaker ON speaker_keys (speaker);
ALTER TABLE speakers ADD COLUMN description TEXT;
ALTER TABLE speakers ADD COLUMN wikidata TEXT;
ALTER TABLE speakers ADD COLUMN named_by_hand INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speakers ADD COLUMN merged_into INTEGER REFERENCES speakers (pk);
CREATE INDEX speakers_by_merged_into ON speakers (merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE merges (
    pk INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES speakers (pk),
    target INTEGER NOT NULL REFERENCES speakers (pk),
    along TEXT NOT NULL,
    made_by TEXT,
    reason TEXT,
    made TEXT NOT NULL,
    undone TEXT
) STRICT;
CREATE INDEX merges_by_source ON merges (source, pk);
CREATE INDEX merges_by_target ON merges (target, pk);
CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
CREATE TABLE suggestions (
    pk INTEGER PRIMARY KEY,
    one INTEGER NOT NULL REFERENCES speakers (pk),
    other INTEGER NOT NULL REFERENCES speakers (pk),
    reason TEXT NOT NULL CHECK (reason IN ('namesake', 'surname', 'spelling', 'middle',
        'nickname', 'initials')),
    made TEXT NOT NULL,
    settled TEXT,
    UNIQUE (one, other)
) STRICT;
CREATE INDEX suggestions_by_made ON suggestions (made, pk) WHERE settled IS NULL;
CREATE INDEX suggestions_by_other ON suggestions (other);
ALTER TABLE quotes ADD COLUMN decided_speaker INTEGER REFERENCES speakers (pk);
CREATE INDEX quotes_by_decided_speaker ON quotes (decided_speaker) WHERE decided_speaker IS NOT NULL;
ALTER TABLE quotes ADD COLUMN parent INTEGER REFERENCES quotes (pk);
CREATE INDEX quotes_by_parent ON quotes (parent) WHERE parent IS NOT NULL;
ALTER TABLE statements ADD COLUMN merged_into INTEGER REFERENCES statements (pk);
CREATE INDEX statements_by_merged_into ON statements (merged_into) WHERE merged_into IS NOT NULL;
"""


@migrations()
def m0002_speaker_identity(db: Database) -> None:
    db.executescript(SCHEMA)
