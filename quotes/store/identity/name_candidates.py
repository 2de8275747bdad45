"""Speakers whom a name on somebody's list may mean, with all that distinguishes them."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlite_utils import Database

from quotes.store import search
from quotes.store.identity.speakers import CLASSES, keys
from quotes.store.listing import Row
from quotes.tracking.names import keys_to_find

# Of speakers who share a surname, this many of the most quoted are examined; of those who only share words, a
# few.
MOST_ALIKE = 200
MOST_WITH_WORDS = 20
MOST_NAMES_WITH_WORDS = 100

# Speakers who are quoted, or are on an imported list; other rows are names of one of them.
_WHO = "s.merged_into IS NULL AND (s.quotes > 0 OR s.listed IS NOT NULL)"
_MEANT = "speakers s ON s.pk = coalesce(m.merged_into, m.pk)"
_ALIKE = f"""
SELECT DISTINCT s.pk, s.quotes FROM json_each(:keys) w CROSS JOIN speaker_keys k ON k.key = w.value
JOIN speakers m ON m.pk = k.speaker JOIN {_MEANT} WHERE {_WHO} ORDER BY s.quotes DESC, s.pk LIMIT {MOST_ALIKE}
"""
_WITH_WORDS = f"""
SELECT DISTINCT s.pk, s.quotes FROM (SELECT rowid FROM speaker_names_search
    WHERE speaker_names_search MATCH :words ORDER BY rank LIMIT {MOST_NAMES_WITH_WORDS}) f
JOIN speaker_names n ON n.pk = f.rowid JOIN speakers m ON m.pk = n.speaker JOIN {_MEANT} WHERE {_WHO}
ORDER BY s.quotes DESC, s.pk LIMIT {MOST_WITH_WORDS}
"""
_OF_SLUGS = f"""
SELECT m.slug, s.pk FROM json_each(:slugs) w JOIN speakers m ON m.slug = w.value JOIN {_MEANT} WHERE {_WHO}
"""
_OF_WIKIDATA = f"""
SELECT s.pk FROM json_each(:ids) w CROSS JOIN speakers m ON m.wikidata = w.value JOIN {_MEANT} WHERE {_WHO}
"""
_SPEAKERS = """
SELECT s.pk, s.slug, s.name, s.kind, s.quotes, s.last_day, s.description, s.wikidata, s.in_doubt
FROM json_each(:pks) w CROSS JOIN speakers s ON s.pk = w.value
"""
_FAMILIES = """
FROM (SELECT value AS pk, value AS row FROM json_each(:pks)
    UNION SELECT o.merged_into, o.pk FROM json_each(:pks) w
        CROSS JOIN speakers o ON o.merged_into = w.value) f
"""
_NAMES = f"""
SELECT f.pk, n.name {_FAMILIES} CROSS JOIN speaker_names n ON n.speaker = f.row
GROUP BY f.pk, n.name ORDER BY sum(n.articles) DESC, n.name
"""
_ROLES = f"""
SELECT DISTINCT f.pk, o.role, nullif(o.since, '') AS since, nullif(o.until, '') AS until
{_FAMILIES} CROSS JOIN speaker_roles o ON o.speaker = f.row ORDER BY o.since = '', o.since, o.until, o.role
"""


def candidates(db: Database, name: str, wikidata: Collection[str] = ()) -> list[Row]:
    """The speakers whom a name, a slug or a Wikidata id may mean, as `described`, in no particular order."""
    found = set(_of_wikidata(db, wikidata))
    if name:
        found.update(of_slugs(db, [name]).values())
        found.update(_alike(db, name) or _with_words(db, name))
    return described(db, found)


def of_slugs(db: Database, slugs: Collection[str]) -> dict[str, int]:
    """The speakers with these slugs, by slug; the slug of a merged speaker leads to the remaining one."""
    return {row["slug"]: row["pk"] for row in db.query(_OF_SLUGS, {"slugs": json.dumps(list(slugs))})}


def described(db: Database, pks: Collection[int]) -> list[Row]:
    """These speakers with all their `names`, the most used first, and the `roles` that people have given."""
    wanted = {"pks": json.dumps(list(pks))}
    rows = {row["pk"]: {**row, "names": [], "roles": []} for row in db.query(_SPEAKERS, wanted)}
    for row in db.query(_NAMES, wanted):
        rows[row["pk"]]["names"].append(row["name"])
    for row in db.query(_ROLES, wanted):
        rows[row.pop("pk")]["roles"].append(row)
    return list(rows.values())


def _of_wikidata(db: Database, ids: Collection[str]) -> list[int]:
    return [row["pk"] for row in db.query(_OF_WIKIDATA, {"ids": json.dumps(sorted(ids))})]


def _alike(db: Database, name: str) -> list[int]:
    """Speakers whose names are spelled alike, or may be another form of the name."""
    wanted = {key for kind in CLASSES for key in keys(name, kind) | keys_to_find(name, kind)}
    return [row["pk"] for row in db.query(_ALIKE, {"keys": json.dumps(sorted(wanted))})]


def _with_words(db: Database, name: str) -> list[int]:
    words = search.any_of(name)
    if words is None:
        return []
    return [row["pk"] for row in db.query(_WITH_WORDS, {"words": words})]
