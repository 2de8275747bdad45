"""What was changed of a quote, by whom or by what, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from quotes.store.page import Row


def note(db: Database, quote: int, entry: Row, fields: dict[str, tuple[Any, Any]]) -> None:
    """Write down a change: `at`, `source` (person or machine), `made_by` and `reason` where they are known.

    `fields` are those that have changed, each before and after.
    """
    changes = {name: {"before": before, "after": after} for name, (before, after) in fields.items()}
    row = {"made_by": None, "reason": None, **entry, "quote": quote}
    db.table("history").insert({**row, "changes": json.dumps(changes, ensure_ascii=False)})


def of(db: Database, quote: int) -> list[Row]:
    """All changes of a quote, the latest first."""
    rows = db.query(
        "SELECT at, source, made_by, reason, changes FROM history WHERE quote = :quote ORDER BY pk DESC",
        {"quote": quote},
    )
    return [{**row, "changes": json.loads(row["changes"])} for row in rows]


_LATEST = """
SELECT quote, at, source, made_by, reason, changes FROM (
    SELECT h.*, row_number() OVER (PARTITION BY h.quote ORDER BY h.pk DESC) AS nth
    FROM history h WHERE h.quote IN (SELECT value FROM json_each(:quotes))
) WHERE nth <= :most ORDER BY quote, nth
"""


def latest(db: Database, quotes: Sequence[int], most: int) -> dict[int, list[Row]]:
    """The latest changes of each quote, by its pk, the latest first, no more than `most`."""
    found: dict[int, list[Row]] = {quote: [] for quote in quotes}
    for row in db.query(_LATEST, {"quotes": json.dumps(sorted(found)), "most": most}):
        found[row["quote"]].append({**row, "changes": json.loads(row["changes"])})
    return found
