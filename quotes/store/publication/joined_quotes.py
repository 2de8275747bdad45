"""The quotes of two articles that turn out to be one page.

Of a quote that both have, the one of the article that stays does, with what people decided of either; the id
of the other leads to it. Quotes that only the other has stay as quotes of an earlier text.
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
    """Let the quotes of two articles be those of one; texts have new `numbers`, by article and old number."""
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
    """Hang a quote that is another now on that one, and let an emptied statement lead to that one's."""
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
