"""Addresses that were accepted and have yet to be fetched, each with its place in a job."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import Row, one


def add(db: Database, job: int, place: int, url: str, host: str, known: dict[str, Any]) -> None:
    """Queue an address, with what is known of its article. To be called inside a transaction."""
    row = {"job": job, "place": place, "url": url, "host": host, "known": json.dumps(known)}
    db.table("fetches").insert(row)


def claim(db: Database, now: float, seconds: float) -> Row | None:
    """Take the address that has waited longest at a host that may be asked, for so many seconds.

    The attempt counts from now on, so that an address which ends the program is not retried first.
    """
    with transaction(db):
        row = one(
            db,
            "SELECT f.pk, f.job, f.place, f.url, f.known, f.tries FROM fetches f"
            " LEFT JOIN hosts h ON h.host = f.host"
            " WHERE f.next_at <= :now AND coalesce(h.free_at, 0) <= :now ORDER BY f.next_at, f.pk LIMIT 1",
            now=now,
        )
        if row is None:
            return None
        tries = row["tries"] + 1
        _set(db, row["pk"], {"tries": tries, "next_at": now + seconds})
    return {**row, "tries": tries, "known": json.loads(row["known"])}


def next_due(db: Database) -> float | None:
    """When the next address may be fetched, in Unix time."""
    row = one(
        db,
        "SELECT min(max(f.next_at, coalesce(h.free_at, 0))) AS at"
        " FROM fetches f LEFT JOIN hosts h ON h.host = f.host",
    )
    return None if row is None else row["at"]


def put_off(db: Database, claimed: Row, next_at: float, error: str) -> None:
    """Let an address wait until a time, after an attempt that failed with this error."""
    with transaction(db):
        _set(db, claimed["pk"], {"next_at": next_at, "error": error})


def not_tried(db: Database, claimed: Row, next_at: float) -> None:
    """Let an address that could not be tried now wait until a time."""
    with transaction(db):
        _set(db, claimed["pk"], {"next_at": next_at, "tries": claimed["tries"] - 1})


def settle(db: Database, fetch: Row, outcome: Row) -> bool:
    """Record the outcome of an address: `outcome`, and `article` and `revision`, or the `problem`.

    False if another process was first. To be called inside a transaction.
    """
    if one(db, "SELECT 1 FROM fetches WHERE pk = :pk", pk=fetch["pk"]) is None:
        return False
    problem = outcome.get("problem")
    db.execute(
        "UPDATE job_articles SET outcome = :outcome, article = :article, revision = :revision,"
        " problem = :problem WHERE job = :job AND place = :place",
        {
            "outcome": outcome["outcome"],
            "article": outcome.get("article"),
            "revision": outcome.get("revision"),
            "problem": None if problem is None else json.dumps(problem),
            "job": fetch["job"],
            "place": fetch["place"],
        },
    )
    db.execute("DELETE FROM fetches WHERE pk = ?", (fetch["pk"],))
    return True


def _set(db: Database, pk: int, columns: Row) -> None:
    names = ", ".join(f"{name} = :{name}" for name in columns)
    db.execute(f"UPDATE fetches SET {names} WHERE pk = :pk", {**columns, "pk": pk})
