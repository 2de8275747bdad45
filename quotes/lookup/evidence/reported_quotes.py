"""The quotes that report statements, each with its evidence, page by page or all of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotes.lookup.evidence.enrichment import with_evidence
from quotes.store.listing import Page, Row
from quotes.store.quotations import quotes
from quotes.store.tracking import statements
from quotes.store.tracking.statements import Filters

# A page ends after the statement with which it reaches this many quotes.
MOST_QUOTES = 500
# The evidence is read for this many quotes at once.
TOGETHER = 200


def reported_quotes(db: Database, filters: Filters, limit: int, cursor: str | None = None) -> Page:
    """The quotes of the next `limit` statements, or of fewer if these have many reports."""
    listing = statements.list_of(filters, common=statements.is_common(db, filters))
    rows = listing.rows(db, limit + 1, cursor)
    taken: list[Row] = []
    for row in rows[:limit]:
        taken.append(row)
        if sum(one["reports"] for one in taken) >= MOST_QUOTES:
            break
    following = listing.cursor_after(taken[-1]) if len(rows) > len(taken) else None
    return Page(list(_evidence(db, taken)), following)


def all_reported_quotes(db: Database, filters: Filters) -> Iterator[Row]:
    """The quotes of all these statements, read page by page. Raises search.NoWords."""
    page = reported_quotes(db, filters, TOGETHER)
    yield from page.items
    while page.next_cursor is not None:
        page = reported_quotes(db, filters, TOGETHER, page.next_cursor)
        yield from page.items


def _evidence(db: Database, rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        reports = quotes.of_statement(db, row["pk"])
        for first in range(0, len(reports), TOGETHER):
            yield from with_evidence(db, reports[first : first + TOGETHER])
