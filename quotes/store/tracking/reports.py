"""Who reports a statement, in short, and who dates it otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.quotations.said_columns import said_of
from quotes.store.tracking.summaries import claim_of
from quotes.tracking.said_days import disagrees

# Of a statement with more reports so many are read, the first stored, before those first published are taken.
MOST_READ = 200

_FIRST = """
SELECT statement, quote, text, confidence, status, article, title, url, publisher, published FROM (
    SELECT q.statement, q.id AS quote, q.text, q.confidence, q.status, a.id AS article, a.title, a.url,
        o.name AS publisher, a.published,
        row_number() OVER (PARTITION BY q.statement ORDER BY a.day = '', a.day, a.collected, q.id) AS nth
    FROM json_each(:statements) s
    CROSS JOIN quotes q ON q.pk IN (
        SELECT r.pk FROM quotes r WHERE r.statement = s.value AND r.live ORDER BY r.pk LIMIT :read)
    JOIN articles a ON a.pk = q.article
    LEFT JOIN outlets o ON o.pk = a.outlet
) WHERE nth <= :most ORDER BY statement, nth
"""


def first(db: Database, statements: Sequence[int], most: int) -> dict[int, list[Row]]:
    """The first published reports of each statement, by its pk, no more than `most`."""
    found: dict[int, list[Row]] = {pk: [] for pk in statements}
    values = {"statements": json.dumps(sorted(found)), "read": MOST_READ, "most": most}
    for row in db.query(_FIRST, values):
        found[row["statement"]].append(row)
    return found


# Reports that may tell another time than their statement, whose own is told by one of them.
_DATED = """
SELECT q.statement, q.id AS quote, q.id, q.said_on, q.said_precision, q.said_basis, q.said_text,
    q.said_confidence, q.said_decided, d.said_on AS stated_on, d.said_precision AS stated_precision,
    a.pk AS article_pk, a.id AS article, a.title, a.url, o.name AS publisher, a.published, a.day
FROM json_each(:statements) s
CROSS JOIN statements st ON st.pk = s.value
JOIN quotes d ON d.pk = st.dated AND d.said_on IS NOT NULL AND d.said_basis <> 'published'
JOIN quotes q ON q.pk IN (SELECT r.pk FROM quotes r WHERE r.statement = st.pk AND r.live
    ORDER BY r.said_basis IS NULL OR r.said_basis = 'published', r.pk LIMIT :read)
JOIN articles a ON a.pk = q.article LEFT JOIN outlets o ON o.pk = a.outlet
ORDER BY q.statement, a.day = '', a.day, a.collected, q.id
"""


def dated_otherwise(db: Database, statements: Sequence[int], most: int) -> dict[int, list[Row]]:
    """The reports that disagree with when their statement was said, by its pk, at most so many of each.

    They tell another day or period, which is their `said`, or were published before the one that is shown.
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
