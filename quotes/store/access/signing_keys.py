"""The key that sessions of the pages are signed with: made with the file, one for all its servers."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.listing import one


def key(db: Database) -> bytes:
    """The latest key."""
    row = one(db, "SELECT key FROM signing_keys ORDER BY pk DESC LIMIT 1")
    assert row is not None
    return bytes(row["key"])
