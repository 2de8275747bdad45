"""Access tokens and their scopes. Only hashes are stored, so a token is shown once, when it is made."""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from quotes.store.database.connection import transaction, writing
from quotes.store.listing import Row, one

# What a token may do, in the order shown to users: read, post articles, and make decisions about quotes and
# speakers.
SCOPES = ("read", "write", "decide")
# The name of the token given by the setting QUOTES_TOKEN, which is not stored in the file.
ENVIRONMENT = "environment"
LONGEST_NAME = 80


class BadName(ValueError):  # noqa: N818 - reads as a sentence
    """A token cannot have this name; the message says why."""


class NoToken(ValueError):  # noqa: N818 - reads as a sentence
    """There is no such token, or it is already revoked; the message says which."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret. Times are ISO 8601 in UTC; `id` is None for the token in the settings.

    `last_used` is exact to the minute. `expires` is the moment from which the token is refused.
    """

    id: int | None
    name: str
    scopes: tuple[str, ...] = SCOPES
    created: str | None = None
    last_used: str | None = None
    expires: str | None = None
    revoked: str | None = None

    def state(self, now: datetime) -> str:
        """Whether it is `good`, `expired` or `revoked`."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires is not None and self.expires <= _written(now) else "good"


def create(db: Database, name: str, scopes: Collection[str] = SCOPES, expires: datetime | None = None) -> str:
    """Make a token. The value returned is the only copy of the secret.

    The scopes `write` and `decide` include `read`, since their answers show what is stored. Raises BadName.
    """
    _check_name(name)
    unknown = set(scopes) - set(SCOPES)
    if unknown or not scopes:
        raise ValueError(f"not scopes: {sorted(unknown)}")
    token = secrets.token_urlsafe(32)
    row = {
        "name": name,
        "hash": _hash(token),
        "scopes": " ".join(scope for scope in SCOPES if scope in {*scopes, "read"}),
        "created": _written(datetime.now(UTC)),
        "expires": None if expires is None else _written(expires),
    }
    with transaction(db):
        if _called(db, name) is not None:
            raise BadName(f"There is already a token named {name!r}; revoke it or choose another name.")
        db.table("tokens").insert(row)
    return token


def free_name(db: Database, wish: str) -> str:
    """A name that no valid token has: `wish`, or `wish` with a number after it."""
    name, number = wish, 1
    while _called(db, name) is not None:
        number += 1
        name = f"{wish} {number}"
    return name


def listing(db: Database) -> list[Token]:
    """All tokens made for this file, the latest first."""
    return [_token(row) for row in db.query("SELECT * FROM tokens ORDER BY pk DESC")]


def revoke(db: Database, name: str) -> Token:
    """Revoke the token with a name or an id. Raises NoToken."""
    with transaction(db):
        if name.isdecimal():
            number = int(name)
            row = one(db, "SELECT * FROM tokens WHERE pk = :pk", pk=number) if number < 2**63 else None
        else:
            row = _called(db, name)
        if row is None:
            raise NoToken(f"There is no token {name!r} to revoke.")
        if row["revoked"] is not None:
            raise NoToken(f"The token {row['name']!r} was revoked on {row['revoked']}.")
        db.table("tokens").update(row["pk"], {"revoked": _written(datetime.now(UTC))})
    return _token(row)


def any_exist(db: Database) -> bool:
    """Whether a token was ever made for this file."""
    return one(db, "SELECT 1 FROM tokens LIMIT 1") is not None


def find(db: Database, token: str) -> Token | None:
    """The token with this secret, valid or not."""
    hashed = _hash(token)
    row = one(db, "SELECT * FROM tokens WHERE hash = :hash", hash=hashed)
    return _token(row) if row is not None and hmac.compare_digest(row["hash"], hashed) else None


def get(db: Database, number: int) -> Token | None:
    """The token with this id, valid or not."""
    row = one(db, "SELECT * FROM tokens WHERE pk = :pk", pk=number) if number < 2**63 else None
    return None if row is None else _token(row)


def note_use(path: Path, token: Token, now: datetime) -> None:
    """Record that a token was used, at most once a minute.

    No request waits or fails because of this: if the file is busy or read-only, this use is not recorded.
    """
    minute = now.replace(second=0, microsecond=0).isoformat(timespec="minutes")
    if token.id is None or (token.last_used is not None and token.last_used >= minute):
        return
    with suppress(sqlite3.OperationalError), writing(path) as db:
        db.execute("PRAGMA busy_timeout = 0")
        db.execute("UPDATE tokens SET last_used = ? WHERE pk = ?", (minute, token.id))


def _called(db: Database, name: str) -> Row | None:
    """The token with this name that is not revoked."""
    return one(db, "SELECT * FROM tokens WHERE name = :name COLLATE NOCASE AND revoked IS NULL", name=name)


def _check_name(name: str) -> None:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise BadName(
            f"A token's name is 1 to {LONGEST_NAME} printable characters, without spaces at its ends."
        )
    if name.isdecimal():
        raise BadName("A token's name cannot be a number, which would be taken for the id of another.")
    if name.casefold() == ENVIRONMENT:
        raise BadName(f"The name {ENVIRONMENT!r} is reserved for the token in QUOTES_TOKEN.")


def _token(row: Row) -> Token:
    return Token(
        id=row["pk"],
        name=row["name"],
        scopes=tuple(row["scopes"].split()),
        created=row["created"],
        last_used=row["last_used"],
        expires=row["expires"],
        revoked=row["revoked"],
    )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _hash(token: str) -> str:
    # Tokens are long and random, so nothing is gained by a slow hash.
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
