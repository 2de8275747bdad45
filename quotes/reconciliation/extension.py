"""Extend a table: ids of speakers in, what is known about them out."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from quotes.reconciliation.properties import PROPERTIES, Known
from quotes.store.identity import name_candidates
from quotes.store.listing import Row


def extended(db: Database, ids: Sequence[str], properties: Sequence[str], site: str) -> Row:
    """The values of some properties of some speakers; empty for an unknown id."""
    meant = name_candidates.of_slugs(db, ids)
    described = {
        row["pk"]: Known(db, row, site) for row in name_candidates.described(db, set(meant.values()))
    }
    wanted = [PROPERTIES[one] for one in properties]
    rows = {}
    for slug in ids:
        known = described.get(meant.get(slug, 0))
        rows[slug] = {one.id: [] if known is None else one.values(known) for one in wanted}
    return {"meta": [one.as_record() for one in wanted], "rows": rows}


def proposed(kind: str, most: int | None) -> Row:
    """At most so many properties that speakers of a kind have; without a kind, those that any may have."""
    found = [one.as_record() for one in PROPERTIES.values() if not kind or kind in one.kinds]
    return {"type": kind, **({} if most is None else {"limit": most}), "properties": found[:most]}
