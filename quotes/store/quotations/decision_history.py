"""What was changed of a quote or decided about a speaker: by whom or by what, with which token, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Row

# Fields by name, each with its value before and after.
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, why, and when (ISO 8601); `token` is the name of the token that it came with."""

    by: str | None
    reason: str | None
    at: str
    token: str | None = None


def note(db: Database, quote: int, entry: Row, fields: Changes) -> None:
    """Write down a change: `at`, `source` (person or machine), `made_by`, `reason` and `token` where known.

    `fields` are those that have changed, each before and after.
    """
    row = {"made_by": None, "reason": None, "token": None, **entry, "quote": quote}
    db.table("history").insert({**row, "changes": _written(fields)})


def note_of_speaker(db: Database, speaker: int, decision: Decision, fields: Changes) -> None:
    """Write down what a person has decided about a speaker; `fields` as for `note`."""
    row = {"speaker": speaker, "at": decision.at, "made_by": decision.by, "reason": decision.reason}
    db.table("speaker_history").insert({**row, "token": decision.token, "changes": _written(fields)})


def of_speaker(db: Database, speaker: int) -> list[Row]:
    """All that people have decided about a speaker, the latest first."""
    rows = db.query(
        "SELECT at, 'person' AS source, made_by, reason, token, changes FROM speaker_history"
        " WHERE speaker = :speaker ORDER BY pk DESC",
        {"speaker": speaker},
    )
    return [{**row, "changes": json.loads(row["changes"])} for row in rows]


def of(db: Database, quote: int) -> list[Row]:
    """All changes of a quote, the latest first."""
    rows = db.query(
        "SELECT at, source, made_by, reason, token, changes FROM history"
        " WHERE quote = :quote ORDER BY pk DESC",
        {"quote": quote},
    )
    return [{**row, "changes": json.loads(row["changes"])} for row in rows]


_LATEST = """
SELECT quote, at, source, made_by, reason, token, changes FROM (
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


def _written(fields: Changes) -> str:
    changes = {name: {"before": before, "after": after} for name, (before, after) in fields.items()}
    return json.dumps(changes, ensure_ascii=False)
