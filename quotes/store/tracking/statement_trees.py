"""Statements as trees of quotes: each tree is one statement, and each statement with quotes is one tree.

Every change here keeps it so. A statement that is emptied leads to the one that its quotes went to.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.tracking import statements

_SUBTREE = """
WITH RECURSIVE tree (pk) AS (
    SELECT :pk UNION SELECT q.pk FROM quotes q JOIN tree ON q.parent = tree.pk)
"""


def hang(db: Database, quote: int, above: int, loose: Callable[[int], bool]) -> set[int]:
    """Hang a quote, with all that hangs on it, on another; the statements that have changed.

    `loose` tells of a quote whether it may hang where it does not belong any more, since it is yet to be
    grouped. If `above` hangs on `quote` in the end, that is by such a quote, which is cut off.
    """
    row = _row(db, quote)
    if row["parent"] == above:
        return set()
    changed = _cut_between(db, above, quote, loose)
    whole, other = _row(db, quote), _row(db, above)
    db.execute("UPDATE quotes SET parent = ? WHERE pk = ?", (above, quote))
    before, after = whole["statement"], other["statement"]
    if before == after:
        return changed | {after}
    if whole["parent"] is None and before < after:  # the older one is known to more people
        before, after = after, before
    if whole["parent"] is None:
        db.execute("UPDATE quotes SET statement = ? WHERE statement = ?", (after, before))
        _close(db, before, after)
    else:
        _move(db, quote, after)
    return changed | {before, after}


def cut(db: Database, quote: int) -> set[int]:
    """Let a quote be the root of a tree, with what hangs on it; the statements that have changed."""
    row = _row(db, quote)
    if row["parent"] is None:
        return set()
    statement = statements.add(db, row["speaker"], row["id"])
    db.execute("UPDATE quotes SET parent = NULL WHERE pk = ?", (quote,))
    _move(db, quote, statement)
    return {row["statement"], statement}


def part(db: Database, quote: int) -> set[int]:
    """Let a quote stand alone, and each that hangs on it be a root; the statements that have changed.

    Where the quote was a root itself, its statement goes on with what hung on it.
    """
    sql = "SELECT pk FROM quotes WHERE parent = ? ORDER BY length(text) DESC, id"
    children = [pk for (pk,) in db.execute(sql, (quote,)).fetchall()]
    changed = cut(db, quote)
    if not children:
        return changed
    if not changed:
        row = _row(db, quote)
        statement = statements.add(db, row["speaker"], row["id"])
        db.execute("UPDATE quotes SET statement = ? WHERE pk = ?", (statement, quote))
        db.execute("UPDATE quotes SET parent = NULL WHERE pk = ?", (children.pop(0),))
        changed = {row["statement"], statement}
    for child in children:
        changed |= cut(db, child)
    return changed


def part_all(db: Database) -> None:
    """Let no statement be of several trees, as those of the first versions were, which knew no trees."""
    sql = (
        "SELECT q.pk FROM quotes q WHERE q.parent IS NULL AND EXISTS (SELECT 1 FROM quotes o"
        " WHERE o.statement = q.statement AND o.parent IS NULL AND o.pk < q.pk)"
    )
    for (pk,) in db.execute(sql).fetchall():
        row = _row(db, pk)
        _move(db, pk, statements.add(db, row["speaker"], row["id"]))


def statement_of(db: Database, quote: int) -> int:
    """The statement that a quote is of."""
    return int(_row(db, quote)["statement"])


def _cut_between(db: Database, above: int, quote: int, loose: Callable[[int], bool]) -> set[int]:
    """Cut the way from `above` up to `quote`, if there is one."""
    way = [above]
    while (parent := _row(db, way[-1])["parent"]) is not None and parent != quote:
        way.append(parent)
    if parent is None:
        return set()
    return cut(db, next((pk for pk in way if loose(pk)), way[-1]))


def _move(db: Database, quote: int, statement: int) -> None:
    """Let a quote and everything that hangs on it be of a statement."""
    db.execute(
        f"{_SUBTREE} UPDATE quotes SET statement = :statement WHERE pk IN (SELECT pk FROM tree)",
        {"pk": quote, "statement": statement},
    )


def _close(db: Database, emptied: int, statement: int) -> None:
    """Let a statement that has no quotes any more lead to the one that they went to."""
    db.execute("UPDATE statements SET merged_into = ? WHERE merged_into = ?", (statement, emptied))
    # One that was made a moment ago, for a quote that turned out to be of another, nobody has heard of.
    if not db.execute("DELETE FROM statements WHERE pk = ? AND lead IS NULL", (emptied,)).rowcount:
        db.execute("UPDATE statements SET merged_into = ? WHERE pk = ?", (statement, emptied))


def _row(db: Database, quote: int) -> Row:
    sql = "SELECT id, parent, statement, speaker FROM quotes WHERE pk = ?"
    identifier, parent, statement, speaker = db.execute(sql, (quote,)).fetchone()
    return {"id": identifier, "parent": parent, "statement": statement, "speaker": speaker}
