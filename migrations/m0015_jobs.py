"""Accepted articles that have yet to be read, and the jobs that show their progress.

A row of `unread` represents a text that is stored and not read: it waits, is being read by `holder` until
`until` (seconds since 1970), or has failed. Triggers add a row for every text that is stored unread, remove
it when the text is read by anybody, and update the jobs that wait for it.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

TABLES = """
CREATE TABLE unread (
    pk INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (pk),
    revision INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    holder TEXT,
    until REAL NOT NULL DEFAULT 0,
    UNIQUE (article, revision)
) STRICT;
CREATE INDEX unread_by_state ON unread (state, pk);
CREATE TABLE jobs (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    accepted TEXT NOT NULL,
    finished TEXT
) STRICT;
CREATE INDEX jobs_by_accepted ON jobs (accepted, pk);
CREATE INDEX jobs_by_state ON jobs (state, accepted, pk);
CREATE TABLE job_articles (
    job INTEGER NOT NULL REFERENCES jobs (pk),
    place INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('created', 'revised', 'unchanged', 'refused')),
    article INTEGER REFERENCES articles (pk),
    revision INTEGER,
    problem TEXT,
    PRIMARY KEY (job, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_articles_by_article ON job_articles (article, revision);
INSERT INTO unread (article, revision, state)
    SELECT article, number, 'failed' FROM revisions WHERE extractor = '';
"""

# The state of an article's jobs, from how many of all their articles are still unread.
_SETTLE = """
    UPDATE jobs SET (state, finished) = (
        SELECT CASE WHEN count(u.pk) FILTER (WHERE u.state <> 'failed') THEN 'waiting'
                    WHEN count(u.pk) THEN 'failed' ELSE 'done' END,
               CASE WHEN count(u.pk) FILTER (WHERE u.state <> 'failed') THEN NULL
                    ELSE strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') END
        FROM job_articles j LEFT JOIN unread u ON u.article = j.article AND u.revision = j.revision
        WHERE j.job = jobs.pk
    ) WHERE pk IN (SELECT job FROM job_articles WHERE article = old.article AND revision = old.revision);"""

TRIGGERS = f"""
CREATE TRIGGER revisions_unread AFTER INSERT ON revisions WHEN new.extractor = '' BEGIN
    INSERT INTO unread (article, revision, state) VALUES (new.article, new.number, 'failed');
END;
CREATE TRIGGER revisions_read AFTER UPDATE OF extractor ON revisions
WHEN old.extractor = '' AND new.extractor <> '' BEGIN
    DELETE FROM unread WHERE article = new.article AND revision = new.number;
END;
CREATE TRIGGER unread_settled AFTER UPDATE OF state ON unread
WHEN (old.state = 'failed') <> (new.state = 'failed') BEGIN {_SETTLE} END;
CREATE TRIGGER unread_gone AFTER DELETE ON unread BEGIN {_SETTLE} END;
"""


@migrations()
def m0015_jobs(db: Database) -> None:
    for script in (TABLES, TRIGGERS):
        db.executescript(script)
