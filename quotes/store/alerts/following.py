"""Alerts and the destinations that they are delivered to, each with its owner."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from time import time
from typing import Any, Literal

from sqlite_utils import Database

from quotes.extraction import Factuality
from quotes.store.database.connection import transaction
from quotes.store.listing import Listing, Page, Row, one

Kind = Literal["speaker", "topic", "search", "phrase", "contradiction"]
Every = Literal["day", "week", "once"]

# The owner of what is created on the command line, by whoever has the file.
OPERATOR = ""
# Limit per owner, so that nobody fills the file or slows down everybody's matching.
MOST_ALERTS = 500

SELECT = """
SELECT a.*, s.slug AS speaker_slug, s.name AS speaker_name, d.channel, d.target, d.every, d.secret, d.off,
    (SELECT count(*) FROM alert_matches m WHERE m.alert = a.pk) AS matches
FROM alerts a LEFT JOIN speakers p ON p.pk = a.speaker
LEFT JOIN speakers s ON s.pk = coalesce(p.merged_into, p.pk)
LEFT JOIN destinations d ON d.pk = a.destination
"""


class TooManyAlerts(ValueError):  # noqa: N818 - reads as a sentence
    """An owner has reached the limit of alerts."""

    def __init__(self) -> None:
        super().__init__(f"nobody may have more than {MOST_ALERTS} alerts; delete one first")


@dataclass(frozen=True, slots=True)
class Follow:
    """What is followed: quotes that meet all conditions that are not None.

    A `phrase` is words whose reports are wanted, `otherwise` the kind of contradictions. `speaker` is a pk,
    `about` a topic's name, which may mean more topics tomorrow than today.
    """

    kind: Kind
    speaker: int | None = None
    about: str | None = None
    q: str | None = None
    phrase: str | None = None
    otherwise: str | None = None
    form: str | None = None
    factuality: Factuality | None = "said"
    min_confidence: float | None = None
    min_said_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where digests go, and how often."""

    channel: str
    target: str
    every: Every


def add(
    db: Database, owner: str, follow: Follow, destination: Destination | None, note: str | None = None
) -> Row:
    """Create an alert, which fires for what is stored from now on. Raises TooManyAlerts."""
    now = time()
    at = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    with transaction(db):
        if db.execute("SELECT count(*) FROM alerts WHERE owner = ?", (owner,)).fetchone()[0] >= MOST_ALERTS:
            raise TooManyAlerts
        row = {
            "id": secrets.token_hex(8),
            "owner": owner,
            **asdict(follow),
            "note": note,
            "destination": None if destination is None else _destination(db, owner, destination, now),
            "created": at,
            "seen": last_quote(db),
            "tell_from": now,
        }
        db.table("alerts").insert(row)
        found = get(db, row["id"])
    assert found is not None
    return found


def change(db: Database, pk: int, given: Mapping[str, Any], destination: Destination | None) -> None:
    """Set some of an alert's `note` and `active`, and its destination, if given.

    An alert that is switched on again fires for what is stored from then on, and its destination is used
    again, whoever had switched it off.
    """
    now = time()
    with transaction(db):
        row = one(db, "SELECT * FROM alerts WHERE pk = :pk", pk=pk)
        if row is None:
            return
        new = {name: given[name] for name in ("note", "active") if name in given}
        if destination is not None:
            new["destination"] = _destination(db, row["owner"], destination, now)
            if row["destination"] is None:
                new["tell_from"] = now
        if new.get("active"):
            _write_again(db, new.get("destination", row["destination"]), now)
            if not row["active"]:
                new |= {"seen": last_quote(db), "tell_from": now}
        if new:
            db.table("alerts").update(pk, new)
        _forget_unused(db)


def remove(db: Database, pk: int) -> None:
    """Delete an alert with its matches, and its destination if no other alert uses it."""
    with transaction(db):
        db.execute("DELETE FROM alerts WHERE pk = ?", (pk,))
        _forget_unused(db)


def get(db: Database, identifier: str) -> Row | None:
    """An alert with its speaker's name and slug, its destination, and the number of its matches."""
    return one(db, f"{SELECT} WHERE a.id = :id", id=identifier)


def by_pk(db: Database, pks: list[int]) -> dict[int, Row]:
    """These alerts."""
    rows = (one(db, f"{SELECT} WHERE a.pk = :pk", pk=pk) for pk in pks)
    return {row["pk"]: row for row in rows if row is not None}


def listing(db: Database, owner: str | None, limit: int = 20, cursor: str | None = None) -> Page:
    """The alerts of an owner, or of everybody, the latest first. Raises cursor.BadCursor."""
    return list_of(owner).page(db, limit, cursor, dict)


def list_of(owner: str | None) -> Listing:
    """The filtered list."""
    rows = Listing("alerts", SELECT, "a", "created")
    rows.where_given("a.owner = :owner", owner=owner)
    return rows


def every(db: Database) -> list[Row]:
    """All alerts, the earliest first."""
    return list(db.query(f"{SELECT} ORDER BY a.pk"))


def follow_of(row: Mapping[str, Any]) -> Follow:
    """What an alert follows."""
    return Follow(**{name: row[name] for name in Follow.__dataclass_fields__})


def last_quote(db: Database) -> int:
    """The quote that was stored last; 0 if there is none."""
    return int(db.execute("SELECT coalesce(max(pk), 0) FROM quotes").fetchone()[0])


def switch_off(db: Database, destination: int, why: str) -> None:
    """Stop sending to a destination, and record why."""
    with transaction(db):
        db.execute("UPDATE destinations SET off = ? WHERE pk = ? AND off IS NULL", (why, destination))
        db.execute(
            "UPDATE deliveries SET state = 'dropped', error = ? WHERE destination = ? AND state = 'waiting'",
            (why, destination),
        )


def addressees(db: Database, owner: str, channel: str, target: str) -> list[int]:
    """The destinations of an owner at one address, whatever their frequency."""
    sql = "SELECT pk FROM destinations WHERE owner = ? AND channel = ? AND target = ? ORDER BY pk"
    return [pk for (pk,) in db.execute(sql, (owner, channel, target))]


def destination(db: Database, pk: int) -> Row | None:
    """A destination with its secret."""
    return one(db, "SELECT * FROM destinations WHERE pk = :pk", pk=pk)


def _destination(db: Database, owner: str, wanted: Destination, now: float) -> int:
    """The destination, created if there is none; one that was off is switched on again."""
    # A secret as Standard Webhooks writes it: 24 to 64 random bytes in base64.
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    (pk,) = db.execute(
        "INSERT INTO destinations (owner, channel, target, every, secret)"
        " VALUES (:owner, :channel, :target, :every, :secret)"
        " ON CONFLICT DO UPDATE SET every = excluded.every RETURNING pk",
        {"owner": owner, **asdict(wanted), "secret": secret},
    ).fetchone()
    _write_again(db, pk, now)
    return int(pk)


def _write_again(db: Database, destination: int | None, now: float) -> None:
    """Switch a destination on again, for matches from now on."""
    switched = "UPDATE destinations SET off = NULL WHERE pk = ? AND off IS NOT NULL"
    if db.execute(switched, (destination,)).rowcount:
        db.execute("UPDATE alerts SET tell_from = ? WHERE destination = ?", (now, destination))


def _forget_unused(db: Database) -> None:
    db.execute(
        "DELETE FROM destinations WHERE pk NOT IN"
        " (SELECT destination FROM alerts WHERE destination IS NOT NULL)"
    )
