"""Statements as trees of quotes: each tree is one statement, and each statement with quotes is one tree.

Every change here preserves this. A statement that is left empty leads to the one that its quotes went to.
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
    """Attach a quote, with its descendants, to the quote `above`. Returns the statements that changed.

    `loose` says whether a quote is queued to be grouped, so that its parent may be out of date. If `above` is
    a descendant of `quote`, the path between them has such a quote, which is detached.
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
    if whole["parent"] is None and before < after:  # keep the older one, whose id more people know
        before, after = after, before
    if whole["parent"] is None:
        db.execute("UPDATE quotes SET statement = ? WHERE statement = ?", (after, before))
        _close(db, before, after)
    else:
        _move(db, quote, after)
    return changed | {before, after}


def cut(db: Database, quote: int) -> set[int]:
    """Detach a quote, with its descendants, from its parent. Returns the statements that changed."""
    row = _row(db, quote)
    if row["parent"] is None:
        return set()
    statement = statements.add(db, row["speaker"], row["id"])
    db.execute("UPDATE quotes SET parent = NULL WHERE pk = ?", (quote,))
    _move(db, quote, statement)
    return {row["statement"], statement}


def part(db: Database, quote: int) -> set[int]:
    """Detach a quote from its parent and its children. Returns the statements that changed.

    If the quote was a root, its statement continues with its first child.
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
    """Split statements that have several trees, as the first versions made them."""
    sql = (
        "SELECT q.pk FROM quotes q WHERE q.parent IS NULL AND EXISTS (SELECT 1 FROM quotes o"
        " WHERE o.statement = q.statement AND o.parent IS NULL AND o.pk < q.pk)"
    )
    for (pk,) in db.execute(sql).fetchall():
        row = _row(db, pk)
        _move(db, pk, statements.add(db, row["speaker"], row["id"]))


def statement_of(db: Database, quote: int) -> int:
    """The statement of a quote."""
    return int(_row(db, quote)["statement"])


def _cut_between(db: Database, above: int, quote: int, loose: Callable[[int], bool]) -> set[int]:
    """Cut the path from `above` up to `quote`, if there is one."""
    way = [above]
    while (parent := _row(db, way[-1])["parent"]) is not None and parent != quote:
        way.append(parent)
    if parent is None:
        return set()
    return cut(db, next((pk for pk in way if loose(pk)), way[-1]))


def _move(db: Database, quote: int, statement: int) -> None:
    """Move a quote and its descendants to a statement."""
    db.execute(
        f"{_SUBTREE} UPDATE quotes SET statement = :statement WHERE pk IN (SELECT pk FROM tree)",
        {"pk": quote, "statement": statement},
    )


def _close(db: Database, emptied: int, statement: int) -> None:
    """Let an empty statement lead to the one that its quotes went to."""
    db.execute("UPDATE statements SET merged_into = ? WHERE merged_into = ?", (statement, emptied))
    # A statement that was made a moment ago for a new quote is deleted, since nobody has seen its id.
    if not db.execute("DELETE FROM statements WHERE pk = ? AND lead IS NULL", (emptied,)).rowcount:
        db.execute("UPDATE statements SET merged_into = ? WHERE pk = ?", (statement, emptied))


def _row(db: Database, quote: int) -> Row:
    sql = "SELECT id, parent, statement, speaker FROM quotes WHERE pk = ?"
    identifier, parent, statement, speaker = db.execute(sql, (quote,)).fetchone()
    return {"id": identifier, "parent": parent, "statement": statement, "speaker": speaker}
