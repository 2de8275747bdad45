"""The key that signs the pages' session cookies: made with the file and shared by all its servers."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.listing import one


def key(db: Database) -> bytes:
    """The latest key."""
    row = one(db, "SELECT key FROM signing_keys ORDER BY pk DESC LIMIT 1")
    assert row is not None
    return bytes(row["key"])
