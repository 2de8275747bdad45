"""Present alerts to programs and on pages; and their feeds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from quotes.alerts import feed
from quotes.alerts.contents import told_of
from quotes.alerts.digest import compose, title_of
from quotes.alerts.matching import Match, Preview
from quotes.alerts.signed_links import feed_key
from quotes.alerts.wishes import ANY
from quotes.fetching.response import moment_of
from quotes.links import Links
from quotes.lookup.evidence.enrichment import with_evidence
from quotes.store.alerts import matching, outbox
from quotes.store.listing import Row
from quotes.store.quotations import quotes

MOST_DELIVERIES = 10


def shown(db: Database, alert: Row, base: str) -> dict[str, Any]:
    """An alert as its owner sees it; `base` is the address of the service."""
    speaker = None
    if alert["speaker"] is not None:
        speaker = {"name": alert["speaker_name"], "slug": alert["speaker_slug"]}
    deliver = None
    if alert["destination"] is not None:
        deliver = {
            "by": alert["channel"],
            "to": alert["target"],
            "every": alert["every"],
            "secret": alert["secret"] if alert["channel"] == "webhook" else None,
            "off": alert["off"],
        }
    same = ("id", "about", "q", "phrase", "otherwise", "form", "note", "created", "matches")
    return {
        **{name: alert[name] for name in (*same, "min_confidence", "min_said_confidence")},
        "follow": alert["kind"],
        "title": title_of(alert),
        "speaker": speaker,
        "factuality": alert["factuality"] or ANY,
        "active": bool(alert["active"]),
        "deliver": deliver,
        "feed": f"{base}/api/alerts/{alert['id']}/feed.atom?key={feed_key(db, alert['id'])}",
    }


def in_full(db: Database, alert: Row, base: str) -> dict[str, Any]:
    """The same, with its most recent deliveries."""
    return {**shown(db, alert, base), "deliveries": outbox.latest(db, alert["pk"], MOST_DELIVERIES)}


def preview_shown(db: Database, found: Preview) -> dict[str, Any]:
    """How often an alert would have fired, with the latest quotes in full."""
    return {
        "last_30_days": found.month,
        "last_365_days": found.year,
        "complete": found.complete,
        "latest": quotes_of(db, found.latest),
    }


def quotes_of(db: Database, matches: list[Match]) -> list[Row]:
    """The quotes of matches with their evidence."""
    return with_evidence(db, quotes.by_pk(db, [one.quote for one in matches]))


def feed_of(db: Database, alert: Mapping[str, Any], base: str) -> bytes:
    """The Atom feed of an alert's matches, the latest first."""
    rows = matching.latest(db, alert["pk"], feed.FEED_LENGTH)
    told = told_of(db, [{**row, "alert": alert["pk"]} for row in rows])
    items = [
        (compose([one], Links(base), "once").items[0], moment_of(row["matched"]))
        for one, row in zip(told, rows, strict=False)  # no quote if it was deleted meanwhile
    ]
    title = title_of(alert)
    return feed.atom(
        items,
        title=title[0].upper() + title[1:],
        address=f"{base}/api/alerts/{alert['id']}/feed.atom?key={feed_key(db, alert['id'])}",
        created=datetime.fromisoformat(alert["created"]),
    )
