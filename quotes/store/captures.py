"""Where the texts of articles came from: the address that was fetched, when, and the hash of the answer."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.fetching.evidence import Capture
from quotes.store.connection import transaction
from quotes.store.page import Row


def put(db: Database, article: str, capture: Capture) -> None:
    """Note that an article was fetched."""
    with transaction(db):
        db.table("captures").insert(
            {
                "article": article,
                "url": capture.url,
                "at": capture.at,
                "sha256": capture.sha256,
                "file": capture.file,
                "place": capture.offset,
            }
        )


def of_article(db: Database, article: str) -> list[Row]:
    """Each time an article was fetched, the first first."""
    return list(
        db.query(
            "SELECT url, at, sha256, file, place AS offset FROM captures WHERE article = :article ORDER BY pk",
            {"article": article},
        )
    )
