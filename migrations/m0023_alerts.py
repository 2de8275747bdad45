"""Alerts: what people follow, where they are notified, what has matched, and what is sent.

A `destination` is where digests go: an address with how often it is written to, and the token that made it
(`owner`, '' for whoever has the file). An alert without one has only its feed. `seen` is the quote up to
which an alert has been matched. Matches are written in the transaction that moves it on, each quote once.
Matches before `tell_from` are only in the feed.

A `delivery` is one digest. It is made once for each destination and `slot` (a day, a week's Monday, or the
match that it begins with), sent under its `id` however often that is tried, and held by `holder` until
`until` (seconds since 1970).
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

TABLES = """
CREATE TABLE destinations (
    pk INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'webhook', 'slack', 'teams')),
    target TEXT NOT NULL,
    every TEXT NOT NULL CHECK (every IN ('day', 'week', 'once')),
    secret TEXT NOT NULL,
    off TEXT,
    UNIQUE (owner, channel, target, every)
) STRICT;
CREATE TABLE alerts (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('speaker', 'topic', 'search', 'phrase', 'contradiction')),
    speaker INTEGER REFERENCES speakers (pk),
    about TEXT,
    q TEXT,
    phrase TEXT,
    otherwise TEXT,
    form TEXT,
    factuality TEXT,
    min_confidence REAL,
    min_said_confidence REAL,
    note TEXT,
    destination INTEGER REFERENCES destinations (pk),
    active INTEGER NOT NULL DEFAULT 1,
    created TEXT NOT NULL,
    seen INTEGER NOT NULL,
    tell_from REAL NOT NULL
) STRICT;
CREATE INDEX alerts_by_owner ON alerts (owner, created, pk);
CREATE INDEX alerts_by_destination ON alerts (destination);
CREATE INDEX alerts_by_speaker ON alerts (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX alerts_by_seen ON alerts (seen) WHERE active;
CREATE TABLE deliveries (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    destination INTEGER NOT NULL REFERENCES destinations (pk) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    test INTEGER REFERENCES alerts (pk) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    tries INTEGER NOT NULL DEFAULT 0,
    next_at REAL NOT NULL,
    holder TEXT,
    until REAL NOT NULL DEFAULT 0,
    error TEXT,
    made TEXT NOT NULL,
    sent TEXT,
    UNIQUE (destination, slot)
) STRICT;
CREATE INDEX deliveries_by_test ON deliveries (test) WHERE test IS NOT NULL;
CREATE INDEX deliveries_by_next_at ON deliveries (next_at, pk) WHERE state = 'waiting';
CREATE TABLE alert_matches (
    pk INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL REFERENCES alerts (pk) ON DELETE CASCADE,
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    why TEXT NOT NULL,
    matched REAL NOT NULL,
    delivery INTEGER REFERENCES deliveries (pk) ON DELETE SET NULL,
    UNIQUE (alert, quote)
) STRICT;
CREATE INDEX alert_matches_by_delivery ON alert_matches (delivery, alert);
CREATE INDEX alert_matches_by_quote ON alert_matches (quote);
"""


@migrations()
def m0023_alerts(db: Database) -> None:
    db.executescript(TABLES)
