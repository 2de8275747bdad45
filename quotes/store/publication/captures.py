"""Captures: the address from which an article was fetched, when, and the hash of the response."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.fetching.evidence import Capture
from quotes.store.database.connection import transaction
from quotes.store.listing import Row, one


def put(db: Database, article: str, capture: Capture) -> None:
    """The same as `note`, in a transaction of its own."""
    with transaction(db):
        note(db, article, capture)


def note(db: Database, article: str, capture: Capture) -> None:
    """Record that an article was fetched or found in an archive; reading it again there changes nothing.

    To be called inside a transaction.
    """
    row = {
        "article": article,
        "url": capture.url,
        "at": capture.at,
        "sha256": capture.sha256,
        "file": capture.file,
        "place": capture.offset,
    }
    same = " AND ".join(f"{name} IS :{name}" for name in row)
    if one(db, f"SELECT 1 FROM captures WHERE {same}", **row) is None:
        db.table("captures").insert(row)


def of_article(db: Database, article: str) -> list[Row]:
    """All captures of an article, the oldest first."""
    return list(
        db.query(
            "SELECT url, at, sha256, file, place AS offset FROM captures"
            " WHERE article = :article ORDER BY pk",
            {"article": article},
        )
    )
