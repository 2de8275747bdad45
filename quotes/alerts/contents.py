"""What a delivery tells: of what has matched, that which is still to be told as things are now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from quotes.alerts import matching
from quotes.alerts.digest import MOST_ITEMS, MOST_REPORTS, Digest, Told, compose
from quotes.links import Links
from quotes.lookup.evidence.enrichment import with_evidence
from quotes.store.alerts import following, outbox
from quotes.store.listing import Row
from quotes.store.quotations import quotes
from quotes.store.tracking import statements

OF_A_TEST = 3


def digest_of(db: Database, delivery: Row, links: Links) -> Digest | None:
    """What a delivery tells, as things are now; None where nothing of it counts any more."""
    if delivery["test"] is not None:
        return _test(db, delivery, links)
    found: dict[int, list[Row]] = {}
    for row in outbox.contents(db, delivery["pk"]):
        found.setdefault(row["statement"], []).append(row)
    shown: list[Row] = []
    unread: dict[int, int] = {}
    left = list(found)
    while left and len(unread) < MOST_ITEMS:
        statement = left.pop(0)
        still, rest = _still(db, found[statement])
        if still:
            shown += still
            unread[statement] = rest
    if not shown:
        return None
    return compose(told_of(db, shown), links, delivery["every"], more=len(left), unread=unread)


def _test(db: Database, delivery: Row, links: Links) -> Digest | None:
    """What an alert would have fired for last."""
    alert = following.by_pk(db, [delivery["test"]]).get(delivery["test"])
    if alert is None:  # deleted meanwhile
        return None
    found = matching.latest(db, following.follow_of(alert), OF_A_TEST)
    rows = [{"alert": alert["pk"], "quote": one.quote, "why": json.dumps(one.why)} for one in found]
    return compose(told_of(db, rows), links, delivery["every"], test=True)


def _still(db: Database, rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The matches of a statement that still hold, of as many reports as are shown; and how many more."""
    alerts = following.by_pk(db, list(dict.fromkeys(row["alert"] for row in rows)))
    kept: list[Row] = []
    reports: set[int] = set()
    for at, row in enumerate(rows):
        if len(reports) > MOST_REPORTS and row["quote"] not in reports:
            return kept, len({one["quote"] for one in rows[at:]} - reports)
        why = None
        if row["alert"] in alerts:  # not deleted meanwhile
            why = matching.still(db, alerts[row["alert"]], row["quote"], json.loads(row["why"]))
        if why is not None:
            reports.add(row["quote"])
            kept.append({**row, "why": json.dumps(why)})
    return kept, 0


def told_of(db: Database, rows: Sequence[Row]) -> list[Told]:
    """Matches, each a row of `alert`, `quote` and `why`, with what a person is shown of them."""
    alerts = following.by_pk(db, list(dict.fromkeys(row["alert"] for row in rows)))
    shown = with_evidence(db, quotes.by_pk(db, list(dict.fromkeys(row["quote"] for row in rows))))
    packets = {packet["pk"]: packet for packet in shown}
    told = []
    for row in rows:
        if row["alert"] not in alerts:  # deleted meanwhile
            continue
        why = json.loads(row["why"])
        quote = packets[row["quote"]]
        told.append(Told(alerts[row["alert"]], quote, why, _earlier(db, quote, why)))
    return told


def _earlier(db: Database, quote: Row, why: dict[str, Any]) -> Row | None:
    """What the speaker has said otherwise before, if that is a statement of its own by now."""
    earlier = statements.get(db, why["otherwise"]) if "otherwise" in why else None
    while earlier is not None and earlier["merged_into"] is not None:
        earlier = statements.get(db, earlier["merged_into"])
    return None if earlier is None or earlier["pk"] == quote["statement_pk"] else earlier
