"""Checking a draft over REST."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.app import create_app
from quotes.requests import connections
from quotes.settings import Settings

STORED = 'Mira Okonjo says "We will rebuild the bridge before the winter comes."\n'
DRAFT = 'Mira Okonjo says "We will rebuild the bridge."\nHe spoke of “a bridge of no return”.\n'
ADDRESS = "/api/lookup/text"


@pytest.fixture
def filled(client: FlaskClient, stranger: FlaskClient) -> FlaskClient:
    """A client without a token, and something stored."""
    client.post("/api/articles", json={"text": STORED, "publisher": "The Wend", "published": "2024-05-01"})
    return stranger


def test_each_quotation_is_answered_as_it_was_read_with_what_is_stored(filled: FlaskClient) -> None:
    response = filled.post(ADDRESS, json={"text": DRAFT, "published": "2024-06-01"})
    assert response.status_code == 200
    first, second = response.json["quotes"]
    assert first["speaker"] == "Mira Okonjo"
    assert first["verdict"] == "trimmed"
    assert first["said"]["on"] == "2024-06-01"
    for part in (*first["spans"], *second["spans"]):
        assert DRAFT[part["start"] : part["end"]][1:-1] in (first["text"], second["text"])
    assert DRAFT[first["mention"]["start"] : first["mention"]["end"]] == "Mira Okonjo"
    assert first["searched"]["speaker"]["speakers"][0]["slug"] == "mira-okonjo"
    assert (second["text"], second["speaker"], second["verdict"]) == (
        "a bridge of no return",
        None,
        "not_found",
    )
    assert {name: count for name, count in response.json["totals"].items() if count} == {
        "trimmed": 1,
        "not_found": 1,
    }


def test_a_match_is_the_one_that_a_lookup_gives(filled: FlaskClient) -> None:
    (first, _) = filled.post(ADDRESS, json={"text": DRAFT}).json["quotes"]
    alone = filled.get(f"/api/lookup?quote={first['text']}&speaker=Mira Okonjo").json
    assert {name: first[name] for name in alone} == alone


def test_nothing_is_stored(filled: FlaskClient) -> None:
    before = filled.get("/api/articles").json
    filled.post(ADDRESS, json={"text": DRAFT})
    assert filled.get("/api/articles").json == before
    assert filled.get("/api/statements?q=return").json["items"] == []


def test_a_text_without_quotations_has_none(filled: FlaskClient) -> None:
    answer = filled.post(ADDRESS, json={"text": "Rain fell."}).json
    assert (answer["quotes"], answer["left_out"], set(answer["totals"].values())) == ([], 0, {0})


def test_the_author_is_never_asked_for(filled: FlaskClient) -> None:
    answer = filled.post(ADDRESS, json={"text": STORED, "author": "Mira Okonjo"}).json
    assert [one["speaker"] for one in answer["quotes"]] == [None]


def test_it_is_open_as_reading_is(settings: Settings, reader: Any) -> None:
    closed = Settings(settings.database, settings.token, read_token_required=True)
    client = create_app(closed, reader).test_client()
    assert client.post(ADDRESS, json={"text": DRAFT}).status_code == 401
    headers = {"Authorization": f"Bearer {settings.token}"}
    assert client.post(ADDRESS, json={"text": DRAFT}, headers=headers).status_code == 200


def test_the_connection_of_a_check_cannot_write(app: Flask) -> None:
    with app.test_request_context(ADDRESS, method="POST"):
        assert connections.database().execute("PRAGMA query_only").fetchone() == (1,)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"text"}),
        ({"text": ""}, {"text"}),
        ({"text": " \n\t"}, {"text"}),
        ({"text": None}, {"text"}),
        ({"text": 5}, {"text"}),
        ({"text": "a", "txet": "b"}, {"txet"}),
        ({"text": "a", "published": "soon"}, {"published"}),
        ({"text": "a", "min_words": 0}, {"min_words"}),
        ({"text": "a", "limit": 11}, {"limit"}),
        ({"text": "a", "author": ""}, {"author"}),
        ({"text": "a", "url": "https://a.example"}, {"url"}),
    ],
    ids=str,
)
def test_a_wrong_field_is_422_and_named(filled: FlaskClient, body: dict[str, Any], wrong: set[str]) -> None:
    response = filled.post(ADDRESS, json=body)
    assert response.status_code == 422
    assert {error["field"] for error in response.json["errors"]} == wrong


def test_a_text_that_is_too_long_is_413(filled: FlaskClient) -> None:
    assert filled.post(ADDRESS, json={"text": "a" * 20_001}).status_code == 413


WILD = [
    "\ud800",
    "“\udfff half of it”",
    "\u202e“\u200fרוצים שלום\u200f” \u202c",
    '“" OR NEAR(a b) col:umn * ^”',
    "“мы не будем молчать об этом”",
    "“" * 500 + "x y z" + "”" * 500,
    "“" + "no " * 6_000 + "”",
    "\x00“a b c”",
    "“a b c",
]


@pytest.mark.parametrize("text", WILD, ids=range(len(WILD)))
def test_any_text_is_answered(filled: FlaskClient, text: str) -> None:
    response = filled.post(ADDRESS, data=json.dumps({"text": text}), content_type="application/json")
    assert response.status_code == 200, response.json


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(["“", "”", '"', "‘", "’", "\n", " says ", "a b", "…", "\ud800"])))
def test_any_marks_are_answered(filled: FlaskClient, words: list[str]) -> None:
    data = json.dumps({"text": "x" + "".join(words), "min_words": 1})
    assert filled.post(ADDRESS, data=data, content_type="application/json").status_code == 200
