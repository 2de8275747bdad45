"""What other programs read in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.store.database.shared_views import datasette_metadata

VIEWS = ["article_list", "outlet_list", "quote_list", "speaker_list", "statement_list"]


@pytest.fixture
def filled(client: FlaskClient, db: Database) -> Iterator[Database]:
    """A file with two articles, one speaker merged into another, and one quote that was rejected."""
    articles = [
        (
            "https://wend.example/1",
            'Laura Mendes says "We will rebuild the bridge." about Tarnholm\nno one says "Hm."\n',
        ),
        (
            "https://wend.example/2",
            'Lola Mendes says "The bridge is open."\nAda Moor says "Nonsense, all of it."\n',
        ),
    ]
    for url, text in articles:
        answer = client.post("/api/articles", json={"url": url, "text": text, "published": "2024-05-01"})
        assert answer.status_code == 201
    merged = {"into": "laura-mendes", "reason": "her byname"}
    assert client.post("/api/speakers/lola-mendes/merge", json=merged).status_code == 200
    (quote,) = client.get("/api/speakers/ada-moor/statements").get_json()["items"]
    rejected = {"status": "rejected", "reason": "a heading"}
    assert client.patch(f"/api/quotes/{quote['first_reported']['quote']}", json=rejected).status_code == 200
    return db


def rows(db: Database, view: str, *names: str) -> list[Any]:
    return [tuple(row[name] for name in names) for row in db.query(f"SELECT * FROM {view} ORDER BY 1")]


def test_quotes_that_were_rejected_are_not_shown(filled: Database) -> None:
    found = rows(filled, "quote_list", "text", "speaker", "speaker_kind", "speaker_slug", "publisher")
    assert sorted(found) == [
        ("Hm.", "no one", "anonymous", None, "wend.example"),
        ("The bridge is open.", "Laura Mendes", "person", "laura-mendes", "wend.example"),
        ("We will rebuild the bridge.", "Laura Mendes", "person", "laura-mendes", "wend.example"),
    ]


def test_each_speaker_is_shown_once_with_all_names(filled: Database) -> None:
    found = rows(filled, "speaker_list", "slug", "kind", "quotes", "articles", "first_published", "names")
    assert found == [("laura-mendes", "person", 2, 2, "2024-05-01", "Laura Mendes; Lola Mendes")]


def test_statements_have_what_the_export_has(filled: Database, client: FlaskClient) -> None:
    exported = {
        row["id"]: row for row in map(json.loads, client.get("/api/statements.jsonl").text.splitlines())
    }
    shown = {row["statement"]: row for row in filled.query("SELECT * FROM statement_list")}
    assert shown.keys() == exported.keys()
    for identifier, row in shown.items():
        told = exported[identifier]
        assert (row["text"], row["reports"], row["articles"]) == (
            told["text"],
            told["reports"],
            told["articles"],
        )
        assert row["speaker"] == told["speaker"]["name"]
        assert row["first_url"] == told["first_reported"]["url"]
        assert (row["about"] or "") == "; ".join(topic["name"] for topic in told["about"])
        assert row["said_on"] == told["said"]["on"]


def test_articles_and_outlets_are_counted(filled: Database) -> None:
    assert sorted(rows(filled, "article_list", "url", "quotes")) == [
        ("https://wend.example/1", 2),
        ("https://wend.example/2", 1),
    ]
    assert rows(filled, "outlet_list", "slug", "domains", "articles") == [("wend-example", "wend.example", 2)]


def test_the_metadata_explains_columns_that_there_are_and_refuses_everything_else(db: Database) -> None:
    told = datasette_metadata(db, "quotes")["databases"]["quotes"]
    shown = {name: view for name, view in told["tables"].items() if view.get("allow") is not False}
    assert sorted(shown) == VIEWS == sorted(db.view_names())
    for name, view in shown.items():
        columns = set(db.view(name).columns_dict)
        assert set(view["columns"]) <= columns
        assert {view["sort_desc"], *view.get("facets", []), view.get("fts_pk", view["sort_desc"])} <= columns
    refused = {name for name, view in told["tables"].items() if view.get("allow") is False}
    assert refused == set(db.table_names())
    assert {"tokens", "signing_keys", "jobs", "history"} <= refused
