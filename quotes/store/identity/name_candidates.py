"""Speakers whom a name on somebody's list may mean, with all that tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from quotes.store import search
from quotes.store.identity import roles
from quotes.store.identity.speakers import CLASSES, keys
from quotes.store.listing import Row, listed
from quotes.tracking.names import keys_to_find

# So many speakers are looked at for one name: those found by their names, and those that share its words.
MOST_ALIKE = 200
MOST_SHARING = 30

_ALIKE = """
SELECT DISTINCT coalesce(s.merged_into, s.pk) AS pk FROM speaker_keys k JOIN speakers s ON s.pk = k.speaker
WHERE k.key IN {keys} LIMIT :most
"""
_SHARING = """
SELECT coalesce(s.merged_into, s.pk) AS pk FROM (
    SELECT rowid FROM speaker_names_search WHERE speaker_names_search MATCH :words ORDER BY rank LIMIT :most
) f JOIN speaker_names n ON n.pk = f.rowid JOIN speakers s ON s.pk = n.speaker
"""
_DESCRIBED = """
SELECT s.pk, s.slug, s.name, s.kind, s.quotes, s.last_day, s.description, s.wikidata FROM speakers s
WHERE s.pk IN {rows} AND s.quotes > 0
"""
_NAMES = """
SELECT coalesce(s.merged_into, s.pk) AS pk, n.name FROM speaker_names n JOIN speakers s ON s.pk = n.speaker
WHERE s.pk IN {rows} OR s.merged_into IN {rows} ORDER BY n.articles DESC, n.pk
"""


def candidates(db: Database, name: str, kinds: Sequence[str] = (), wikidata: Sequence[str] = ()) -> list[Row]:
    """The quoted speakers whom a name or a Wikidata id may mean, of these `kinds` if any are given.

    They are in no particular order. Each has its `names`, `roles`, `description` and `wikidata` besides what
    lists of speakers have.
    """
    found = {row["pk"] for row in _alike(db, name)} if name else set()
    known, values = listed("id", list(wikidata))
    same_id = f"SELECT coalesce(merged_into, pk) AS pk FROM speakers WHERE wikidata IN {known}"
    found |= {row["pk"] for row in db.query(same_id, values)}
    words = search.any_of(name)
    if words:
        found |= {row["pk"] for row in db.query(_SHARING, {"words": words, "most": MOST_SHARING})}
    return described(db, found, kinds)


def described(db: Database, pks: Iterable[int], kinds: Sequence[str] = ()) -> list[Row]:
    """These speakers, if they have been quoted, with all that tells them apart."""
    wanted, values = listed("row", sorted(set(pks)))
    sql = _DESCRIBED.format(rows=wanted)
    if kinds:
        of_kind, more = listed("kind", list(kinds))
        sql, values = f"{sql} AND s.kind IN {of_kind}", {**values, **more}
    found = list(db.query(sql, values))
    rows = {row["pk"]: {**row, "names": [], "roles": roles.of(db, row["pk"])} for row in found}
    wanted, values = listed("row", list(rows))
    for row in db.query(_NAMES.format(rows=wanted), values):
        rows[row["pk"]]["names"].append(row["name"])
    return list(rows.values())


def _alike(db: Database, name: str) -> list[Row]:
    wanted: set[str] = set()
    for kind in CLASSES:
        wanted |= keys(name, kind) | keys_to_find(name, kind)
    marks, values = listed("key", sorted(wanted))
    known: dict[str, Any] = {**values, "most": MOST_ALIKE}
    return list(db.query(_ALIKE.format(keys=marks), known))
