"""The first tables: articles and their revisions, speakers, statements, quotes, search, tokens.

Every table has `pk`, an integer by which rows refer to each other, besides the `id` or `slug` that is public.
Days are ISO 8601 texts. Lists are ordered by a `day` column, which is '' if no date is known, so that it can
be compared without a special case.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

ARTICLES = """
CREATE TABLE articles (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT,
    title TEXT,
    publisher TEXT COLLATE NOCASE,
    author TEXT,
    published TEXT,
    collected TEXT NOT NULL,
    day TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_day ON articles (day, pk);
CREATE INDEX articles_by_publisher ON articles (publisher, day, pk);
CREATE TABLE revisions (
    pk INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (pk),
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    title TEXT,
    author TEXT,
    published TEXT,
    collected TEXT NOT NULL,
    extractor TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article, number),
    UNIQUE (article, hash)
) STRICT;
"""

SPEAKERS = """
CREATE TABLE speakers (
    pk INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document')),
    quotes INTEGER NOT NULL DEFAULT 0,
    last_day TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL
) STRICT;
CREATE INDEX speakers_by_name ON speakers (sort, pk);
CREATE INDEX speakers_by_quotes ON speakers (quotes, pk);
CREATE INDEX speakers_by_last_day ON speakers (last_day, pk);
CREATE INDEX speakers_by_kind_and_name ON speakers (kind, sort, pk);
CREATE INDEX speakers_by_kind_and_quotes ON speakers (kind, quotes, pk);
CREATE INDEX speakers_by_kind_and_last_day ON speakers (kind, last_day, pk);
CREATE TABLE speaker_names (
    pk INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (speaker, name)
) STRICT;
CREATE INDEX speaker_names_by_folded ON speaker_names (folded);
CREATE TABLE names_seen (
    name INTEGER NOT NULL REFERENCES speaker_names (pk),
    article INTEGER NOT NULL REFERENCES articles (pk),
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_seen_by_article ON names_seen (article);
CREATE TABLE speaker_tails (
    tail TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    PRIMARY KEY (tail, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_tails_by_speaker ON speaker_tails (speaker);
"""

STATEMENTS = """
CREATE TABLE statements (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    speaker INTEGER REFERENCES speakers (pk),
    lead INTEGER REFERENCES quotes (pk) DEFERRABLE INITIALLY DEFERRED,
    first INTEGER REFERENCES quotes (pk) DEFERRABLE INITIALLY DEFERRED,
    dated INTEGER REFERENCES quotes (pk) DEFERRABLE INITIALLY DEFERRED,
    day TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT 'sentence' CHECK (form IN ('sentence', 'fragment')),
    confidence REAL NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX statements_by_speaker ON statements (speaker, day, pk) WHERE reports > 0;
CREATE INDEX statements_by_day ON statements (day, pk) WHERE reports > 0;
CREATE INDEX statements_by_lead ON statements (lead);
CREATE INDEX statements_by_first ON statements (first);
CREATE INDEX statements_by_dated ON statements (dated);
CREATE TABLE quotes (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (pk),
    revision INTEGER NOT NULL,
    start INTEGER NOT NULL,
    live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'unreviewed' CHECK (status IN ('unreviewed', 'confirmed', 'rejected')),
    speaker INTEGER REFERENCES speakers (pk),
    statement INTEGER NOT NULL REFERENCES statements (pk) DEFERRABLE INITIALLY DEFERRED,
    day TEXT NOT NULL,
    words INTEGER NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('sentence', 'fragment')),
    confidence REAL NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    mention TEXT,
    cue TEXT,
    relayer TEXT,
    read_name TEXT,
    read_kind TEXT CHECK (read_kind IN ('person', 'organization', 'group', 'document', 'anonymous')),
    read_speaker INTEGER REFERENCES speakers (pk),
    said_on TEXT,
    said_precision TEXT CHECK (said_precision IN ('day', 'week', 'month', 'year')),
    said_basis TEXT CHECK (said_basis IN ('explicit', 'inherited', 'published')),
    said_text TEXT,
    extractor TEXT NOT NULL
) STRICT;
CREATE INDEX quotes_by_article ON quotes (article, revision, start);
CREATE INDEX quotes_by_statement ON quotes (statement);
CREATE INDEX quotes_by_speaker ON quotes (speaker, day);
CREATE INDEX quotes_by_read_speaker ON quotes (read_speaker);
CREATE INDEX quotes_by_words ON quotes (words, speaker);
CREATE TABLE fingerprints (
    speaker INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    PRIMARY KEY (speaker, mark, quote)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprints_by_quote ON fingerprints (quote);
"""

# Triggers keep a speaker's counts in step with the quotes, however these are changed.
COUNTS = """
CREATE TRIGGER quotes_counted_in AFTER INSERT ON quotes WHEN new.live AND new.speaker IS NOT NULL BEGIN
    UPDATE speakers SET quotes = quotes + 1, last_day = max(last_day, new.day) WHERE pk = new.speaker;
END;
CREATE TRIGGER quotes_counted_out AFTER DELETE ON quotes WHEN old.live AND old.speaker IS NOT NULL BEGIN
    UPDATE speakers SET quotes = quotes - 1, last_day = coalesce(
        (SELECT max(day) FROM quotes WHERE speaker = old.speaker AND live), '') WHERE pk = old.speaker;
END;
CREATE TRIGGER quotes_recounted AFTER UPDATE OF speaker, live, day ON quotes BEGIN
    UPDATE speakers SET quotes = quotes - old.live, last_day = coalesce(
        (SELECT max(day) FROM quotes WHERE speaker = old.speaker AND live), '') WHERE pk = old.speaker;
    UPDATE speakers SET quotes = quotes + new.live, last_day = coalesce(
        (SELECT max(day) FROM quotes WHERE speaker = new.speaker AND live), '') WHERE pk = new.speaker;
END;
"""


def _search(index: str, table: str, columns: str) -> str:
    """An FTS5 index over columns of a table, without a copy of the text, kept in step by triggers."""
    new, old = (
        ", ".join(f"{row}.{column.strip()}" for column in columns.split(",")) for row in ("new", "old")
    )
    put = f"INSERT INTO {index} (rowid, {columns}) VALUES (new.pk, {new});"
    take = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', old.pk, {old});"
    return f"""
        CREATE VIRTUAL TABLE {index} USING fts5 (
            {columns}, content='{table}', content_rowid='pk', tokenize='unicode61 remove_diacritics 2');
        CREATE TRIGGER {index}_put AFTER INSERT ON {table} BEGIN {put} END;
        CREATE TRIGGER {index}_taken AFTER DELETE ON {table} BEGIN {take} END;
        CREATE TRIGGER {index}_changed AFTER UPDATE OF {columns} ON {table} BEGIN {take} {put} END;
    """


SEARCH = (
    ("quotes_search", "quotes", "text"),
    ("revisions_search", "revisions", "title, text"),
    ("speaker_names_search", "speaker_names", "name"),
)

TOKENS = """
CREATE TABLE tokens (
    pk INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created TEXT NOT NULL
) STRICT;
"""


@migrations()
def m0001_articles_quotes_speakers_statements(db: Database) -> None:
    for script in (ARTICLES, SPEAKERS, STATEMENTS, COUNTS, *(_search(*row) for row in SEARCH), TOKENS):
        db.executescript(script)
