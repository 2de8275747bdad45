"""Bearer tokens. Only their hashes are kept: a token is shown once, when it is made."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime
from hashlib import sha256

from sqlite_utils import Database

from quotes.store.connection import transaction
from quotes.store.page import one


def create(db: Database, label: str) -> str:
    """A new token, which cannot be shown again."""
    token = secrets.token_urlsafe(32)
    with transaction(db):
        db.table("tokens").insert(
            {"label": label, "hash": _hash(token), "created": datetime.now(UTC).isoformat(timespec="seconds")}
        )
    return token


def any_exist(db: Database) -> bool:
    """Whether a token was ever made for this file."""
    return one(db, "SELECT 1 FROM tokens LIMIT 1") is not None


def valid(db: Database, token: str) -> bool:
    """Whether this is a token of this file."""
    hashed = _hash(token)
    row = one(db, "SELECT hash FROM tokens WHERE hash = :hash", hash=hashed)
    return row is not None and hmac.compare_digest(row["hash"], hashed)


def _hash(token: str) -> str:
    # Tokens are long and random, so nothing is gained by a slow hash.
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
