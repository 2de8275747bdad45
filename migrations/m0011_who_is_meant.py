"""Who a name refers to: what articles say next to it, and what is concluded from that.

People's decisions are stored separately.

`sightings` and `traits` are the evidence: what one article says about a name, and the same counted over all
articles. `joins` are names that were joined by the evidence, `placings` who a name of several people refers
to in one article, `meant_by` the evidence for that. `kept_apart` is what people have decided about two
speakers.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SCHEMA = """
CREATE TABLE sightings (
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    article INTEGER NOT NULL REFERENCES articles (pk),
    month TEXT NOT NULL,
    beside TEXT NOT NULL,
    traits TEXT NOT NULL,
    PRIMARY KEY (speaker, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_by_article ON sightings (article);
CREATE TABLE traits (
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    trait TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (speaker, trait)
) STRICT, WITHOUT ROWID;
CREATE TABLE joins (
    speaker INTEGER PRIMARY KEY REFERENCES speakers (pk),
    other INTEGER NOT NULL REFERENCES speakers (pk),
    root INTEGER NOT NULL REFERENCES speakers (pk),
    probability REAL NOT NULL,
    reasons TEXT NOT NULL
) STRICT;
CREATE INDEX joins_by_other ON joins (other);
CREATE INDEX joins_by_root ON joins (root);
CREATE TABLE placings (
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    article INTEGER NOT NULL REFERENCES articles (pk),
    meant INTEGER REFERENCES speakers (pk),
    weighed TEXT NOT NULL,
    PRIMARY KEY (speaker, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX placings_by_meant ON placings (meant) WHERE meant IS NOT NULL;
CREATE INDEX placings_by_article ON placings (article);
CREATE TABLE meant_by (
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    month TEXT NOT NULL,
    bearers TEXT NOT NULL,
    PRIMARY KEY (speaker, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_apart (
    one INTEGER NOT NULL REFERENCES speakers (pk),
    other INTEGER NOT NULL REFERENCES speakers (pk),
    made_by TEXT,
    reason TEXT,
    made TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_apart_by_other ON kept_apart (other);
ALTER TABLE speakers ADD COLUMN in_doubt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE suggestions ADD COLUMN probability REAL;
ALTER TABLE suggestions ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
CREATE INDEX suggestions_by_one ON suggestions (one);
INSERT INTO kept_apart (one, other, made)
    SELECT g.one, g.other, g.settled FROM suggestions g
    JOIN speakers x ON x.pk = g.one JOIN speakers y ON y.pk = g.other
    WHERE g.settled IS NOT NULL AND coalesce(x.merged_into, x.pk) <> coalesce(y.merged_into, y.pk);
INSERT OR IGNORE INTO kept_apart (one, other, made)
    SELECT min(m.source, m.target), max(m.source, m.target), m.undone FROM merges m
    JOIN speakers x ON x.pk = m.source JOIN speakers y ON y.pk = m.target
    WHERE m.undone IS NOT NULL AND coalesce(x.merged_into, x.pk) <> coalesce(y.merged_into, y.pk);
UPDATE speakers SET in_doubt = 1 WHERE merged_into IS NULL AND EXISTS (
    SELECT 1 FROM suggestions g WHERE g.other = speakers.pk AND g.reason = 'namesake' AND g.settled IS NULL);
"""


@migrations()
def m0011_who_is_meant(db: Database) -> None:
    db.executescript(SCHEMA)
