"""The outbox: digests that are due, each created once and sent under one id, however often that is tried.

A digest is created in the transaction that takes its matches. Its sender holds it for a while. If the sender
dies, another tries again with the same id, by which receivers recognise duplicates.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import UTC, datetime

from sqlite_utils import Database

from quotes.store.access.tokens import ENVIRONMENT
from quotes.store.alerts.following import OPERATOR
from quotes.store.database.connection import transaction
from quotes.store.listing import Row, listed, one
from quotes.store.quotations.quotes import QUOTED

# How many seconds a sender holds a delivery: longer than any channel takes.
HELD_SECONDS = 300.0
# Times further ahead than this many seconds were recorded by a wrong clock.
WRONG_CLOCK = 3 * 86_400.0

# If an owner's token is revoked or expired, nothing is sent until there is a valid token of that name again.
_OWNER_IS_GOOD = f"""(d.owner IN ('{OPERATOR}', '{ENVIRONMENT}') OR EXISTS (SELECT 1 FROM tokens t
    WHERE t.name = d.owner COLLATE NOCASE AND t.revoked IS NULL
    AND (t.expires IS NULL OR t.expires > :today)))"""
_PENDING = "m.delivery IS NULL AND m.matched >= a.tell_from AND a.active"
# In this order, since the matches of alerts that have their feed alone stay undelivered for ever.
_DUE = f"""
SELECT d.pk, d.every, max(m.pk) AS last FROM destinations d
CROSS JOIN alerts a ON a.destination = d.pk CROSS JOIN alert_matches m ON m.alert = a.pk
WHERE {_PENDING} AND d.off IS NULL AND {_OWNER_IS_GOOD} AND d.channel IN {{channels}}
    AND (m.matched < CASE d.every WHEN 'day' THEN :day WHEN 'week' THEN :week ELSE 1e300 END
        OR m.matched > :wrong)
GROUP BY d.pk ORDER BY d.pk
"""
_WAITING = f"""
FROM deliveries v JOIN destinations d ON d.pk = v.destination
WHERE v.state = 'waiting' AND d.off IS NULL AND {_OWNER_IS_GOOD}
"""

_TROUBLED = """
SELECT x.owner FROM deliveries y JOIN destinations x ON x.pk = y.destination
WHERE y.state = 'waiting' AND y.error IS NOT NULL
"""


def make_due(db: Database, channels: Collection[str], now: float, day: datetime, week: datetime) -> int:
    """Create the digests of what has matched and is due. Returns how many.

    `day` is the last time at which daily digests were due, `week` the same for weekly ones. `channels` are
    those that can be used. What is due by another waits, and becomes one digest when that can be used.
    """
    wanted, values = listed("channel", sorted(channels))
    values |= {"day": day.timestamp(), "week": week.timestamp(), "today": _written(now)}
    values["wrong"] = now + WRONG_CLOCK
    sql = _DUE.format(channels=wanted)
    if next(iter(db.query(sql, values)), None) is None:
        return 0
    made = 0
    with transaction(db):
        for due in list(db.query(sql, values)):
            until = {"day": day, "week": week}.get(due["every"])
            slot = f"match {due['last']}" if until is None else f"{due['every']} {until:%Y-%m-%d}"
            pk = _make(db, due["pk"], slot, now)
            if pk is not None:
                before = 1e300 if until is None else until.timestamp()
                db.execute(
                    f"UPDATE alert_matches SET delivery = ? WHERE pk IN (SELECT m.pk FROM alerts a"
                    f" CROSS JOIN alert_matches m ON m.alert = a.pk WHERE a.destination = ? AND {_PENDING}"
                    " AND (m.matched < ? OR m.matched > ?))",
                    (pk, due["pk"], before, values["wrong"]),
                )
                made += 1
    return made


def make_test(db: Database, alert: Row, now: float) -> str:
    """Create a delivery with an example of the alert's messages, unless one is waiting. Returns its id."""
    with transaction(db):
        waiting = one(
            db, "SELECT id FROM deliveries WHERE test = :alert AND state = 'waiting'", alert=alert["pk"]
        )
        if waiting is not None:
            return str(waiting["id"])
        pk = _make(db, alert["destination"], f"test {secrets.token_hex(8)}", now)
        db.execute("UPDATE deliveries SET test = ? WHERE pk = ?", (alert["pk"], pk))
        row = one(db, "SELECT id FROM deliveries WHERE pk = :pk", pk=pk)
    assert row is not None
    return str(row["id"])


def claim(db: Database, channels: Collection[str], now: float) -> Row | None:
    """Hold the delivery that is due first, with its destination; None if nothing is due.

    New deliveries come first, and among them those of owners without failed ones, so that receivers that are
    slow or fail do not delay others for long, however many one owner has. `channels` are those that can be
    used. `tries` includes this attempt.
    """
    wanted, values = listed("channel", sorted(channels))
    sql = (
        f"SELECT v.pk {_WAITING} AND (v.next_at <= :now OR v.next_at > :wrong)"
        f" AND (v.until <= :now OR v.until > :wrong) AND d.channel IN {wanted}"
        f" ORDER BY v.tries > 0, d.owner IN ({_TROUBLED}), v.next_at, v.pk LIMIT 1"
    )
    values |= {"now": now, "wrong": now + WRONG_CLOCK, "today": _written(now)}
    if one(db, sql, **values) is None:
        return None
    with transaction(db):
        found = one(db, sql, **values)
        if found is None:
            return None
        db.execute(
            "UPDATE deliveries SET tries = tries + 1, holder = ?, until = ? WHERE pk = ?",
            (secrets.token_hex(8), now + HELD_SECONDS, found["pk"]),
        )
        return one(
            db,
            "SELECT v.*, d.owner, d.channel, d.target, d.every, d.secret FROM deliveries v"
            " JOIN destinations d ON d.pk = v.destination WHERE v.pk = :pk",
            pk=found["pk"],
        )


def sent(db: Database, pk: int, now: float) -> None:
    """Record that a delivery has arrived."""
    _settle(db, pk, {"state": "sent", "sent": _written(now), "error": None})


def put_off(db: Database, delivery: Row, why: str, until: float) -> None:
    """Try a delivery again later, unless somebody else holds it by now."""
    with transaction(db):
        db.execute(
            "UPDATE deliveries SET next_at = ?, error = ?, until = 0"
            " WHERE pk = ? AND state = 'waiting' AND holder = ?",
            (until, why, delivery["pk"], delivery["holder"]),
        )


def give_up(db: Database, pk: int, why: str, state: str = "failed") -> None:
    """Stop trying a delivery: it has `failed`, or is `dropped` because nothing is left to report."""
    _settle(db, pk, {"state": state, "error": why, "sent": None})


def contents(db: Database, pk: int) -> list[Row]:
    """The matches of a digest that still count, in order: `alert`, `quote`, `why` and `statement`.

    Leaves out a statement that an earlier digest reported for the same alert, as when two were merged; but
    not for a phrase, of which every report counts.
    """
    sql = (
        "SELECT m.alert, m.quote, m.why, q.statement FROM alert_matches m JOIN quotes q ON q.pk = m.quote"
        " JOIN alerts a ON a.pk = m.alert"
        f" WHERE m.delivery = :delivery AND {QUOTED} AND (a.kind = 'phrase' OR NOT EXISTS ("
        "SELECT 1 FROM quotes e JOIN alert_matches b ON b.quote = e.pk WHERE e.statement = q.statement"
        " AND b.alert = m.alert AND b.delivery < m.delivery)) ORDER BY m.pk"
    )
    return list(db.query(sql, {"delivery": pk}))


def latest(db: Database, alert: int, most: int) -> list[Row]:
    """The digests with matches of an alert, the latest first: `id`, `state`, `made`, `sent`, `error`."""
    sql = (
        "SELECT v.id, v.state, v.test IS NOT NULL AS test, v.made, v.sent, v.tries, v.error FROM deliveries v"
        " WHERE v.test = :alert OR v.pk IN (SELECT delivery FROM alert_matches WHERE alert = :alert)"
        " ORDER BY v.pk DESC LIMIT :most"
    )
    return list(db.query(sql, {"alert": alert, "most": most}))


def _make(db: Database, destination: int, slot: str, now: float) -> int | None:
    """Create a delivery; None if there already is one for this slot."""
    found = db.execute(
        "INSERT INTO deliveries (id, destination, slot, state, next_at, made)"
        " VALUES (?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING RETURNING pk",
        (f"msg_{secrets.token_hex(12)}", destination, slot, now, _written(now)),
    ).fetchone()
    return None if found is None else int(found[0])


def _settle(db: Database, pk: int, columns: Row) -> None:
    with transaction(db):
        db.execute(
            "UPDATE deliveries SET state = :state, error = :error, sent = :sent, until = 0"
            " WHERE pk = :pk AND state = 'waiting'",
            {**columns, "pk": pk},
        )


def _written(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
