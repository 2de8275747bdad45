"""Which quotes an alert fires for, why, and how often it would have fired."""

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

# So many quotes are asked about at once.
MOST_AT_ONCE = 2_000
# So many matches are written down in one transaction, which others wait for; more if one alert has them.
MOST_RECORDED = 500
# The past is asked about as far back as so many stored quotes, and of what must be compared one by one, so
# many; more would make the person wait who is about to follow something.
MOST_LOOKED_BACK = 200_000
MOST_COMPARED = 400
EXAMPLES = 3
# Reports of words in which an alert on a phrase fires.
REPORTING = ("verbatim", "trimmed", "altered")


@dataclass(frozen=True, slots=True)
class Match:
    """A quote that an alert fires for; `why` is what that rests on, beside what the alert says."""

    quote: int
    day: str
    why: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """How often an alert would have fired for articles of the last 30 and 365 days, and lately for which.

    `complete` is False where only the latest stored quotes were looked at, so that it may have been more.
    """

    month: int
    year: int
    complete: bool
    latest: list[Match]


def match_new(db: Database, now: float) -> int:
    """Let all alerts see what has been stored; how many matches are new.

    Nobody has to wait while the alerts are asked. What one has matched is written down in one transaction
    with how far it has seen, unless another process has been there first.
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
            # Most of many alerts follow somebody who has said nothing new.
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
    """Alerts with what each has matched, the earliest first, as many together as are written down at once."""
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
    except NoWords:  # words that today's rules take for none
        return iter(())
    return _explained(db, follow, rows)


def still(db: Database, alert: Row, quote: int, why: dict[str, Any]) -> dict[str, Any] | None:
    """Why a quote that an alert has fired for is still to be told; None where that does not hold any more.

    Between the two, people may have given the words to somebody else, or the contradiction may be gone.
    """
    row = matching.still(db, following.follow_of(alert), quote)
    if row is None:
        return None
    if alert["kind"] == "contradiction":
        return _says_otherwise(db, row["statement"], cast("Kind | None", alert["otherwise"]))
    return why


def preview(db: Database, follow: Follow, today: date) -> Preview:
    """How often it would have fired. Raises NoWords where there is nothing to search for."""
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
    """The latest stored quotes that an alert fires for, of whatever day."""
    last = following.last_quote(db)
    rows = matching.candidates(db, follow, max(0, last - MOST_LOOKED_BACK), last)
    found: list[Match] = []
    for number, row in enumerate(rows):
        found += _explained(db, follow, [row])
        if len(found) >= most or number >= MOST_COMPARED:
            break
    return found


def _explained(db: Database, follow: Follow, rows: Iterable[Row]) -> Iterator[Match]:
    """Those of the candidates that the alert fires for."""
    for row in rows:
        why: dict[str, Any] | None = {}
        if follow.phrase is not None:
            why = _reports(follow.phrase, row)
        elif follow.kind == "contradiction":
            why = _says_otherwise(db, row["statement"], cast("Kind | None", follow.otherwise))
        if why is not None:
            yield Match(row["pk"], row["day"], why)


def _reports(phrase: str, row: Row) -> dict[str, Any] | None:
    """How a quote has the words, unless the wording that it takes the place of had them alike."""
    asked = Question(phrase)
    kind = compare(asked, row["text"]).kind
    if kind not in REPORTING:
        return None
    if row["replaced"] is not None and compare(asked, row["replaced"]).kind in REPORTING:
        return None
    return {"match": kind}


def _says_otherwise(db: Database, statement: int, kind: Kind | None) -> dict[str, Any] | None:
    """What the speaker has said otherwise before, the most telling first."""
    before = said_otherwise_before(db, statement, kind)
    if not before:
        return None
    return {"otherwise": before[0]["statement"]["id"], "kind": before[0]["kind"]}
