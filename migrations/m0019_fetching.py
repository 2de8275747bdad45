"""Watched sources, their announcements, hosts and their robots.txt, evidence, half-read files.

`sources` are feeds and news sitemaps with all that decides when each is fetched next. Times that are compared
are Unix times, times that are shown are texts. `announced` has every article announced by a source, once:
`key` is the source's identifier for it, `page` its canonical address. An entry is `waiting` until its article
is stored, then `done`, a `copy` of one from another entry, or `failed`.

`captures` tells where the text of an article came from and where the response is kept. `half_read` tells up
to where all articles of an archive file have been stored.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SOURCES = """
CREATE TABLE sources (
    pk INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    title TEXT,
    kind TEXT,
    added TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    interval REAL NOT NULL,
    most REAL NOT NULL,
    next_at REAL NOT NULL DEFAULT 0,
    polls INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since REAL,
    polled_at REAL,
    answered_at REAL,
    new_at REAL,
    last_error TEXT,
    last_error_at REAL,
    moving_to TEXT,
    moving_since REAL,
    moving_polls INTEGER NOT NULL DEFAULT 0,
    muted TEXT
) STRICT;
CREATE INDEX sources_by_next_at ON sources (next_at) WHERE muted IS NULL;
CREATE TABLE announced (
    pk INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (pk) ON DELETE CASCADE,
    key TEXT NOT NULL,
    page TEXT,
    host TEXT,
    entry TEXT,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'copy', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    next_at REAL NOT NULL DEFAULT 0,
    error TEXT,
    article TEXT,
    seen_at REAL NOT NULL,
    UNIQUE (source, key)
) STRICT;
CREATE INDEX announced_by_page ON announced (page);
CREATE INDEX announced_by_next_at ON announced (next_at, pk) WHERE state = 'waiting';
CREATE INDEX announced_by_state ON announced (source, state);
"""

HOSTS = """
CREATE TABLE hosts (
    host TEXT PRIMARY KEY,
    free_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    text TEXT,
    until REAL NOT NULL
) STRICT, WITHOUT ROWID;
"""

EVIDENCE = """
CREATE TABLE captures (
    pk INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT,
    place INTEGER
) STRICT;
CREATE INDEX captures_by_article ON captures (article, pk);
CREATE TABLE half_read (
    file TEXT PRIMARY KEY,
    place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m0019_fetching(db: Database) -> None:
    for script in (SOURCES, HOSTS, EVIDENCE):
        db.executescript(script)
