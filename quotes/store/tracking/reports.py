"""The reports of a statement in short, and those that date it differently."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.quotations.said_columns import said_of
from quotes.store.tracking.summaries import claim_of
from quotes.tracking.said_days import disagrees

# The most reports read of a statement: the first stored. The first published are chosen among them.
MOST_READ = 200

_FIRST = """
SELECT statement, quote, text, confidence, status, article, title, url, publisher, published, archived_copy
FROM (
    SELECT q.statement, q.id AS quote, q.text, q.confidence, q.status, a.id AS article, a.title, a.url,
        o.name AS publisher, a.published, a.archived_copy,
        row_number() OVER (PARTITION BY q.statement ORDER BY a.day = '', a.day, a.collected, q.id) AS nth
    FROM json_each(:statements) s
    CROSS JOIN quotes q ON q.pk IN (
        SELECT r.pk FROM quotes r WHERE r.statement = s.value AND r.live ORDER BY r.pk LIMIT :read)
    JOIN articles a ON a.pk = q.article
    LEFT JOIN outlets o ON o.pk = a.outlet
) WHERE nth <= :most ORDER BY statement, nth
"""


def first(db: Database, statements: Sequence[int], most: int) -> dict[int, list[Row]]:
    """At most `most` reports of each statement, by its pk, the first published first."""
    found: dict[int, list[Row]] = {pk: [] for pk in statements}
    values = {"statements": json.dumps(sorted(found)), "read": MOST_READ, "most": most}
    for row in db.query(_FIRST, values):
        found[row["statement"]].append(row)
    return found


# Reports that may give another time than their statement, if its own time comes from a report.
_DATED = """
SELECT q.statement, q.id AS quote, q.id, q.said_on, q.said_precision, q.said_basis, q.said_text,
    q.said_confidence, q.said_decided, d.said_on AS stated_on, d.said_precision AS stated_precision,
    a.pk AS article_pk, a.id AS article, a.title, a.url, o.name AS publisher, a.published,
    a.archived_copy, a.day
FROM json_each(:statements) s
CROSS JOIN statements st ON st.pk = s.value
JOIN quotes d ON d.pk = st.dated AND d.said_on IS NOT NULL AND d.said_basis <> 'published'
JOIN quotes q ON q.pk IN (SELECT r.pk FROM quotes r WHERE r.statement = st.pk AND r.live
    ORDER BY r.said_basis IS NULL OR r.said_basis = 'published', r.pk LIMIT :read)
JOIN articles a ON a.pk = q.article LEFT JOIN outlets o ON o.pk = a.outlet
ORDER BY q.statement, a.day = '', a.day, a.collected, q.id
"""


def dated_otherwise(db: Database, statements: Sequence[int], most: int) -> dict[int, list[Row]]:
    """At most `most` reports of each statement, by its pk, that disagree with its date.

    They give another day or period, in their `said`, or were published before the statement's date.
    """
    found: dict[int, list[Row]] = {pk: [] for pk in statements}
    values = {"statements": json.dumps(sorted(found)), "read": MOST_READ}
    for row in db.query(_DATED, values):
        claim = claim_of({**row, "article": row["article_pk"], "published": row["day"]})
        if len(found[row["statement"]]) < most and disagrees(
            claim, date.fromisoformat(row["stated_on"]), row["stated_precision"]
        ):
            found[row["statement"]].append({**row, "said": said_of(row)})
    return found
