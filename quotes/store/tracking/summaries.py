"""Summaries of statements, stored in their own rows so that lists need not read the reports.

A summary has the fullest wording, the first published report and the date with the best evidence. Ties are
broken by id, so that the order in which articles arrived makes no difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.tracking.copies import copies
from quotes.tracking.said_days import Claim, best_dated

# If reports give different days, this many with the highest confidence are compared, to find copies of one
# text.
MOST_WEIGHED = 12

# The topics of a statement are those of its reports. `about` repeats the statement's speaker, day and
# factuality, so that an index gives lists of a topic in order, and counts include only what was said.
_NAMED = """
FROM quotes q JOIN quote_topics x ON x.quote = q.pk JOIN topics t ON t.pk = x.topic
"""
_NO_LONGER_ABOUT = f"""
DELETE FROM about WHERE statement IN (SELECT value FROM json_each(:statements)) AND topic NOT IN
    (SELECT coalesce(t.root, t.pk) {_NAMED} WHERE q.statement = about.statement AND q.live)
"""
_ABOUT_NOW = f"""
INSERT INTO about (statement, topic, speaker, day, place, factuality)
    SELECT st.pk, n.topic, st.speaker, st.day, n.place, st.factuality FROM
        (SELECT q.statement, coalesce(t.root, t.pk) AS topic, max(x.place) AS place {_NAMED}
        WHERE q.statement IN (SELECT value FROM json_each(:statements)) AND q.live GROUP BY 1, 2) n
    CROSS JOIN statements st WHERE st.pk = n.statement
ON CONFLICT (statement, topic) DO UPDATE
    SET speaker = excluded.speaker, day = excluded.day, place = excluded.place,
        factuality = excluded.factuality
    WHERE about.speaker IS NOT excluded.speaker OR about.day <> excluded.day OR about.place <> excluded.place
        OR about.factuality <> excluded.factuality
"""

_REPORTS = """
SELECT q.statement, q.pk, q.id, q.live, q.parent IS NULL AS root, length(q.text) AS length, q.confidence,
    q.form, q.factuality, q.article, q.revision, q.day, q.said_on, q.said_precision, q.said_basis,
    q.said_confidence, q.said_decided, a.day AS published, a.collected
FROM quotes q JOIN articles a ON a.pk = q.article
WHERE q.statement IN (SELECT value FROM json_each(:statements))
"""
_NAMES = (
    "statement", "pk", "id", "live", "root", "length", "confidence", "form", "factuality", "article",
    "revision", "day", "said_on", "said_precision", "said_basis", "said_confidence", "said_decided",
    "published", "collected",
)  # fmt: skip
_SUMMARY = (
    "reports", "articles", "confidence", "form", "lead", "factuality", "first", "dated", "day",
    "said_confidence",
)  # fmt: skip
_PRESENT = (
    f"SELECT pk, {', '.join(_SUMMARY)} FROM statements WHERE pk IN (SELECT value FROM json_each(:statements))"
)
_SET = f"UPDATE statements SET {', '.join(f'{name} = :{name}' for name in _SUMMARY)} WHERE pk = :pk"
_EMPTY = "UPDATE statements SET reports = 0, articles = 0, confidence = 0 WHERE pk = ?"
# So many statements are looked at together.
_TOGETHER = 500


_BEGUN = """
UPDATE statements AS st SET reports = q.live, articles = q.live, confidence = q.confidence * q.live,
    form = q.form, lead = q.pk, factuality = q.factuality, first = q.pk, dated = q.pk, day = q.day,
    said_confidence = CASE WHEN q.said_on IS NOT NULL THEN q.said_confidence END
FROM quotes q WHERE q.statement = st.pk AND st.lead IS NULL AND q.pk IN (SELECT value FROM json_each(?))
"""
_BEGUN_ABOUT = """
INSERT INTO about (statement, topic, speaker, day, place, factuality)
    SELECT q.statement, coalesce(t.root, t.pk), q.speaker, q.day, max(x.place), q.factuality
    FROM quotes q JOIN statements st ON st.pk = q.statement AND st.lead IS NULL
    JOIN quote_topics x ON x.quote = q.pk JOIN topics t ON t.pk = x.topic
    WHERE q.live AND q.pk IN (SELECT value FROM json_each(?)) GROUP BY 1, 2
"""


def refresh(db: Database, statements: Iterable[int]) -> None:
    """Update the summaries of statements from their present quotes."""
    left = iter(sorted(set(statements)))
    while together := list(islice(left, _TOGETHER)):
        _refresh(db, together)


def _refresh(db: Database, together: Sequence[int]) -> None:
    asked = {"statements": json.dumps(together)}
    present = {pk: values for pk, *values in db.execute(_PRESENT, asked)}
    shown = _summaries(db, together)
    changed = [
        {"pk": pk, **columns}
        for pk, columns in shown.items()
        if present.get(pk) != [columns[name] for name in _SUMMARY]
    ]
    db.conn.executemany(_SET, changed)
    db.conn.executemany(_EMPTY, [(pk,) for pk in together if pk not in shown])
    for sql in (_NO_LONGER_ABOUT, _ABOUT_NOW):
        db.execute(sql, asked)


def begin(db: Database, quotes: Iterable[int]) -> None:
    """Fill in the summaries of these quotes' new statements, all at once."""
    for sql in (_BEGUN_ABOUT, _BEGUN):
        db.execute(sql, (json.dumps(list(quotes)),))


def summary(db: Database, statement: int) -> Row:
    """The columns that a statement should have, computed from its quotes; empty if it has none."""
    return _summaries(db, [statement]).get(statement, {})


def _summaries(db: Database, statements: Sequence[int]) -> dict[int, Row]:
    """The columns that statements should have; those without quotes are not among them."""
    reports: dict[int, list[Row]] = {}
    for row in db.execute(_REPORTS, {"statements": json.dumps(statements)}):
        reports.setdefault(row[0], []).append(dict(zip(_NAMES, row, strict=True)))
    return {pk: _summary(db, found) for pk, found in reports.items()}


def _summary(db: Database, found: list[Row]) -> Row:
    live = [row for row in found if row["live"]]
    shown = live or found
    lead = min(shown, key=lambda row: (not row["root"], -row["length"], row["id"]))
    first = min(
        shown, key=lambda row: (row["published"] == "", row["published"], row["collected"], row["id"])
    )
    dated = _dated(db, shown)
    return {
        "reports": len(live),
        "articles": len({row["article"] for row in live}),
        "confidence": max((row["confidence"] for row in live), default=0),
        "form": max(row["form"] for row in shown),
        "lead": lead["pk"],
        "factuality": lead["factuality"],
        "first": first["pk"],
        "dated": dated["pk"],
        "day": dated["day"],
        "said_confidence": dated["said_confidence"] if dated["said_on"] is not None else None,
    }


def _dated(db: Database, shown: list[Row]) -> Row:
    """The report that gives the statement its date."""
    if len(shown) == 1:
        return shown[0]
    claims = {row["id"]: claim_of(row) for row in shown}
    if len({(claim.on, claim.precision) for claim in claims.values() if claim.tells}) > 1:
        claims |= _with_sources(db, shown, claims)
    best = best_dated(list(claims.values()))
    return next(row for row in shown if row["id"] == best.id)


def claim_of(row: Row) -> Claim:
    """The date that a quote claims; at first each article counts as a source of its own."""
    return Claim(
        id=row["id"],
        on=_day(row["said_on"]),
        precision=row["said_precision"],
        basis=row["said_basis"],
        confidence=row["said_confidence"],
        published=_day(row["published"]),
        decided=bool(row["said_decided"]),
        source=row["article"],
    )


def _with_sources(db: Database, shown: Sequence[Row], claims: dict[str, Claim]) -> dict[str, Claim]:
    """The claims of reports that give a day; copies of one text count as one source."""
    telling = [row for row in shown if claims[row["id"]].tells]
    telling.sort(key=lambda row: (-(row["said_confidence"] or 0), row["id"]))
    telling = telling[:MOST_WEIGHED]
    sql = "SELECT text FROM revisions WHERE article = ? AND number = ?"
    texts = [db.execute(sql, (row["article"], row["revision"])).fetchone()[0] for row in telling]
    groups = copies(texts)
    first: dict[int, int] = {}
    for row, group in zip(telling, groups, strict=True):
        first.setdefault(group, row["article"])
    return {
        row["id"]: replace(claims[row["id"]], source=first[group])
        for row, group in zip(telling, groups, strict=True)
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
