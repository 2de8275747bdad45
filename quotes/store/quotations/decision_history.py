"""The history of changes to quotes and decisions about speakers: by whom, with which token, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Row

# Field names, each with the value before and after.
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, why, and when (ISO 8601); `token` is the name of the token that was used."""

    by: str | None
    reason: str | None
    at: str
    token: str | None = None


def note(db: Database, quote: int, entry: Row, fields: Changes) -> None:
    """Record a change of a quote.

    `entry` has `at`, `source` (person or machine), and `made_by`, `reason` and `token` where known. `fields`
    are the changed fields, each with the value before and after.
    """
    row = {"made_by": None, "reason": None, "token": None, **entry, "quote": quote}
    db.table("history").insert({**row, "changes": _written(fields)})


def note_of_speaker(db: Database, speaker: int, decision: Decision, fields: Changes) -> None:
    """Record a person's decision about a speaker; `fields` as for `note`."""
    row = {"speaker": speaker, "at": decision.at, "made_by": decision.by, "reason": decision.reason}
    db.table("speaker_history").insert({**row, "token": decision.token, "changes": _written(fields)})


def of_speaker(db: Database, speaker: int) -> list[Row]:
    """People's decisions about a speaker, the latest first."""
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
    """At most `most` changes of each quote, by its pk, the latest first."""
    found: dict[int, list[Row]] = {quote: [] for quote in quotes}
    for row in db.query(_LATEST, {"quotes": json.dumps(sorted(found)), "most": most}):
        found[row["quote"]].append({**row, "changes": json.loads(row["changes"])})
    return found


def _written(fields: Changes) -> str:
    changes = {name: {"before": before, "after": after} for name, (before, after) in fields.items()}
    return json.dumps(changes, ensure_ascii=False)
