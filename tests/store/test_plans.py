"""Every list goes through an index: no table is scanned, and no page is sorted after the fact."""

from __future__ import annotations

from datetime import date

import pytest
from sqlite_utils import Database

from quotes.store import articles, speakers, statements
from quotes.store.page import Listing
from quotes.store.statements import Filters

DAY = date(2024, 5, 1)


def plan(db: Database, listing: Listing, going_on: bool) -> list[str]:
    values = {**listing.values, "after": 0 if listing.numeric else "2024-05-01", "after_pk": 7, "rows": 21}
    return [row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {listing.sql(going_on)}", values)]


@pytest.mark.parametrize("going_on", [False, True], ids=["first page", "later page"])
@pytest.mark.parametrize(
    "listing",
    [
        articles.list_of(None, None, None, None),
        articles.list_of("The Wend", None, None, None),
        articles.list_of("The Wend", DAY, DAY, None),
        articles.list_of(None, DAY, None, None),
        articles.list_of(None, None, DAY, "bridge"),
        articles.list_of("The Wend", None, None, "the", common=True),
        *(speakers.list_of(None, kind, sort) for kind in (None, "person") for sort in speakers.ORDERS),
        speakers.list_of("mira", "person", "recent"),
        statements.list_of(Filters()),
        statements.list_of(Filters(since=DAY, until=DAY)),
        statements.list_of(Filters(speaker=1)),
        statements.list_of(Filters(speaker=1, since=DAY, form="sentence", min_confidence=0.5)),
        statements.list_of(Filters(speaker=1, q="bridge")),
        statements.list_of(Filters(q="bridge")),
        statements.list_of(Filters(q="the"), common=True),
        statements.list_of(Filters(speaker=1, q="the"), common=True),
    ],
    ids=lambda listing: f"{listing.name} {listing.order} {','.join(listing.values)}",
)
def test_a_list_is_read_from_an_index_in_its_order(db: Database, listing: Listing, going_on: bool) -> None:
    steps = plan(db, listing, going_on)
    scans = [
        step
        for step in steps
        if step.startswith("SCAN") and "USING" not in step and "VIRTUAL TABLE" not in step
    ]
    assert scans == []
    if not any(" IN (SELECT" in condition for condition in listing.conditions):
        assert [step for step in steps if "TEMP B-TREE" in step] == []
