"""Evidence costs the same however much is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup import answer_with_evidence, lookup
from quotes.lookup.evidence.enrichment import with_reports
from quotes.store.tracking import reports, statements
from quotes.workflows.ingestion import ingest

TEXT = 'Mira Okonjo says "We will rebuild the bridge before winter."\n'


@pytest.fixture(autouse=True)
def stored(db: Database, reader: Any) -> None:
    for day in (3, 1, 2):
        url = f"https://paper{day}.example/a"
        ingest(db, Article(TEXT, url=url, published=date(2024, 5, day)), reader)


def test_every_row_is_read_through_an_index(db: Database) -> None:
    answer = lookup(db, "rebuild the bridge")
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    answer_with_evidence(db, answer)
    db.conn.set_trace_callback(None)
    queries = [sql for sql in asked if "SELECT" in sql]
    steps = [row["detail"] for sql in queries for row in list(db.query(f"EXPLAIN QUERY PLAN {sql}"))]
    otherwise = [sql for sql in queries if "claims" in sql or "DISTINCT statement" in sql]
    assert len(queries) - len(otherwise) == 6
    scanned = {step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step}
    assert {step for step in scanned if "(subquery" not in step} == set()
    assert [step for step in steps if "USING AUTOMATIC" in step] == []


def test_of_many_reports_those_stored_first_are_read(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_READ", 2)
    (listed,) = statements.listing(db, statements.Filters()).items
    (statement,) = with_reports(db, [listed])
    assert [report["published"] for report in statement["reported_by"]] == ["2024-05-01", "2024-05-03"]
    assert statement["reports"] == 3
    assert statement["first_reported"]["published"] == "2024-05-01"
