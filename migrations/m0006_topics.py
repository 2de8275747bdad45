"""What quotes are about: persons, organizations and places, and which statements name them.

Also, names of speakers that no article uses any more can be deleted, unless people have given them.

Articles read before have no topics until they are read again. A topic that turns out to be another one (as a
surname is a speaker's) counts as that one, its `root`. `about` and its counts contain what the current quotes
of a statement name, and are kept in step with them.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

TOPICS = """
CREATE TABLE topics (
    pk INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place')),
    speaker INTEGER REFERENCES speakers (pk),
    root INTEGER REFERENCES topics (pk)
) STRICT;
CREATE INDEX topics_by_speaker ON topics (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX topics_by_root ON topics (root);
CREATE TABLE topic_keys (
    key TEXT NOT NULL,
    topic INTEGER NOT NULL REFERENCES topics (pk),
    PRIMARY KEY (key, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_keys_by_topic ON topic_keys (topic);
CREATE TABLE quote_topics (
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    topic INTEGER NOT NULL REFERENCES topics (pk),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place')),
    place TEXT NOT NULL CHECK (place IN ('words', 'sentence')),
    number INTEGER NOT NULL,
    PRIMARY KEY (quote, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_topics_by_topic ON quote_topics (topic);
"""

ABOUT = """
CREATE TABLE about (
    statement INTEGER NOT NULL REFERENCES statements (pk),
    topic INTEGER NOT NULL REFERENCES topics (pk),
    speaker INTEGER REFERENCES speakers (pk),
    day TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('words', 'sentence')),
    PRIMARY KEY (statement, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX about_by_topic ON about (topic, day, statement);
CREATE INDEX about_by_topic_and_speaker ON about (topic, speaker, day, statement);
CREATE INDEX about_by_speaker ON about (speaker);
CREATE TABLE topic_counts (
    speaker INTEGER NOT NULL,
    topic INTEGER NOT NULL REFERENCES topics (pk),
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_counts_by_statements ON topic_counts (speaker, statements, topic);
CREATE INDEX topic_counts_by_topic ON topic_counts (topic);
"""

# A topic's statements are counted for each speaker and, as speaker 0, for everybody.
COUNTED = """
    INSERT INTO topic_counts (speaker, topic, statements)
        SELECT 0, {row}.topic, {step} UNION ALL SELECT {row}.speaker, {row}.topic, {step}
        WHERE {row}.speaker IS NOT NULL
        ON CONFLICT (speaker, topic) DO UPDATE SET statements = statements + excluded.statements;
    DELETE FROM topic_counts WHERE topic = {row}.topic AND speaker IN (0, {row}.speaker) AND statements = 0;
"""
COUNTS = f"""
CREATE TRIGGER about_counted_in AFTER INSERT ON about BEGIN {COUNTED.format(row="new", step=1)} END;
CREATE TRIGGER about_counted_out AFTER DELETE ON about BEGIN {COUNTED.format(row="old", step=-1)} END;
CREATE TRIGGER about_recounted AFTER UPDATE OF speaker, topic ON about
    WHEN old.speaker IS NOT new.speaker OR old.topic <> new.topic BEGIN
    {COUNTED.format(row="old", step=-1)} {COUNTED.format(row="new", step=1)}
END;
"""

# Before this migration, a name that no article uses can only have been given by people.
NAMES = """
ALTER TABLE speaker_names ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
UPDATE speaker_names SET given = 1 WHERE articles = 0;
CREATE TRIGGER names_uncounted AFTER DELETE ON names_seen BEGIN
    UPDATE speaker_names SET articles = articles - 1 WHERE pk = old.name;
END;
"""


@migrations()
def m0006_topics(db: Database) -> None:
    for script in (TOPICS, ABOUT, COUNTS, NAMES):
        db.executescript(script)
