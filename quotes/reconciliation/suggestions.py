"""Suggestions while somebody types: speakers, kinds, properties."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.reconciliation.properties import KINDS, PROPERTIES, TELLING, summary
from quotes.store.identity import name_candidates, speakers
from quotes.store.listing import Row
from quotes.store.search import NoWords

SUGGESTED = 10


def entities(db: Database, prefix: str, kind: str | None, skipped: int) -> list[Row]:
    """Speakers with this id, or with a name that begins so, the most quoted first."""
    exact = list(name_candidates.of_slugs(db, [prefix.strip()]).values())
    try:
        found = speakers.listing(db, q=prefix, kind=kind, sort="quotes", limit=skipped + SUGGESTED).items
    except NoWords:
        found = []
    pks = list(dict.fromkeys([*exact, *(row["pk"] for row in found)]))[skipped : skipped + SUGGESTED]
    rows = {row["pk"]: row for row in name_candidates.described(db, pks)}
    return [_entity(rows[pk]) for pk in pks]


def types(prefix: str) -> list[Row]:
    """Kinds of speakers whose id or name begins so."""
    return _beginning([{"id": kind, "name": name} for kind, name in KINDS.items()], prefix)


def properties(prefix: str) -> list[Row]:
    """Properties that distinguish speakers, whose id or name begins so."""
    known = [PROPERTIES[one] for one in TELLING]
    return _beginning([{**one.as_record(), "description": one.description} for one in known], prefix)


def _entity(row: Row) -> Row:
    kind = {"id": row["kind"], "name": KINDS[row["kind"]]}
    return {"id": row["slug"], "name": row["name"], "description": summary(row), "notable": [kind]}


def _beginning(known: list[Row], prefix: str) -> list[Row]:
    typed = prefix.strip().casefold()
    return [one for one in known if any(one[part].casefold().startswith(typed) for part in ("id", "name"))]
