"""Every list goes through an index: no table is scanned, and no page is sorted after the fact."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from sqlite_utils import Database

from quotes.extraction import Factuality
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.listing import Listing
from quotes.store.publication import articles, outlets
from quotes.store.quotations import topic_lists
from quotes.store.tracking import statements
from quotes.store.tracking.statements import Filters

DAY = date(2024, 5, 1)


def plan(db: Database, listing: Listing, going_on: bool) -> list[str]:
    values = {**listing.values, "after": 0 if listing.numeric else "2024-05-01", "after_pk": 7, "rows": 21}
    return [row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {listing.sql(going_on)}", values)]


@pytest.mark.parametrize("going_on", [False, True], ids=["first page", "later page"])
@pytest.mark.parametrize(
    "listing",
    [
        articles.list_of(None, None, None, None),
        articles.list_of([1], None, None, None),
        articles.list_of([1], DAY, DAY, None),
        articles.list_of(None, DAY, None, None),
        *(outlets.list_of(None, sort) for sort in outlets.ORDERS),
        articles.list_of(None, None, DAY, "bridge"),
        articles.list_of([1], None, None, "the", common=True),
        *(speakers.list_of(None, kind, sort) for kind in (None, "person") for sort in speakers.ORDERS),
        speakers.list_of("mira", "person", "recent"),
        statements.list_of(Filters()),
        statements.list_of(Filters(since=DAY, until=DAY)),
        statements.list_of(Filters(speaker=1)),
        statements.list_of(Filters(factuality="denied")),
        statements.list_of(Filters(factuality=None)),
        statements.list_of(Filters(speaker=1, factuality="fabricated", min_said_confidence=0.9)),
        statements.list_of(Filters(about=(1,), factuality="denied")),
        statements.list_of(Filters(speaker=1, since=DAY, form="sentence", min_confidence=0.5)),
        statements.list_of(Filters(speaker=1, q="bridge")),
        statements.list_of(Filters(q="bridge")),
        statements.list_of(Filters(q="the"), common=True),
        statements.list_of(Filters(speaker=1, q="the"), common=True),
        statements.list_of(Filters(about=(1,))),
        statements.list_of(Filters(about=(1,), since=DAY, until=DAY)),
        statements.list_of(Filters(about=(1,), speaker=1)),
        statements.list_of(Filters(about=(1,), speaker=1, since=DAY, form="sentence", min_confidence=0.5)),
        statements.list_of(Filters(about=(1,), q="bridge")),
        statements.list_of(Filters(about=(1,), q="the"), common=True),
        statements.list_of(Filters(about=(1, 2))),
        topic_lists.list_of(Filters()),
        topic_lists.list_of(Filters(), "person"),
        topic_lists.list_of(Filters(speaker=1)),
        topic_lists.list_of(Filters(speaker=1), "person"),
        speaker_decisions.suggestions_listed(),
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


@pytest.mark.parametrize(
    "filters",
    [
        Filters(since=DAY),
        Filters(speaker=1, since=DAY),
        Filters(about=(1,)),
        Filters(about=(1, 2), speaker=1),
        Filters(q="bridge"),
    ],
    ids=str,
)
def test_topics_are_counted_over_statements_read_from_an_index(db: Database, filters: Filters) -> None:
    steps = plan(db, topic_lists.list_of(filters), going_on=True)
    scanned = [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step]
    assert set(scanned) <= {"SCAN c"}  # what was counted


def test_no_combination_of_filters_reads_a_whole_table(db: Database) -> None:
    days: tuple[date | None, ...] = (None, DAY)
    searches: tuple[tuple[str | None, bool], ...] = ((None, False), ("bridge", False), ("the", True))
    listings = [
        articles.list_of(asked, since, until, q, common=common)
        for asked, since, until, (q, common) in product((None, [1]), days, days, searches)
    ]
    kinds: tuple[Factuality | None, ...] = ("said", "denied", None)
    for speaker, about, since, until, form, least, kind, (q, common) in product(
        (None, 1), (None, (), (1,), (1, 2)), days, days, (None, "sentence"), (None, 0.5), kinds, searches
    ):
        filters = Filters(speaker, since, until, q, form, least, about, kind, least)
        listings += [
            statements.list_of(filters, common=common),
            topic_lists.list_of(filters, "place", common=common),
        ]
    for listing in listings:
        steps = plan(db, listing, going_on=True)
        scanned = [step for step in steps if step.startswith("SCAN") and "USING" not in step]
        assert {step for step in scanned if "VIRTUAL TABLE" not in step} <= {"SCAN c"}, listing.values


def test_whether_an_article_still_uses_a_name_is_looked_up_in_the_article(db: Database) -> None:
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    speakers.no_longer_seen(db, 1)
    db.conn.set_trace_callback(None)
    (sql,) = (sql for sql in asked if sql.startswith("SELECT"))
    steps = [row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {sql}")]
    assert any(step.startswith("SEARCH q USING INDEX quotes_by_article") for step in steps)


def test_what_somebody_means_by_a_topic_is_found_through_indexes(db: Database) -> None:
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    topic_lists.called(db, "Ada Moor")
    db.conn.set_trace_callback(None)
    asked = [sql for sql in asked if sql.startswith("SELECT")]
    steps = [row["detail"] for sql in asked for row in list(db.query(f"EXPLAIN QUERY PLAN {sql}"))]
    assert len(asked) == 2
    assert [step for step in steps if step.startswith("SCAN")] == []
