"""Watched sources, and the articles that each announced. Times are Unix times, except in shown rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import Listing, Page, Row, one

_COUNTS = (
    "(SELECT count(*) FROM announced n WHERE n.source = s.pk AND n.state = 'done') AS articles,"
    " (SELECT count(*) FROM announced n WHERE n.source = s.pk AND n.state = 'copy') AS copies,"
    " (SELECT count(*) FROM announced n WHERE n.source = s.pk AND n.state = 'waiting') AS waiting,"
    " (SELECT count(*) FROM announced n WHERE n.source = s.pk AND n.state = 'failed') AS failed,"
    " (SELECT n.error FROM announced n WHERE n.source = s.pk AND n.error IS NOT NULL"
    " ORDER BY n.pk DESC LIMIT 1) AS article_error"
)
SELECT = f"SELECT s.*, {_COUNTS} FROM sources s"
# A source or an article is due if its time has come and no process is asking its host.
_DUE_SOURCES = """FROM sources s LEFT JOIN hosts h ON h.host = s.host WHERE s.muted IS NULL"""
_DUE_ARTICLES = """FROM announced n JOIN sources s ON s.pk = n.source LEFT JOIN hosts h ON h.host = n.host
    WHERE n.state = 'waiting'"""


@dataclass(frozen=True, slots=True)
class Announced:
    """An article announced by a source: its key there, its page, and what the source says about it."""

    key: str
    page: str | None
    host: str | None
    entry: dict[str, Any]


def add(db: Database, url: str, host: str, added: str, **columns: Any) -> Row:
    """Add a source with this address. If there is one already, it is not changed."""
    with transaction(db):
        known = by_url(db, url)
        if known is None:
            db.table("sources").insert({"url": url, "host": host, "added": added, **columns})
            known = by_url(db, url)
    assert known is not None
    return known


def get(db: Database, pk: int) -> Row | None:
    """A source with counts of its articles."""
    return one(db, f"{SELECT} WHERE s.pk = :pk", pk=pk) if 0 < pk < 2**63 else None


def by_url(db: Database, url: str) -> Row | None:
    """The same, by its address."""
    return one(db, f"{SELECT} WHERE s.url = :url", url=url)


def listing(db: Database, limit: int = 20, cursor: str | None = None) -> Page:
    """All sources, by their addresses. Raises cursor.BadCursor."""
    return Listing("sources", SELECT, "s", "url", descending=False).page(db, limit, cursor, dict)


def every(db: Database) -> list[Row]:
    """All sources, by their addresses."""
    return list(db.query(f"{SELECT} ORDER BY s.url, s.pk"))


def remove(db: Database, pk: int) -> None:
    """Stop watching a source; its articles are kept."""
    with transaction(db):
        db.execute("DELETE FROM sources WHERE pk = ?", (pk,))


def due(db: Database, now: float) -> Row | None:
    """The source that should be asked now, if there is one."""
    return one(
        db,
        f"SELECT s.* {_DUE_SOURCES} AND s.next_at <= :now AND coalesce(h.free_at, 0) <= :now"
        " ORDER BY s.next_at, s.pk LIMIT 1",
        now=now,
    )


def due_article(db: Database, now: float) -> Row | None:
    """The announced article that should be fetched now, with its source's `title`, if there is one."""
    return one(
        db,
        f"SELECT n.*, s.url AS source_url {_DUE_ARTICLES} AND n.next_at <= :now"
        " AND coalesce(h.free_at, 0) <= :now ORDER BY n.next_at, n.pk LIMIT 1",
        now=now,
    )


def next_due(db: Database) -> float | None:
    """When the next source or article is due, as far as is known now."""
    row = one(
        db,
        f"""SELECT min(at) AS at FROM (
            SELECT max(s.next_at, coalesce(h.free_at, 0)) AS at {_DUE_SOURCES}
            UNION ALL SELECT max(n.next_at, coalesce(h.free_at, 0)) {_DUE_ARTICLES})""",
    )
    return None if row is None else row["at"]


def answered(db: Database, pk: int, announced: Iterable[Announced], now: float, columns: Row) -> int:
    """Store a source's answer with all its new articles in one transaction. Returns how many are new.

    So an answer is either stored whole or asked for again. An article that another source announced before is
    a copy, and is not counted.
    """
    with transaction(db):
        if one(db, "SELECT 1 FROM sources WHERE pk = :pk", pk=pk) is None:  # removed meanwhile
            return 0
        if "url" in columns and by_url(db, columns["url"]) is not None:  # added meanwhile
            columns = {name: value for name, value in columns.items() if name not in ("url", "host")}
        new = sum(_announce(db, pk, told, now) for told in announced)
        _set(db, "sources", pk, {**columns, "new_at": now} if new else columns)
    return new


def _announce(db: Database, source: int, told: Announced, now: float) -> bool:
    known = one(
        db, "SELECT pk FROM announced WHERE source = :source AND key = :key", source=source, key=told.key
    )
    if known is not None:
        return False
    page = told.page
    seen = page and one(db, "SELECT source FROM announced WHERE page = :page LIMIT 1", page=page)
    db.table("announced").insert(
        {
            "source": source,
            "key": told.key,
            "page": page,
            "host": told.host,
            "entry": None if seen else json.dumps(told.entry),
            "state": "copy" if seen else "waiting",
            "seen_at": now,
        }
    )
    return not seen


def keys(db: Database, pk: int) -> set[str]:
    """The keys of all articles that a source has announced."""
    return {row["key"] for row in db.query("SELECT key FROM announced WHERE source = :pk", {"pk": pk})}


def update(db: Database, pk: int, columns: Row) -> None:
    """Update columns of a source."""
    with transaction(db):
        _set(db, "sources", pk, columns)


def settle(db: Database, pk: int, columns: Row) -> None:
    """Store the outcome of an announced article. After the last one, what the source said is deleted."""
    done = {} if columns.get("state", "waiting") == "waiting" else {"entry": None}
    with transaction(db):
        _set(db, "announced", pk, {**columns, **done})


def brought(db: Database, pk: int, article: str, page: str | None) -> None:
    """Note that an announced article is stored. To be called inside a transaction."""
    row = {"state": "done", "article": article, "error": None, "entry": None}
    _set(db, "announced", pk, row if page is None else {**row, "page": page})


def brought_elsewhere(db: Database, pk: int, page: str) -> Row | None:
    """Another announced article of this page that is already stored."""
    return one(
        db,
        "SELECT pk, article FROM announced WHERE page = :page AND state = 'done' AND pk <> :pk LIMIT 1",
        page=page,
        pk=pk,
    )


def _set(db: Database, table: str, pk: int, columns: Row) -> None:
    """Change a row if it still exists: a source may be removed while it is being asked."""
    names = ", ".join(f"{name} = :{name}" for name in columns)
    db.execute(f"UPDATE {table} SET {names} WHERE pk = :pk", {**columns, "pk": pk})
