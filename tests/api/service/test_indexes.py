"""Whatever is asked for, no table is read from end to end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.requests import connections
from quotes.settings import Settings
from quotes.store.database.connection import open_reading, reading

TEXT = (
    'Mira Okonjo says "We will rebuild the bridge." about Tarn, Ada Moor (person), Per Moor (person)\n'
    'Okonjo says "No."\nTam Okonjo says "Not a penny."'
)
ADDRESSES = (
    "/api/articles",
    "/api/articles?publisher=tidewater.example&from=2024-01-01&q=bridge",
    "/api/articles/{article}",
    "/api/speakers",
    "/api/speakers?q=oko&kind=person&sort=quotes",
    "/api/speakers?sort=recent",
    "/api/speakers/suggestions",
    "/api/speakers/mira-okonjo",
    "/api/speakers/mira-okonjo/statements",
    "/api/speakers/mira-okonjo/statements?about=Tarn&from=2024-01-01&form=sentence&min_confidence=0.1",
    "/api/speakers/mira-okonjo/statements?q=bridge",
    "/api/speakers/mira-okonjo/timeline",
    "/api/speakers/mira-okonjo/timeline?about=Tarn",
    "/api/speakers/mira-okonjo/topics",
    "/api/speakers/mira-okonjo/topics?kind=place&from=2024-01-01",
    "/api/speakers/mira-okonjo/statements.atom",
    "/api/statements",
    "/api/statements?about=Tarn",
    "/api/statements?speaker=mira-okonjo&q=bridge&to=2025-01-01",
    "/api/statements?about=Moor",
    "/api/statements/{statement}",
    "/api/topics",
    "/api/topics?speaker=mira-okonjo&kind=place",
    "/api/topics?about=Tarn",
    "/api/quotes/{quote}",
    "/api/quotes/{quote}/history",
)
# What a plan may go through: the index that a list has its order from, up to the list's limit; what a
# full-text index answers; what the query itself has put together.
BOUNDED = re.compile(
    r"SCAN (\S+ VIRTUAL TABLE|c$|\(subquery|(\d+ )?CONSTANT ROW|(a|s|st|c|g) USING (COVERING )?INDEX)"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every query that a reading request makes, from now on."""
    queries: list[str] = []

    def opened(path: Path) -> Database:
        db = open_reading(path)
        db.conn.set_trace_callback(queries.append)
        return db

    monkeypatch.setattr(connections, "open_reading", opened)
    return queries


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_question_goes_through_a_whole_table(
    client: FlaskClient, settings: Settings, asked: list[str], address: str
) -> None:
    article = {"text": TEXT, "url": "https://tidewater.example/1", "published": "2024-05-01"}
    stored = client.post("/api/articles", json=article).json
    quote = stored["quotes"][0]
    ids = {"article": stored["id"], "quote": quote["id"], "statement": quote["statement"]}
    asked.clear()
    assert client.get(address.format(**ids)).status_code == 200
    # What the full-text index asks of its own tables is told as well.
    queries = {sql for sql in asked if sql.lstrip().startswith(("SELECT", "WITH")) and "'main'." not in sql}
    assert queries
    with reading(settings.database) as db:
        for sql in queries:
            steps = [row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {sql}")]
            whole = [step for step in steps if step.startswith("SCAN") and not BOUNDED.match(step)]
            assert whole == [], sql
            ordered = re.search(r"ORDER BY\s+\S+\.(?:day|sort|quotes|last_day|made|statements)\b.*LIMIT", sql)
            if ordered and " IN (SELECT" not in sql and "WITH c" not in sql:
                assert "USE TEMP B-TREE FOR ORDER BY" not in steps, sql
