"""How edits of an article changed the quotes in it."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.lookup.comparison.comparison import compare
from quotes.store.listing import Row
from quotes.store.quotations import quotes


def text_changes(db: Database, article: Row, standing: list[Row]) -> list[Row]:
    """Each quote that later texts of an article added, removed, or reworded; the earliest first.

    `article` is one with its `revisions`, `standing` the quotes of its latest text.
    """
    if article["revision"] == 1:
        return []
    gone = quotes.superseded(db, article["pk"])
    every = [*gone, *standing]
    replaced = {quote["replaces"] for quote in every}
    earlier = {quote["id"]: quote for quote in gone}
    changes = []
    for quote in every:
        before = earlier.get(quote["replaces"])
        if before is not None:
            changes.append(_change("reworded", quote["first_revision"], before, quote))
        elif quote["first_revision"] > 1:
            changes.append(_change("added", quote["first_revision"], None, quote))
    changes += [
        _change("removed", quote["revision"] + 1, quote, None)
        for quote in gone
        if quote["id"] not in replaced
    ]
    return sorted(changes, key=lambda change: change["revision"])


def _change(kind: str, revision: int, before: Row | None, after: Row | None) -> Row:
    difference = compare(before["text"], after["text"]).difference if before and after else ()
    return {"kind": kind, "revision": revision, "before": before, "after": after, "difference": difference}
