"""People's decisions about outlets: their names, and which are one."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from quotes.store.identity.speaker_decisions import NoMerge
from quotes.store.listing import Row, one
from quotes.store.publication import outlets
from quotes.store.quotations.decision_history import Decision
from quotes.tracking.names import sort_key

# An outlet with all that were merged into it, directly or indirectly.
_MERGED = """
WITH RECURSIVE merged (pk) AS (
    SELECT :outlet UNION
    SELECT m.source FROM outlet_merges m JOIN merged ON m.target = merged.pk WHERE NOT m.undone)
SELECT pk FROM merged
"""


def rename(db: Database, outlet: int, name: str, decision: Decision) -> None:
    """Set an outlet's canonical name, which is then no longer chosen automatically."""
    before = _outlet(db, outlet)["name"]
    outlets.named(db, outlet, name, given=True)
    db.table("outlets").update(outlet, {"name": name, "sort": sort_key(name), "named_by_hand": 1})
    _note(db, outlet, decision, name=(before, name))


def add_name(db: Database, outlet: int, name: str, decision: Decision) -> None:
    """Give an outlet a further name."""
    outlets.named(db, outlet, name, given=True)
    _note(db, outlet, decision, names=(None, name))


def merge(db: Database, source: int, target: int, decision: Decision) -> None:
    """Merge `source` with its articles, domains and names into `target`; `unmerge` undoes this.

    To be called inside a transaction, with two outlets that are not merged into others. Raises NoMerge.
    """
    if source == target:
        raise NoMerge("An outlet cannot be merged into itself.")
    db.table("outlet_merges").insert({"source": source, "target": target})
    db.execute("UPDATE outlets SET merged_into = ? WHERE pk = ? OR merged_into = ?", (target, source, source))
    db.execute("UPDATE articles SET outlet = ? WHERE outlet = ?", (target, source))
    _note(db, source, decision, merged_into=(None, _outlet(db, target)["slug"]))


def unmerge(db: Database, source: int, decision: Decision) -> None:
    """Undo the merger of an outlet, which gets its own articles back.

    To be called inside a transaction. Raises NoMerge.
    """
    row = one(
        db,
        "SELECT pk, target FROM outlet_merges WHERE source = :source AND NOT undone ORDER BY pk DESC LIMIT 1",
        source=source,
    )
    if row is None:
        raise NoMerge("The outlet is not merged into another.")
    db.execute("UPDATE outlet_merges SET undone = 1 WHERE pk = ?", (row["pk"],))
    for merged in list(db.query(_MERGED, {"outlet": source})):
        db.execute("UPDATE outlets SET merged_into = nullif(?, pk) WHERE pk = ?", (source, merged["pk"]))
        db.execute("UPDATE articles SET outlet = ? WHERE read_outlet = ?", (source, merged["pk"]))
    _note(db, source, decision, merged_into=(_outlet(db, row["target"])["slug"], None))


def history(db: Database, outlet: int) -> list[Row]:
    """All decisions about an outlet, the latest first."""
    rows = db.query(
        "SELECT at, made_by, reason, token, changes FROM outlet_decisions WHERE outlet = :outlet"
        " ORDER BY pk DESC",
        {"outlet": outlet},
    )
    return [{**row, "changes": json.loads(row["changes"])} for row in rows]


def _outlet(db: Database, pk: int) -> Row:
    row = one(db, "SELECT slug, name FROM outlets WHERE pk = :pk", pk=pk)
    assert row is not None
    return row


def _note(db: Database, outlet: int, decision: Decision, **fields: tuple[Any, Any]) -> None:
    changes = {name: {"before": before, "after": after} for name, (before, after) in fields.items()}
    db.table("outlet_decisions").insert(
        {
            "outlet": outlet,
            "at": decision.at,
            "made_by": decision.by,
            "reason": decision.reason,
            "token": decision.token,
            "changes": json.dumps(changes, ensure_ascii=False),
        }
    )
