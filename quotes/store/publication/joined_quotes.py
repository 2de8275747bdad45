"""Joins the quotes of two articles that turn out to be one page.

If both articles have a quote, that of the remaining article is kept, with people's decisions about either,
and the id of the other one leads to it. Quotes that only the other article has become quotes of an earlier
text.
"""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Row, one
from quotes.store.quotations import recording, topics
from quotes.store.tracking import grouping, statements
from quotes.tracking.revision_matching import by_words
from quotes.tracking.words import words_of

DECIDED = {
    "speaker_decided": ("speaker", "decided_speaker", "speaker_decided"),
    "said_decided": ("day", *recording.SAID, "said_decided"),
    "factuality_decided": ("factuality", "factuality_decided"),
}


def join_quotes(db: Database, kept: int, other: int, numbers: dict[tuple[int, int], int]) -> None:
    """Move the quotes of `other` to `kept`; `numbers` maps article and old revision to the new revision."""
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
    # Quotes that are gone or were already joined with another move too, without a revision.
    db.execute(
        "UPDATE quotes SET article = ?, revision = 0, first_revision = 0 WHERE article = ?", (kept, other)
    )
    statements.refresh(db, {row["statement"] for row in go} | grouping.resettle(db, moved))


def _quotes(db: Database, article: int) -> list[Row]:
    """An article's quotes that are in some revision of it, the latest revision first."""
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
    """Replace a quote by another, which takes over people's decisions."""
    decided = _decisions(db, row, to)
    if decided:
        db.table("quotes").update(to["pk"], decided)
        if "speaker" in decided:
            recording.index(db, to["pk"], decided["speaker"], to["text"])
    db.execute("UPDATE history SET quote = ? WHERE quote = ?", (to["pk"], row["pk"]))
    db.execute("UPDATE quotes SET replaces = ? WHERE replaces = ?", (to["pk"], row["pk"]))
    db.execute("UPDATE quotes SET moved_to = ? WHERE moved_to = ?", (to["pk"], row["pk"]))
    recording.drop(db, row["pk"], same_text=True)
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
    """Attach a replaced quote to its replacement; its statement, if empty now, leads to the other's."""
    found = one(
        db,
        "SELECT q.statement AS emptied, o.statement FROM quotes q, quotes o WHERE q.pk = :pk AND o.pk = :to",
        pk=quote,
        to=to,
    )
    assert found is not None
    db.execute("UPDATE quotes SET statement = ?, parent = ? WHERE pk = ?", (found["statement"], to, quote))
    db.execute(
        "UPDATE statements SET merged_into = :statement WHERE :emptied IN (pk, merged_into)"
        " AND pk <> :statement AND NOT EXISTS (SELECT 1 FROM quotes WHERE statement = :emptied)",
        found,
    )


def _decisions(db: Database, row: Row, to: Row) -> Row:
    """The columns of people's decisions that another quote takes over; the later one if both have one."""
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
