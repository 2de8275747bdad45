"""Speakers, the names they go by, and where each name was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from quotes.store import search
from quotes.store.page import Listing, Page, Row, listed, one
from quotes.tracking.names import folded, fuller_name, slug_of, sort_key, tails_of
from quotes.tracking.speakers import Known

FIELDS = "s.pk, s.slug, s.name, s.kind, s.quotes, s.last_day, s.sort"
SELECT = f"SELECT {FIELDS} FROM speakers s"
ORDERS = {"name": ("sort", False), "quotes": ("quotes", True), "recent": ("last_day", True)}


def resembling(db: Database, name: str, kind: str) -> list[Known]:
    """The speakers who share this name, or of whose names one is the other's ending."""
    tails, values = listed("tail", sorted(tails_of(name, kind)))
    rows = db.query(
        "SELECT DISTINCT s.pk FROM speakers s WHERE s.kind = :kind AND s.pk IN ("
        " SELECT speaker FROM speaker_names WHERE folded = :folded"
        " UNION SELECT speaker FROM speaker_tails WHERE tail = :folded"
        f" UNION SELECT speaker FROM speaker_names WHERE folded IN {tails})",
        {"kind": kind, "folded": folded(name, kind), **values},
    )
    return [Known(row["pk"], kind, frozenset(names_of(db, row["pk"]))) for row in list(rows)]


def names_of(db: Database, speaker: int) -> list[str]:
    """Every name that a speaker goes by, the oldest first."""
    rows = db.query("SELECT name FROM speaker_names WHERE speaker = :pk ORDER BY pk", {"pk": speaker})
    return [row["name"] for row in rows]


def add(db: Database, name: str, kind: str, created: str) -> int:
    """A new speaker of this name; its pk."""
    row = {
        "slug": _free_slug(db, name),
        "name": name,
        "sort": sort_key(name),
        "kind": kind,
        "created": created,
    }
    pk = db.table("speakers").insert(row).last_pk
    assert isinstance(pk, int)
    return pk


def seen(db: Database, speaker: int, name: str, kind: str, article: int) -> None:
    """Note that an article calls a speaker by this name, and let the fullest name stand for the speaker."""
    known = one(
        db,
        "SELECT pk FROM speaker_names WHERE speaker = :speaker AND name = :name",
        speaker=speaker,
        name=name,
    )
    if known is None:
        row = {"speaker": speaker, "name": name, "folded": folded(name, kind)}
        named = db.table("speaker_names").insert(row).last_pk
        for tail in tails_of(name, kind):
            db.execute("INSERT OR IGNORE INTO speaker_tails (tail, speaker) VALUES (?, ?)", (tail, speaker))
        _rename(db, speaker, name, kind)
    else:
        named = known["pk"]
    db.execute("INSERT OR IGNORE INTO names_seen (name, article) VALUES (?, ?)", (named, article))


def get(db: Database, slug: str) -> Row | None:
    """A speaker with its `names`, each with how many articles use it and the first and last of them."""
    row = one(db, f"{SELECT} WHERE s.slug = :slug", slug=slug)
    return None if row is None else {**row, "names": _names_seen(db, row["pk"])}


def pk_of(db: Database, slug: str) -> int | None:
    row = one(db, "SELECT pk FROM speakers WHERE slug = :slug", slug=slug)
    return None if row is None else int(row["pk"])


def called(db: Database, name: str) -> list[int]:
    """The speakers that somebody asking may mean: by slug, by name, by its ending, or by parts of it."""
    row = one(db, "SELECT pk FROM speakers WHERE slug = :slug", slug=name)
    if row is not None:
        return [row["pk"]]
    kinds = ("person", "organization", "group", "document")
    found = {known.pk for kind in kinds for known in resembling(db, name, kind)}
    if not found:
        rows = db.query(
            "SELECT DISTINCT n.speaker FROM speaker_names_search f JOIN speaker_names n ON n.pk = f.rowid"
            " WHERE f.speaker_names_search MATCH :name LIMIT 100",
            {"name": search.all_of(name)},
        )
        found = {row["speaker"] for row in rows}
    return sorted(found)


def listing(
    db: Database,
    *,
    q: str | None = None,
    kind: str | None = None,
    sort: str = "name",
    limit: int = 20,
    cursor: str | None = None,
) -> Page:
    """Speakers who have been quoted. Raises cursor.BadCursor and search.NoWords."""
    return list_of(q, kind, sort).page(db, limit, cursor, dict)


def list_of(q: str | None, kind: str | None, sort: str) -> Listing:
    order, descending = ORDERS[sort]
    rows = Listing("speakers", SELECT, "s", order, descending, numeric=order == "quotes")
    rows.where("+s.quotes > 0")  # the plus keeps SQLite from sorting what an index on quotes has found
    rows.where_given("s.kind = :kind", kind=kind)
    if q is not None:
        rows.where(
            "s.pk IN (SELECT n.speaker FROM speaker_names_search f JOIN speaker_names n ON n.pk = f.rowid"
            " WHERE f.speaker_names_search MATCH :q)",
            q=search.starting_with(q),
        )
    return rows


def shown(row: Mapping[str, Any], name: str = "speaker_name") -> Row | None:
    """Who a quote's or statement's joined row names: a speaker, somebody unnamed, or nobody."""
    if row["speaker_slug"] is not None:
        return {"name": row[name], "slug": row["speaker_slug"], "kind": row["speaker_kind"]}
    if row["read_kind"] == "anonymous":
        return {"name": row["read_name"], "slug": None, "kind": "anonymous"}
    return None


def _rename(db: Database, speaker: int, name: str, kind: str) -> None:
    row = one(db, "SELECT name FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    better = fuller_name(row["name"], name, kind)
    if better != row["name"]:
        db.table("speakers").update(speaker, {"name": better, "sort": sort_key(better)})


def _free_slug(db: Database, name: str) -> str:
    """The name's slug, numbered where another speaker has it already."""
    slug = slug_of(name)
    taken = {
        row["slug"]
        for row in db.query(
            "SELECT slug FROM speakers WHERE slug = :slug OR slug BETWEEN :low AND :high",
            {"slug": slug, "low": f"{slug}-", "high": f"{slug}-:"},  # ":" sorts after every digit
        )
    }
    return next(
        slug if number == 1 else f"{slug}-{number}"
        for number in range(1, len(taken) + 2)
        if (slug if number == 1 else f"{slug}-{number}") not in taken
    )


def _names_seen(db: Database, speaker: int) -> list[Row]:
    rows = db.query(
        "SELECT n.name, count(*) AS articles, min(a.day) AS since, max(a.day) AS until"
        " FROM speaker_names n JOIN names_seen w ON w.name = n.pk JOIN articles a ON a.pk = w.article"
        " WHERE n.speaker = :pk GROUP BY n.pk ORDER BY articles DESC, n.pk",
        {"pk": speaker},
    )
    return [{**row, "since": row["since"] or None, "until": row["until"] or None} for row in rows]
