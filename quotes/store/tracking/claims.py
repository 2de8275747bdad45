"""Finds a speaker's quotes that make claims about the same things, at a bounded cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlite_utils import Database

from quotes.store.listing import Row, listed
from quotes.tracking.contradictions.claims import marks_of

# How many of a speaker's quotes with one mark are looked at: this many of the first stored, and of the last.
MOST_AT_AN_END = 100
# The most quotes that are compared: those that share most marks.
MOST_COMPARED = 50

_WITH_MARK = """
SELECT quote FROM
    (SELECT quote FROM claims WHERE speaker = :speaker AND mark = :mark ORDER BY quote LIMIT :most)
UNION SELECT quote FROM
    (SELECT quote FROM claims WHERE speaker = :speaker AND mark = :mark ORDER BY quote DESC LIMIT :most)
"""
_TO_COMPARE = """
SELECT st.pk, st.day, l.text, l.article, d.said_on, d.said_precision, d.said_basis
FROM statements st JOIN quotes l ON l.pk = st.lead LEFT JOIN quotes d ON d.pk = st.dated
"""


def put(db: Database, quote: int, speaker: int | None, text: str) -> None:
    """Replace the index entries of a quote's claims."""
    db.execute("DELETE FROM claims WHERE quote = ?", (quote,))
    add(db, quote, speaker, text)


def add(db: Database, quote: int, speaker: int | None, text: str) -> None:
    """Add the index entries of a new quote's claims."""
    _add(db, [(speaker or 0, mark, quote) for mark in sorted(marks_of(text))])


def index_all(db: Database) -> None:
    """Make the index of claims again, in the order of the index, which is far quicker."""
    db.execute("DELETE FROM claims")
    rows = db.execute("SELECT coalesce(speaker, 0), text, pk FROM quotes").fetchall()
    _add(db, sorted((speaker, mark, pk) for speaker, text, pk in rows for mark in marks_of(text)))


def to_compare(db: Database, statements: Iterable[int]) -> dict[int, Row]:
    """Those statements that were said and have reports, by pk: `text`, `article`, `day` and said date."""
    wanted, values = listed("pk", sorted(statements))
    if not values:
        return {}
    sql = f"{_TO_COMPARE} WHERE st.pk IN {wanted} AND st.reports > 0 AND st.factuality = 'said'"
    return {row["pk"]: row for row in db.query(sql, values)}


def about_the_same(db: Database, statement: int) -> list[Row]:
    """The speaker's other statements with the most similar claims, as `to_compare` returns them."""
    asked = db.execute(
        "SELECT c.speaker, c.mark FROM statements st JOIN claims c ON c.quote = st.lead"
        " WHERE st.pk = ? AND st.speaker IS NOT NULL AND c.speaker = st.speaker",
        (statement,),
    ).fetchall()
    shared: Counter[int] = Counter()
    for speaker, mark in asked:
        values = {"speaker": speaker, "mark": mark, "most": MOST_AT_AN_END}
        shared.update(quote for (quote,) in db.execute(_WITH_MARK, values))
    if not shared:
        return []
    closest = sorted(shared, key=lambda quote: (-shared[quote], quote))[: MOST_COMPARED + 1]
    wanted, values = listed("pk", closest)
    rows = db.query(
        f"SELECT DISTINCT statement FROM quotes WHERE pk IN {wanted} AND live AND statement <> :statement",
        {**values, "statement": statement},
    )
    found = to_compare(db, [row["statement"] for row in list(rows)])
    return [found[pk] for pk in sorted(found)]


def _add(db: Database, rows: list[tuple[int, int, int]]) -> None:
    db.conn.executemany("INSERT OR IGNORE INTO claims (speaker, mark, quote) VALUES (?, ?, ?)", rows)
