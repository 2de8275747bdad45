"""Articles that turn out to be one page: made one, with all their texts and all that people decided.

The one whose text was stored last stays, since its quotes are those of the page as it stands. The texts of
the other become texts of it, in the order in which they were stored. Of a quote that both have, the one of
the article that stays does, with what people decided of either; the id of the other leads to it. Quotes that
only the other has stay as quotes of an earlier text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from quotes.intake.addresses import page_of
from quotes.intake.article import Article
from quotes.store import grouping, outlets, pages, quotes, speakers, statements, topics
from quotes.store.page import Row, one
from quotes.tracking.rereading import by_words
from quotes.tracking.words import words_of

DECIDED = {
    "speaker_decided": ("speaker", "decided_speaker", "speaker_decided"),
    "said_decided": ("day", *quotes.SAID, "said_decided"),
    "factuality_decided": ("factuality", "factuality_decided"),
}


@dataclass(frozen=True, slots=True)
class Joined:
    """The id of an article that went into another, and that of the other."""

    article: str
    into: str


def join_all(db: Database) -> list[Joined]:
    """Join all articles that are one page by the rules of today. To be called inside a transaction."""
    for pk, page, url in db.execute("SELECT pk, page, url FROM addresses").fetchall():
        if page != page_of(url):
            db.execute("UPDATE addresses SET page = ? WHERE pk = ?", (page_of(url), pk))
    many = db.execute(
        "SELECT json_group_array(DISTINCT article) FROM addresses GROUP BY page"
        " HAVING count(DISTINCT article) > 1 ORDER BY min(article)"
    ).fetchall()
    joined: list[Joined] = []
    for (found,) in many:
        # An article that is in two groups may have gone into another meanwhile.
        joined += join(db, [pk for pk in json.loads(found) if _article(db, pk) is not None])
    return joined


def bring_together(db: Database, article: Article) -> None:
    """Make one of what is stored under the addresses of an article, which are those of one page.

    To be called inside a transaction.
    """
    found = pages.articles_at(db, article)
    if found:
        join(db, found)
        (kept,) = pages.articles_at(db, article)
        pages.note(db, kept, article)


def join(db: Database, found: Iterable[int]) -> list[Joined]:
    """Make articles one, by their pks. To be called inside a transaction."""
    rows = sorted(filter(None, (_article(db, pk) for pk in sorted(found))), key=_worth)
    joined = [_join(db, rows[-1]["pk"], row["pk"]) for row in rows[:-1]]
    if joined:
        pages.show_best(db, rows[-1]["pk"])
    return joined


def _worth(row: Row) -> tuple[str, bool, int, int]:
    """The text stored last stays; of texts stored together the one with a date, the most decided, the first."""
    return row["latest"], row["published"] is not None, row["decided"], -row["pk"]


def _article(db: Database, pk: int) -> Row | None:
    return one(
        db,
        "SELECT a.*, r.collected AS latest, (SELECT count(*) FROM quotes q WHERE q.article = a.pk AND"
        " (q.status <> 'unreviewed' OR q.speaker_decided OR q.said_decided OR q.factuality_decided)) AS decided"
        " FROM articles a JOIN revisions r ON r.article = a.pk AND r.number = a.revision WHERE a.pk = :pk",
        pk=pk,
    )


def _join(db: Database, kept: int, other: int) -> Joined:
    into, gone = _article(db, kept), _article(db, other)
    assert into is not None
    assert gone is not None
    _join_quotes(db, kept, other, _join_texts(db, kept, other))
    db.execute(
        "INSERT OR IGNORE INTO names_seen (name, article) SELECT name, ? FROM names_seen WHERE article = ?",
        (kept, other),
    )
    for speaker in speakers.no_longer_seen(db, other):
        topics.follow(db, speaker)
    _complete(db, into, gone)
    db.execute(
        "INSERT INTO addresses (article, page, url, declared)"
        " SELECT ?, page, url, declared FROM addresses WHERE article = ?"
        " ON CONFLICT DO UPDATE SET declared = max(declared, excluded.declared)",
        (kept, other),
    )
    db.execute("DELETE FROM addresses WHERE article = ?", (other,))
    db.execute("UPDATE moved_articles SET article = ? WHERE article = ?", (kept, other))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    db.table("moved_articles").insert({"id": gone["id"], "article": kept, "at": at})
    if into["publisher"] is not None:
        outlets.named_no_more(db, gone["read_outlet"], gone["url"], gone["publisher"])
    db.execute("DELETE FROM articles WHERE pk = ?", (other,))
    reported = db.execute("SELECT DISTINCT statement FROM quotes WHERE article = ?", (kept,)).fetchall()
    statements.refresh(db, (statement for (statement,) in reported))
    return Joined(gone["id"], into["id"])


def _join_texts(db: Database, kept: int, other: int) -> dict[tuple[int, int], int]:
    """Number the texts of both as one article's; the new number of each, by article and old number."""
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
    for row in stay:  # by way of numbers that nothing has, since no two may be one in between
        db.execute("UPDATE revisions SET number = ? WHERE pk = ?", (-by_hash[row["hash"]], row["pk"]))
    db.execute("UPDATE revisions SET article = ? WHERE article = ?", (kept, other))
    db.execute("UPDATE revisions SET number = -number WHERE article = ? AND number < 0", (kept,))
    db.execute("UPDATE articles SET revision = ? WHERE pk = ?", (len(stay), kept))
    return {(row["article"], row["number"]): by_hash[row["hash"]] for row in rows}


def _join_quotes(db: Database, kept: int, other: int, numbers: dict[tuple[int, int], int]) -> None:
    for row in list(db.query("SELECT * FROM quotes WHERE article = ?", (kept,))):
        db.table("quotes").update(row["pk"], _renumbered(row, numbers))
    stay, go = _quotes(db, kept), _quotes(db, other)
    pairs = by_words([words_of(row["text"]) for row in stay], [words_of(row["text"]) for row in go])
    latest = max(numbers.values())
    moved = []
    for number, row in enumerate(go):
        new = {"article": kept, **_renumbered(row, numbers)}
        if number in pairs:
            _lead(db, row, stay[pairs[number]], kept)
        else:
            new["live"] = int(row["live"] and new["revision"] == latest)
            db.table("quotes").update(row["pk"], new)
            moved.append(row["pk"])
    # What was no longer found in its text, or had gone into another quote, goes along, as part of no text.
    db.execute(
        "UPDATE quotes SET article = ?, revision = 0, first_revision = 0 WHERE article = ?", (kept, other)
    )
    statements.refresh(db, {row["statement"] for row in go} | grouping.resettle(db, moved))


def _quotes(db: Database, article: int) -> list[Row]:
    """An article's quotes that were found in some text of it, the latest texts first."""
    return list(
        db.query(
            "SELECT * FROM quotes WHERE article = :article AND NOT gone ORDER BY revision DESC, start, pk",
            {"article": article},
        )
    )


def _renumbered(row: Row, numbers: dict[tuple[int, int], int]) -> Row:
    return {
        name: numbers[row["article"], row[name]] for name in ("revision", "first_revision") if row[name] > 0
    }


def _lead(db: Database, row: Row, to: Row, article: int) -> None:
    """Let a quote be another from now on, which takes over what people have decided."""
    decided = _decisions(db, row, to)
    if decided:
        db.table("quotes").update(to["pk"], decided)
        if "speaker" in decided:
            quotes.index(db, to["pk"], decided["speaker"], to["text"])
    db.execute("UPDATE history SET quote = ? WHERE quote = ?", (to["pk"], row["pk"]))
    db.execute("UPDATE quotes SET replaces = ? WHERE replaces = ?", (to["pk"], row["pk"]))
    db.execute("UPDATE quotes SET moved_to = ? WHERE moved_to = ?", (to["pk"], row["pk"]))
    quotes.drop(db, row["pk"], same_text=True)
    db.execute(
        "UPDATE quotes SET moved_to = ?, article = ?, revision = 0, first_revision = 0, replaces = NULL"
        " WHERE pk = ?",
        (to["pk"], article, row["pk"]),
    )
    topics.put(db, row["pk"], ())
    touched = grouping.resettle(db, [row["pk"], *([to["pk"]] if decided else [])])
    statements.refresh(db, touched | {row["statement"], to["statement"]})
    _lead_statement(db, row["pk"], to["pk"])


def _lead_statement(db: Database, quote: int, to: int) -> None:
    """Let the statement of a quote that is another now lead to that one's, if it is of no other quote."""
    found = one(
        db,
        "SELECT q.statement AS emptied, o.statement FROM quotes q, quotes o WHERE q.pk = :pk AND o.pk = :to"
        " AND q.statement <> o.statement AND NOT EXISTS (SELECT 1 FROM quotes x"
        " WHERE x.statement = q.statement AND x.pk <> q.pk AND x.moved_to IS NULL)",
        pk=quote,
        to=to,
    )
    if found is not None:
        db.execute("UPDATE quotes SET statement = :statement WHERE statement = :emptied", found)
        db.execute(
            "UPDATE statements SET merged_into = :statement WHERE pk = :emptied OR merged_into = :emptied",
            found,
        )


def _decisions(db: Database, row: Row, to: Row) -> Row:
    """The columns of what people have decided of one quote that hold for another: where both, the later."""
    later = _decided_at(db, row["pk"]) > _decided_at(db, to["pk"])
    new: dict[str, Any] = {}
    if row["status"] != "unreviewed" and (later or to["status"] == "unreviewed"):
        new["status"] = row["status"]
    for decided, columns in DECIDED.items():
        if row[decided] and (later or not to[decided]):
            new |= {name: row[name] for name in columns}
    if new.get("status", to["status"]) == "rejected":
        new["live"] = 0
    return new


def _decided_at(db: Database, quote: int) -> str:
    row = one(
        db,
        "SELECT coalesce(max(at), '') AS at FROM history WHERE quote = :quote AND source = 'person'",
        quote=quote,
    )
    assert row is not None
    return str(row["at"])


def _complete(db: Database, into: Row, gone: Row) -> None:
    """Let the article that stays tell what only the other told: title, author, publisher and date."""
    told = {
        name: gone[name]
        for name in ("title", "author", "publisher", "published")
        if into[name] is None and gone[name] is not None
    }
    if "published" in told:
        told["day"] = told["published"]
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
