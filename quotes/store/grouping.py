"""Statements as trees of quotes, kept in the file as `quotes.tracking.statements` has them.

A quote's parent depends on the quotes of its speaker alone. So when a quote comes, only its own parent and
those of its neighbours can change, and a statement's quotes move with the quote that they hang on. What was
rejected, or is no longer found in its text, hangs on nothing and has a statement of its own. Words that were
said and the same words denied are two statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlite_utils import Database

from quotes.store import statements
from quotes.store.page import Row, listed, one
from quotes.store.quotes import QUOTED
from quotes.tracking.normalization import normal_words
from quotes.tracking.statements import QUOTED_AGAIN_DAYS, VARIANT_DAYS, Said, closer, parent, pieces_of
from quotes.tracking.words import fingerprints_of, key_of, words_of

# So many quotes are compared of those that share most of this one's wording, of those whose wording this one
# has the greatest part of, be it short, and of those of about the same days; those nearest in time first.
MOST_ALIKE = 300
MOST_OF_THE_DAYS = 300
# From the first day of a week to the last.
WEEK = timedelta(days=6)

COLUMNS = f"""q.pk, q.id, q.text, q.day, q.article, q.said_on, q.said_basis, q.said_precision, q.parent,
    q.statement, q.speaker, q.factuality, {QUOTED} AS quoted"""
# A phrase may have been said thousands of times, so that only time tells which of them are one statement.
CANDIDATES = """
WITH alike AS MATERIALIZED (
    SELECT f.quote, count(*) AS shared, coalesce(abs(julianday(o.day) - julianday(:day)), 1e6) AS apart, o.id
    FROM fingerprints f CROSS JOIN quotes o ON o.pk = f.quote
    WHERE f.speaker = :speaker AND f.mark IN {marks} AND o.factuality = :factuality
        AND (o.day = '' OR o.day BETWEEN :first AND :last)
    GROUP BY f.quote)
SELECT {columns} FROM quotes q WHERE q.pk <> :pk AND {quoted} AND q.factuality = :factuality
    AND q.pk IN (
    SELECT pk FROM quotes WHERE words = :key AND speaker = :speaker
        AND (day = '' OR day BETWEEN :first AND :last)
    UNION SELECT quote FROM (SELECT quote FROM alike ORDER BY shared DESC, apart, id LIMIT :alike)
    UNION SELECT quote FROM (SELECT quote FROM alike ORDER BY
        shared * 1.0 / min(:marks, (SELECT count(*) FROM fingerprints z WHERE z.quote = alike.quote)) DESC,
        apart, id LIMIT :alike)
    UNION SELECT pk FROM (SELECT pk FROM quotes WHERE speaker = :speaker AND day BETWEEN :since AND :until
        ORDER BY abs(julianday(day) - julianday(:day)), id LIMIT :of_days))
"""
SUBTREE = """
WITH RECURSIVE tree (pk) AS (
    SELECT :pk UNION SELECT q.pk FROM quotes q JOIN tree ON q.parent = tree.pk)
"""


def settle(db: Database, quote: int) -> set[int]:
    """Hang a quote where it belongs, and on it what belongs there; the statements that have changed."""
    row = _row(db, quote)
    this = _said(row)
    others = _candidates(db, row, this) if row["quoted"] and row["speaker"] is not None else {}
    present = {pk: _said(other) for pk, other in others.items()}
    above = parent(this, present.values())
    related = [pk for pk, other in present.items() if closer(other, this, None)]
    children = [pk for pk in related if closer(present[pk], this, _parent(db, others[pk]))]
    statement = _statement(db, row, above, [others[pk] for pk in children])
    changed = {row["statement"], statement}
    db.execute("UPDATE quotes SET parent = ? WHERE pk = ?", (above.pk if above else None, quote))
    for child in children:
        changed.add(others[child]["statement"])
        db.execute("UPDATE quotes SET parent = ? WHERE pk = ?", (quote, child))
    _move(db, quote, statement, row["speaker"])
    for emptied in changed - {statement}:
        _close(db, emptied, statement)
    return changed


def parent_of(db: Database, quote: int) -> int | None:
    """The quote that this one belongs on, whatever it hangs on; nothing is changed."""
    row = _row(db, quote)
    this = _said(row)
    others = _candidates(db, row, this) if row["quoted"] and row["speaker"] is not None else {}
    above = parent(this, map(_said, others.values()))
    return None if above is None else above.pk


def resettle(db: Database, quotes: Iterable[int]) -> set[int]:
    """Hang quotes anew whose speakers, dates, words or factuality have changed; the statements changed."""
    wanted = sorted(set(quotes))
    loose = set(wanted)
    for pk in wanted:
        rows = db.query("SELECT pk FROM quotes WHERE parent = :pk", {"pk": pk})
        loose |= {row["pk"] for row in list(rows)}
    for pk in loose:
        db.execute("UPDATE quotes SET parent = NULL WHERE pk = ?", (pk,))
    changed: set[int] = set()
    for pk in sorted(loose, key=lambda pk: _said(_row(db, pk)).rank, reverse=True):
        changed |= settle(db, pk)
    return changed


def regroup_all(db: Database) -> None:
    """Group all quotes anew."""
    pks = [row["pk"] for row in list(db.query("SELECT pk FROM quotes"))]
    db.execute("UPDATE quotes SET parent = NULL")
    for pk in pks:
        settle(db, pk)
    statements.refresh(db, (row["pk"] for row in list(db.query("SELECT pk FROM statements"))))


def _candidates(db: Database, row: Row, this: Said) -> dict[int, Row]:
    """The quotes of the same speaker and factuality that may be the same statement, by pk."""
    words = list(this.words)
    marks, values = listed("mark", sorted(fingerprints_of(words)))
    asked = {
        "pk": row["pk"],
        "key": key_of(words_of(this.text)),
        "speaker": row["speaker"],
        "factuality": row["factuality"],
        "marks": len(values),
        "alike": MOST_ALIKE,
        "of_days": MOST_OF_THE_DAYS,
        **_days_around(this.day),
    }
    rows = db.query(CANDIDATES.format(columns=COLUMNS, quoted=QUOTED, marks=marks), {**values, **asked})
    return {other["pk"]: other for other in rows}


def _days_around(day: date | None) -> dict[str, str | None]:
    """The days in which the same may be reported, and those in which it may be varied.

    Of a quote without a day, any day, and none.
    """
    if day is None:
        return {"day": None, "first": "", "last": "9999-12-31", "since": "", "until": ""}
    far, near = timedelta(days=QUOTED_AGAIN_DAYS), timedelta(days=VARIANT_DAYS)
    return {
        "day": day.isoformat(),
        "first": _iso(day, -far),
        "last": _iso(day, far),
        "since": _iso(day, -near),
        "until": _iso(day, near),
    }


def _statement(db: Database, row: Row, above: Said | None, children: list[Row]) -> int:
    """The statement that a quote's tree is: its parent's, its own, one that it takes over, or a new one."""
    if above is not None:
        return int(_row(db, above.pk)["statement"])
    roots = [row, *(child for child in children if child["parent"] is None)]
    free = [
        statement
        for statement in sorted({root["statement"] for root in roots})
        if not _other_roots(db, statement, [root["pk"] for root in roots])
    ]
    return int(free[0]) if free else statements.add(db, row["speaker"], row["id"])


def _other_roots(db: Database, statement: int, roots: list[int]) -> bool:
    """Whether a statement is that of a tree with another root than these that is a quote still."""
    known, values = listed("root", roots)
    sql = (
        "SELECT 1 FROM quotes q WHERE q.statement = :statement AND q.parent IS NULL"
        f" AND q.pk NOT IN {known} AND {QUOTED} LIMIT 1"
    )
    return one(db, sql, statement=statement, **values) is not None


def _move(db: Database, quote: int, statement: int, speaker: int | None) -> None:
    """Let everything that hangs on a quote be of a statement, and the statement be of a speaker."""
    db.execute(
        f"{SUBTREE} UPDATE quotes SET statement = :statement WHERE pk IN (SELECT pk FROM tree)"
        " AND statement <> :statement",
        {"pk": quote, "statement": statement},
    )
    db.execute("UPDATE statements SET speaker = ?, merged_into = NULL WHERE pk = ?", (speaker, statement))


def _close(db: Database, emptied: int, statement: int) -> None:
    """Let a statement that has no quotes any more lead to the one that they went to."""
    # One that was made a moment ago, for a quote that turned out to be of another, nobody has heard of.
    db.execute(
        "DELETE FROM statements WHERE pk = :emptied AND lead IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM quotes WHERE statement = :emptied)",
        {"emptied": emptied},
    )
    db.execute(
        "UPDATE statements SET merged_into = :statement WHERE (pk = :emptied OR merged_into = :emptied)"
        " AND NOT EXISTS (SELECT 1 FROM quotes WHERE statement = :emptied)",
        {"statement": statement, "emptied": emptied},
    )


def _parent(db: Database, row: Row) -> Said | None:
    return None if row["parent"] is None else _said(_row(db, row["parent"]))


def _row(db: Database, quote: int) -> Row:
    row = one(db, f"SELECT {COLUMNS} FROM quotes q WHERE q.pk = :pk", pk=quote)
    assert row is not None
    return row


def _said(row: Row) -> Said:
    words = tuple(normal_words(row["text"]))
    day = date.fromisoformat(row["day"]) if row["day"] else None
    weekly = row["said_precision"] == "week" and row["said_on"] == row["day"]
    return Said(
        id=row["id"],
        text=row["text"],
        words=words,
        pieces=pieces_of(row["text"]),
        day=day,
        dated=row["said_precision"] == "day" and row["said_basis"] != "published",
        article=row["article"],
        pk=row["pk"],
        until=_later(day, WEEK) if day is not None and weekly else None,
    )


def _iso(day: date, apart: timedelta) -> str:
    return _later(day, apart).isoformat()


def _later(day: date, apart: timedelta) -> date:
    try:
        return day + apart
    except OverflowError:
        return day
