"""Contradictions: of one statement, of many, and of everything a speaker has said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from quotes.store.listing import Page, Row
from quotes.store.tracking import claims, statements
from quotes.store.tracking.statements import Filters
from quotes.tracking.contradictions.claim_pairs import otherwise
from quotes.tracking.occasions import Kind, When, kind_of

# At most this many contradicting statements are listed: first those of other occasions, then the latest.
MOST_TOLD = 10
# One page of a list of contradictions examines at most this many statements, whatever it finds, and ends
# sooner after this many comparisons.
MOST_GONE_THROUGH = 500
MOST_PAIRS = 1_000
# How many statements are read at a time, since most pages are complete before the limit.
READ_TOGETHER = 100


def with_otherwise(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Statements with the contradicting ones of their speakers as `otherwise`, in the order given."""
    return [{**row, "otherwise": said_otherwise(db, row["pk"])} for row in rows]


def said_otherwise(db: Database, statement: int) -> list[Row]:
    """The other statements of the same speaker that contradict this one.

    Each is a row of the `statement`, the `kind`, whether its own and this one's day are known (`dated`), and
    the `differences`, from this statement to that one.
    """
    return _shown(db, _found(db, statement, claims.about_the_same(db, statement)))


def said_otherwise_before(db: Database, statement: int, kind: Kind | None = None) -> list[Row]:
    """The same, but only earlier statements, and only of one `kind` if it is given."""
    found = _found(db, statement, claims.about_the_same(db, statement), earlier=True)
    return _shown(db, [one for one in found if kind in (None, one["kind"])])


def contradictions(
    db: Database, filters: Filters, kind: Kind | None = None, limit: int = 20, cursor: str | None = None
) -> Page:
    """Statements that contradict an earlier one of the same speaker, the latest first.

    The filters apply to the later statement, which has the earlier ones as `otherwise`. A page examines at
    most MOST_GONE_THROUGH statements, or fewer if they take MOST_PAIRS comparisons, so it may have fewer than
    `limit` entries although the list goes on. Raises cursor.BadCursor.
    """
    listing = statements.list_of(replace(filters, factuality=statements.SAID))
    items: list[Row] = []
    gone_through = pairs = 0
    while gone_through < MOST_GONE_THROUGH:
        rows = listing.rows(db, READ_TOGETHER, cursor)
        for row in rows:
            gone_through += 1
            cursor = listing.cursor_after(row)
            others = claims.about_the_same(db, row["pk"])
            pairs += len(others)
            earlier = [
                one for one in _found(db, row["pk"], others, earlier=True) if kind in (None, one["kind"])
            ]
            if earlier:
                items.append({"statement": statements.shown(row), "otherwise": _shown(db, earlier)})
            if len(items) == limit or pairs >= MOST_PAIRS:
                return Page(items, cursor if listing.rows(db, 1, cursor) else None)
        if len(rows) < READ_TOGETHER:
            return Page(items)
    return Page(items, cursor)


def _found(db: Database, statement: int, others: Sequence[Row], *, earlier: bool = False) -> list[Row]:
    """The most significant first: each statement's `pk`, `kind`, `dated` and `differences`."""
    this = claims.to_compare(db, [statement]).get(statement) if others else None
    if this is None:
        return []
    found = []
    for other in others:
        if earlier and (other["day"], other["pk"]) > (this["day"], this["pk"]):
            continue
        kind = kind_of(_when(this), _when(other))
        if kind == "wording" and this["article"] == other["article"]:
            continue  # saying something for and against in one breath is no contradiction
        differences = otherwise(this["text"], other["text"], one_occasion=kind == "wording")
        if differences:
            dated = _when(this).told and _when(other).told
            found.append(
                {
                    "pk": other["pk"],
                    "day": other["day"],
                    "kind": kind,
                    "dated": dated,
                    "differences": differences,
                }
            )
    found.sort(key=lambda one: (one["kind"] == "changed", one["day"], one["pk"]), reverse=True)
    return found[:MOST_TOLD]


def _shown(db: Database, found: Sequence[Row]) -> list[Row]:
    rows = {row["pk"]: row for row in statements.by_pk(db, [one["pk"] for one in found])} if found else {}
    return [{**one, "statement": rows[one["pk"]]} for one in found]


def _when(row: Row) -> When:
    day = row["said_on"] or row["day"]
    return When(day, row["said_precision"], row["said_basis"])
