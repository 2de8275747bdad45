"""People's decisions about a quote: its speaker, its date, its factuality, and whether it is a quote."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from quotes.store.identity import name_meanings
from quotes.store.listing import Row, one
from quotes.store.quotations import decision_history, quotes, recording
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking import grouping, statements


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision about a quote; what is not in `fields` is not changed.

    `fields` may hold `status`, `speaker` (a pk, or None for nobody), `said` (`on`, `precision`, or None for
    no date) and `factuality`. `restored` names those of the last three that are set back to what the
    extractor read.
    """

    fields: dict[str, Any]
    restored: frozenset[str] = field(default=frozenset())


def correct(db: Database, quote: Row, correction: Correction, decision: Decision) -> None:
    """Apply and record a decision. To be called in a transaction, with a quote as `quotes.get` returns it."""
    row = one(db, "SELECT * FROM quotes WHERE pk = :pk", pk=quote["pk"])
    assert row is not None
    new = _decided(db, row, correction)
    db.table("quotes").update(row["pk"], new)
    touched = {row["statement"]}
    changed = {name for name in new if new[name] != row[name]}
    if "speaker" in changed:
        recording.index(db, row["pk"], new["speaker"], row["text"])
    if changed & {"speaker", "day", "said_precision", "said_basis", "factuality"} or _rejection(row, new):
        touched |= grouping.resettle(db, [row["pk"]])
    statements.refresh(db, touched)
    after = quotes.get(db, quote["id"])
    assert after is not None
    fields = {
        name: (_told(quote[name]), _told(after[name]))
        for name in ("status", "speaker", "said", "factuality")
        if quote[name] != after[name]
    }
    entry = {
        "at": decision.at,
        "source": "person",
        "made_by": decision.by,
        "reason": decision.reason,
        "token": decision.token,
    }
    decision_history.note(db, row["pk"], entry, fields)


def _rejection(row: Row, new: Row) -> bool:
    """Whether a decision rejects a quote, or takes a rejection back."""
    return len({row["status"] == "rejected", new.get("status", row["status"]) == "rejected"}) == 2


def _decided(db: Database, row: Row, correction: Correction) -> Row:
    """The columns that a decision sets."""
    new: Row = {}
    fields = correction.fields
    if "status" in fields:
        new["status"] = fields["status"]
    if "speaker" in fields:
        new |= {"speaker_decided": 1, "decided_speaker": fields["speaker"], "speaker": fields["speaker"]}
    elif "speaker" in correction.restored:
        root = name_meanings.speaker_of(db, row["read_speaker"], row["article"])
        new |= {"speaker_decided": 0, "decided_speaker": None, "speaker": root}
    if "said" in fields:
        new |= {"said_decided": 1, **_said(db, row, fields["said"], basis="explicit")}
    elif "said" in correction.restored:
        read = json.loads(row["read_said"]) if row["read_said"] else None
        restored = _said(db, row, read, basis=read["basis"] if read else None)
        new |= {"said_decided": 0, **restored, "said_confidence": row["read_said_confidence"]}
    if "factuality" in fields:
        new |= {"factuality_decided": 1, "factuality": fields["factuality"]}
    elif "factuality" in correction.restored:
        new |= {"factuality_decided": 0, "factuality": row["read_factuality"]}
    status = new.get("status", row["status"])
    new["live"] = int(status != "rejected" and not row["gone"] and _is_latest(db, row))
    return new


def _said(db: Database, row: Row, said: Row | None, *, basis: str | None) -> Row:
    """The columns of a date. A date that a person decided has no probability."""
    on = said["on"] if said else None
    article = one(db, "SELECT day FROM articles WHERE pk = :pk", pk=row["article"])
    assert article is not None
    return {
        "said_on": on,
        "said_precision": said["precision"] if said else None,
        "said_basis": basis if said else None,
        "said_text": said.get("text") if said else None,
        "said_confidence": None,
        "day": on or article["day"],
    }


def _is_latest(db: Database, row: Row) -> bool:
    article = one(db, "SELECT revision FROM articles WHERE pk = :pk", pk=row["article"])
    return article is not None and article["revision"] == row["revision"]


def _told(value: Any) -> Any:
    """A value as the history shows it."""
    return dict(value) if isinstance(value, dict) else value
