"""Who reports a statement, in short."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from quotes.store.page import Row

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
