"""Find the quotes that an alert fires for, and why, and how often it would have fired."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from sqlite_utils import Database

from quotes.lookup.comparison.comparison import compare
from quotes.lookup.otherwise import said_otherwise_before
from quotes.lookup.question import Question
from quotes.store.alerts import following, matching
from quotes.store.alerts.following import Follow
from quotes.store.database.connection import transaction
from quotes.store.listing import Row
from quotes.store.search import NoWords
from quotes.tracking.occasions import Kind

# At most this many quotes are queried at once.
MOST_AT_ONCE = 2_000
# About this many matches are recorded in one transaction, because others wait for it.
MOST_RECORDED = 500
# The preview looks back over this many stored quotes, and over this many that must be compared one by one.
# More would keep the person waiting who is about to follow something.
MOST_LOOKED_BACK = 200_000
MOST_COMPARED = 400
EXAMPLES = 3
# Kinds of reports that an alert on a phrase fires for.
REPORTING = ("verbatim", "trimmed", "altered")


@dataclass(frozen=True, slots=True)
class Match:
    """A quote that an alert fires for; `why` gives the grounds beyond the alert's own conditions."""

    quote: int
    day: str
    why: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """How often an alert would have fired for articles of the last 30 and 365 days, with the latest quotes.

    `complete` is False if only the latest stored quotes were examined, so that the true number may be higher.
    """

    month: int
    year: int
    complete: bool
    latest: list[Match]


def match_new(db: Database, now: float) -> int:
    """Match newly stored quotes against all alerts. Returns the number of new matches.

    Matching itself holds no lock. The matches of an alert are recorded in one transaction together with how
    far was read, unless another process was first.
    """
    found = 0
    while True:
        until = matching.settled_until(db, MOST_AT_ONCE)
        behind = matching.behind(db, until)
        if not behind:
            return found
        speaking = matching.speaking(db, min(alert["seen"] for alert in behind), until)
        asked: list[Row] = []
        idle: list[Row] = []
        for alert in behind:
            # Most alerts follow somebody who said nothing new.
            (idle if alert["root"] is not None and alert["root"] not in speaking else asked).append(alert)
        for start in range(0, len(idle), MOST_RECORDED):
            with transaction(db):
                some = [alert["pk"] for alert in idle[start : start + MOST_RECORDED]]
                matching.pass_by(db, some, until)
        for portion in _in_portions(db, asked, until):
            with transaction(db):
                found += sum(matching.record(db, alert, told, until, now) for alert, told in portion)


def _in_portions(
    db: Database, alerts: Iterable[Row], until: int
) -> Iterator[list[tuple[Row, list[tuple[int, str]]]]]:
    """Alerts with the matches of each, oldest first, in portions to record in one transaction."""
    some: list[tuple[Row, list[tuple[int, str]]]] = []
    matches = 0
    for alert in alerts:
        found = list(matched(db, following.follow_of(alert), alert["seen"], until))
        some.append((alert, [(one.quote, json.dumps(one.why)) for one in found[::-1]]))
        matches += len(found)
        if matches >= MOST_RECORDED or len(some) >= MOST_RECORDED:
            yield some
            some, matches = [], 0
    if some:
        yield some


def matched(db: Database, follow: Follow, after: int, until: int) -> Iterator[Match]:
    """The quotes stored after one and up to another that an alert fires for, the latest first."""
    try:
        rows = matching.candidates(db, follow, after, until)
    except NoWords:  # the phrase has no words by today's rules
        return iter(())
    return _explained(db, follow, rows)


def still(db: Database, alert: Row, quote: int, why: dict[str, Any]) -> dict[str, Any] | None:
    """Why an alert still fires for a quote that it has matched; None if it does not.

    Meanwhile people may have given the words to another speaker, or the contradiction may be gone.
    """
    row = matching.still(db, following.follow_of(alert), quote)
    if row is None:
        return None
    if alert["kind"] == "contradiction":
        return _says_otherwise(db, row["statement"], cast("Kind | None", alert["otherwise"]))
    return why


def preview(db: Database, follow: Follow, today: date) -> Preview:
    """How often the alert would have fired. Raises NoWords if there is nothing to search for."""
    last = following.last_quote(db)
    after = max(0, last - MOST_LOOKED_BACK)
    since = (today - timedelta(days=365)).isoformat()
    month = (today - timedelta(days=30)).isoformat()
    rows = list(matching.candidates(db, follow, after, last, since))
    complete = after == 0
    if follow.kind in ("phrase", "contradiction"):
        complete = complete and len(rows) <= MOST_COMPARED
        rows = rows[:MOST_COMPARED]
    found = list(_explained(db, follow, rows))
    return Preview(
        month=sum(one.day >= month for one in found),
        year=len(found),
        complete=complete,
        latest=found[:EXAMPLES],
    )


def latest(db: Database, follow: Follow, most: int) -> list[Match]:
    """The latest stored quotes that an alert fires for, whatever their day."""
    last = following.last_quote(db)
    rows = matching.candidates(db, follow, max(0, last - MOST_LOOKED_BACK), last)
    found: list[Match] = []
    for number, row in enumerate(rows):
        found += _explained(db, follow, [row])
        if len(found) >= most or number >= MOST_COMPARED:
            break
    return found


def _explained(db: Database, follow: Follow, rows: Iterable[Row]) -> Iterator[Match]:
    """Those candidates that the alert really fires for."""
    for row in rows:
        why: dict[str, Any] | None = {}
        if follow.phrase is not None:
            why = _reports(follow.phrase, row)
        elif follow.kind == "contradiction":
            why = _says_otherwise(db, row["statement"], cast("Kind | None", follow.otherwise))
        if why is not None:
            yield Match(row["pk"], row["day"], why)


def _reports(phrase: str, row: Row) -> dict[str, Any] | None:
    """How a quote reports the phrase; None if the earlier wording of the quote reported it the same way."""
    asked = Question(phrase)
    kind = compare(asked, row["text"]).kind
    if kind not in REPORTING:
        return None
    if row["replaced"] is not None and compare(asked, row["replaced"]).kind in REPORTING:
        return None
    return {"match": kind}


def _says_otherwise(db: Database, statement: int, kind: Kind | None) -> dict[str, Any] | None:
    """What the speaker said before that differs, the most significant first."""
    before = said_otherwise_before(db, statement, kind)
    if not before:
        return None
    return {"otherwise": before[0]["statement"]["id"], "kind": before[0]["kind"]}
