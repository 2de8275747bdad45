"""Copies in web archives, fact-checkers' reviews of claims, and addresses to be fetched later.

`articles.archived_copy` is the copy of a page that a web archive made for us, `copied_at` when it did.
`page_saves` has the pages that have yet to be saved there, and those that could not be. `claim_reviews` has
the ClaimReviews on a page, `claimants` the keys by which their claims' speakers are found.

A row of `fetches` represents an address of a job that has yet to be fetched. Its article of the job has no
outcome until then, and the job waits for it. `sources.skipped` are the hours and days in which a feed rests.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

SOURCES = """
ALTER TABLE sources ADD COLUMN skipped TEXT;
"""

ARCHIVED = """
ALTER TABLE articles ADD COLUMN archived_copy TEXT;
ALTER TABLE articles ADD COLUMN copied_at TEXT;
CREATE TABLE page_saves (
    pk INTEGER PRIMARY KEY,
    article INTEGER NOT NULL UNIQUE REFERENCES articles (pk),
    url TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    next_at REAL NOT NULL DEFAULT 0,
    error TEXT
) STRICT;
CREATE INDEX page_saves_by_next_at ON page_saves (next_at, pk) WHERE state = 'waiting';
"""

CLAIM_REVIEWS = """
CREATE TABLE claim_reviews (
    pk INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (pk),
    claim TEXT NOT NULL,
    claimed_by TEXT,
    claimed_on TEXT,
    rating TEXT,
    reviewer TEXT,
    url TEXT,
    reviewed_on TEXT
) STRICT;
CREATE INDEX claim_reviews_by_article ON claim_reviews (article, pk);
CREATE TABLE claimants (
    key TEXT NOT NULL,
    review INTEGER NOT NULL REFERENCES claim_reviews (pk) ON DELETE CASCADE,
    PRIMARY KEY (key, review)
) STRICT, WITHOUT ROWID;
CREATE INDEX claimants_by_review ON claimants (review);
"""

# Rebuild the table of a job's articles, whose outcome may now be missing. What refers to it is removed
# meanwhile.
FETCHES = """
DROP TRIGGER unread_settled;
DROP TRIGGER unread_gone;
CREATE TABLE new_job_articles (
    job INTEGER NOT NULL REFERENCES jobs (pk),
    place INTEGER NOT NULL,
    outcome TEXT CHECK (outcome IN ('created', 'revised', 'unchanged', 'refused')),
    article INTEGER REFERENCES articles (pk),
    revision INTEGER,
    problem TEXT,
    PRIMARY KEY (job, place)
) STRICT, WITHOUT ROWID;
INSERT INTO new_job_articles (job, place, outcome, article, revision, problem)
    SELECT job, place, outcome, article, revision, problem FROM job_articles;
DROP TABLE job_articles;
ALTER TABLE new_job_articles RENAME TO job_articles;
CREATE INDEX job_articles_by_article ON job_articles (article, revision);
CREATE TABLE fetches (
    pk INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (pk),
    place INTEGER NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    known TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_at REAL NOT NULL DEFAULT 0,
    error TEXT,
    UNIQUE (job, place)
) STRICT;
CREATE INDEX fetches_by_next_at ON fetches (next_at, pk);
"""

# The state of a job, from how many of its articles have yet to be fetched and to be read.
_STATE = """
    UPDATE jobs SET (state, finished) = (
        SELECT CASE WHEN count(f.pk) OR count(u.pk) FILTER (WHERE u.state <> 'failed') THEN 'waiting'
                    WHEN count(u.pk) THEN 'failed' ELSE 'done' END,
               CASE WHEN count(f.pk) OR count(u.pk) FILTER (WHERE u.state <> 'failed') THEN NULL
                    ELSE strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') END
        FROM job_articles j LEFT JOIN unread u ON u.article = j.article AND u.revision = j.revision
        LEFT JOIN fetches f ON f.job = j.job AND f.place = j.place
        WHERE j.job = jobs.pk
    ) WHERE """
_OF_ARTICLE = """pk IN (
        SELECT job FROM job_articles WHERE article = old.article AND revision = old.revision)"""

TRIGGERS = f"""
CREATE TRIGGER unread_settled AFTER UPDATE OF state ON unread
WHEN (old.state = 'failed') <> (new.state = 'failed') BEGIN {_STATE} {_OF_ARTICLE}; END;
CREATE TRIGGER unread_gone AFTER DELETE ON unread BEGIN {_STATE} {_OF_ARTICLE}; END;
CREATE TRIGGER fetches_gone AFTER DELETE ON fetches BEGIN {_STATE} pk = old.job; END;
"""


@migrations()
def m0025_evidence_and_fetches(db: Database) -> None:
    for script in (SOURCES, ARCHIVED, CLAIM_REVIEWS, FETCHES, TRIGGERS):
        db.executescript(script)
