"""Where the texts of articles came from: the address that was fetched, when, and the hash of the answer."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.fetching.evidence import Capture
from quotes.store.database.connection import transaction
from quotes.store.listing import Row, one


def put(db: Database, article: str, capture: Capture) -> None:
    """Note that an article was fetched, or found in an archive; once, however often it is read there."""
    row = {
        "article": article,
        "url": capture.url,
        "at": capture.at,
        "sha256": capture.sha256,
        "file": capture.file,
        "place": capture.offset,
    }
    same = " AND ".join(f"{name} IS :{name}" for name in row)
    with transaction(db):
        if one(db, f"SELECT 1 FROM captures WHERE {same}", **row) is None:
            db.table("captures").insert(row)


def of_article(db: Database, article: str) -> list[Row]:
    """Each time an article was fetched, the first first."""
    return list(
        db.query(
            "SELECT url, at, sha256, file, place AS offset FROM captures"
            " WHERE article = :article ORDER BY pk",
            {"article": article},
        )
    )
