"""Jobs: articles that were accepted to be read later, and their progress."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Listing, Page, Row, one
from quotes.store.waiting import fetches

STATES = ("waiting", "done", "failed")
SELECT = """SELECT j.pk, j.id, j.state, j.accepted, j.finished,
    (SELECT count(*) FROM job_articles c WHERE c.job = j.pk) AS size FROM jobs j"""
# The articles of a job with their outcomes, which depend on the table of unread texts.
ARTICLES = """
SELECT j.outcome, j.problem, a.id AS article, j.revision,
    CASE WHEN f.pk THEN 'fetching' WHEN j.article IS NULL THEN 'refused'
        WHEN u.pk IS NULL THEN 'read' ELSE u.state END AS state,
    coalesce(f.error, u.error) AS error, coalesce(f.tries, u.tries) AS tries
FROM job_articles j LEFT JOIN articles a ON a.pk = j.article
LEFT JOIN unread u ON u.article = j.article AND u.revision = j.revision
LEFT JOIN fetches f ON f.job = j.job AND f.place = j.place
WHERE j.job = :job ORDER BY j.place
"""


def add(db: Database, accepted: str, articles: Iterable[Row]) -> str:
    """Make a job. Returns its id.

    An article without an outcome has yet to be fetched: it has a `url` with its `host`, and what is `known`.
    To be called in a transaction, when the articles are stored.
    """
    identifier = secrets.token_hex(8)
    pk = db.table("jobs").insert({"id": identifier, "state": "waiting", "accepted": accepted}).last_pk
    assert isinstance(pk, int)
    for place, article in enumerate(articles):
        problem = article.get("problem")
        db.table("job_articles").insert(
            {
                "job": pk,
                "place": place,
                "outcome": article.get("outcome"),
                "article": article.get("article"),
                "revision": article.get("revision"),
                "problem": None if problem is None else json.dumps(problem),
            }
        )
        if "url" in article:
            fetches.add(db, pk, place, article["url"], article["host"], article["known"])
    states = {row["state"] for row in list(db.query(ARTICLES, {"job": pk}))}
    if not states & {"waiting", "reading", "fetching"}:
        state = "failed" if "failed" in states else "done"
        db.execute("UPDATE jobs SET state = ?, finished = ? WHERE pk = ?", (state, accepted, pk))
    return identifier


def get(db: Database, identifier: str) -> Row | None:
    """A job with the outcome of each of its articles."""
    row = one(db, f"{SELECT} WHERE j.id = :id", id=identifier)
    if row is None:
        return None
    return {**row, "articles": [_shown(one) for one in list(db.query(ARTICLES, {"job": row["pk"]}))]}


def listing(db: Database, *, state: str | None = None, limit: int = 20, cursor: str | None = None) -> Page:
    """Jobs, the latest accepted first. Raises cursor.BadCursor."""
    return list_of(state).page(db, limit, cursor, dict)


def list_of(state: str | None) -> Listing:
    """The filtered list."""
    rows = Listing("jobs", SELECT, "j", "accepted")
    rows.where_given("j.state = :state", state=state)
    return rows


def _shown(row: Row) -> dict[str, Any]:
    problem = row["problem"]
    return {**row, "problem": None if problem is None else json.loads(problem)}
