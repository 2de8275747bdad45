"""Joins articles that turn out to be one page, with all their texts and people's decisions.

The article whose text was stored last is kept, since its quotes are those of the page as it is now. The texts
of the other become revisions of it, in the order in which they were stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from quotes.intake.addresses import page_of, tidy_address
from quotes.intake.article import Article
from quotes.store.listing import Row, one
from quotes.store.publication import outlets, pages
from quotes.store.publication.joined_quotes import join_quotes
from quotes.store.tracking import grouping, statements


@dataclass(frozen=True, slots=True)
class Joined:
    """The id of an article that was joined with another, and the id of the other."""

    article: str
    into: str


def join_all(db: Database) -> list[Joined]:
    """Join all articles that are one page by today's rules. To be called inside a transaction."""
    for pk, article, page, url in db.execute("SELECT pk, article, page, url FROM addresses").fetchall():
        tidy = tidy_address(url) or url
        if (url, page) != (tidy, page_of(tidy)):
            db.execute(
                "UPDATE OR REPLACE addresses SET url = ?, page = ? WHERE pk = ?", (tidy, page_of(tidy), pk)
            )
            pages.show_best(db, article)
    many = db.execute(
        "SELECT json_group_array(DISTINCT article) FROM addresses GROUP BY page"
        " HAVING count(DISTINCT article) > 1 ORDER BY min(article)"
    ).fetchall()
    joined: list[Joined] = []
    for (found,) in many:
        # An article in two groups may already have been joined with another.
        joined += join(db, [pk for pk in json.loads(found) if _article(db, pk) is not None])
    return joined


def bring_together(db: Database, article: Article) -> None:
    """Join all articles that are stored under the addresses of this one.

    To be called inside a transaction.
    """
    found = pages.articles_at(db, article)
    if found:
        join(db, found)
        (kept,) = pages.articles_at(db, article)
        pages.note(db, kept, article)


def joined_since(db: Database, at: str) -> list[Joined]:
    """What was joined since a moment (ISO 8601)."""
    rows = db.query(
        "SELECT m.id, a.id AS into_id FROM moved_articles m JOIN articles a ON a.pk = m.article"
        " WHERE m.at >= :at ORDER BY m.at, m.id",
        {"at": at},
    )
    return [Joined(row["id"], row["into_id"]) for row in rows]


def join(db: Database, found: Iterable[int]) -> list[Joined]:
    """Join the articles with these pks. To be called inside a transaction."""
    rows = sorted(filter(None, (_article(db, pk) for pk in sorted(found))), key=_worth)
    joined = [_join(db, rows[-1]["pk"], row["pk"]) for row in rows[:-1]]
    if joined:
        pages.show_best(db, rows[-1]["pk"])
    return joined


def _worth(row: Row) -> tuple[str, bool, int, int]:
    """The sort key for which article to keep: latest text, then a date, most decisions, first stored."""
    return row["latest"], row["published"] is not None, row["decided"], -row["pk"]


def _article(db: Database, pk: int) -> Row | None:
    return one(
        db,
        "SELECT a.*, r.collected AS latest, (SELECT count(*) FROM quotes q WHERE q.article = a.pk"
        " AND (q.status <> 'unreviewed' OR q.speaker_decided OR q.said_decided OR q.factuality_decided))"
        " AS decided"
        " FROM articles a JOIN revisions r ON r.article = a.pk AND r.number = a.revision WHERE a.pk = :pk",
        pk=pk,
    )


def _join(db: Database, kept: int, other: int) -> Joined:
    into, gone = _article(db, kept), _article(db, other)
    assert into is not None
    assert gone is not None
    numbers = _join_texts(db, kept, other)
    join_quotes(db, kept, other, numbers)
    db.execute(
        "INSERT INTO addresses (article, page, url, declared)"
        " SELECT ?, page, url, declared FROM addresses WHERE article = ?"
        " ON CONFLICT DO UPDATE SET declared = max(declared, excluded.declared)",
        (kept, other),
    )
    _refer_to(db, kept, other, numbers)
    _complete(db, into, gone)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    db.table("moved_articles").insert({"id": gone["id"], "article": kept, "at": at})
    if into["publisher"] is not None:
        outlets.named_no_more(db, gone["read_outlet"], gone["url"], gone["publisher"])
    db.execute("DELETE FROM articles WHERE pk = ?", (other,))
    reported = db.execute("SELECT DISTINCT statement FROM quotes WHERE article = ?", (kept,)).fetchall()
    statements.refresh(db, (statement for (statement,) in reported))
    return Joined(gone["id"], into["id"])


def _join_texts(db: Database, kept: int, other: int) -> dict[tuple[int, int], int]:
    """Renumber the revisions of both articles as one. Returns new numbers by article and old number."""
    rows = list(
        db.query(
            "SELECT pk, article, number, hash, collected FROM revisions WHERE article IN (:kept, :other)",
            {"kept": kept, "other": other},
        )
    )
    own = {row["hash"]: row for row in rows if row["article"] == kept}
    latest = max(row["number"] for row in own.values())
    stay = [row for row in rows if row["article"] == kept or row["hash"] not in own]
    stay.sort(
        key=lambda row: (
            row["article"] == kept and row["number"] == latest,
            row["collected"],
            row["article"] != kept,
            row["number"],
        )
    )
    by_hash = {row["hash"]: number for number, row in enumerate(stay, start=1)}
    for row in rows:
        if row not in stay:
            db.execute("DELETE FROM revisions WHERE pk = ?", (row["pk"],))
    for row in stay:  # through unused numbers, since no two may be equal in between
        db.execute("UPDATE revisions SET number = ? WHERE pk = ?", (-by_hash[row["hash"]], row["pk"]))
    db.execute("UPDATE revisions SET article = ? WHERE article = ?", (kept, other))
    db.execute("UPDATE revisions SET number = -number WHERE article = ? AND number < 0", (kept,))
    db.execute("UPDATE articles SET revision = ? WHERE pk = ?", (len(stay), kept))
    return {(row["article"], row["number"]): by_hash[row["hash"]] for row in rows}


def _refer_to(db: Database, kept: int, other: int, numbers: dict[tuple[int, int], int]) -> None:
    """Redirect all references to the other article or its revisions, and delete duplicates."""
    for table, column in _referring(db):
        if "revision" in db.table(table).columns_dict:
            for (article, old), new in numbers.items():
                db.execute(
                    f"UPDATE OR IGNORE {table} SET revision = ? WHERE {column} = ? AND revision = ?",
                    (-new, article, old),
                )
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {column} = ?", (kept, other))
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (other,))
        if "revision" in db.table(table).columns_dict:
            db.execute(
                f"UPDATE {table} SET revision = -revision WHERE {column} = ? AND revision < 0", (kept,)
            )


def _referring(db: Database) -> list[tuple[str, str]]:
    """The tables with a column that refers to articles, except those that are joined elsewhere."""
    rows = db.execute(
        'SELECT m.name, f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f'
        " WHERE m.type = 'table' AND f.\"table\" = 'articles'"
        " AND m.name NOT IN ('revisions', 'quotes', 'quoted_in')"
    )
    return rows.fetchall()


def _complete(db: Database, into: Row, gone: Row) -> None:
    """Fill in what the kept article lacks from the other: title, author, publisher and date."""
    told = {
        name: gone[name]
        for name in ("title", "author", "publisher", "published", "archived_copy", "copied_at")
        if into[name] is None and gone[name] is not None
    }
    if "published" in told:
        told |= {"day": told["published"], "published_basis": gone["published_basis"]}
    first = min(into["collected"], gone["collected"])
    db.table("articles").update(into["pk"], {**told, "collected": first})
    if "published" in told:
        undated = db.execute(
            "SELECT pk FROM quotes WHERE article = ? AND day = '' AND NOT gone", (into["pk"],)
        ).fetchall()
        db.conn.executemany(
            "UPDATE quotes SET day = ? WHERE pk = ?", [(told["day"], pk) for (pk,) in undated]
        )
        statements.refresh(db, grouping.resettle(db, (pk for (pk,) in undated)))
