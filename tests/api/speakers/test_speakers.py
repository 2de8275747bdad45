"""Speakers, and what each has said."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def filled(client: FlaskClient) -> FlaskClient:
    """Three articles of two outlets, in which three speakers are quoted."""
    for day, publisher, text in (
        (
            "2024-05-01",
            "The Wend",
            'Mira Okonjo says "We will rebuild the bridge before winter."\nTam Vale says "not a penny"\n',
        ),
        (
            "2024-05-02",
            "Tidewater",
            'Okonjo says "We will rebuild the bridge before winter."\nTam Vale says "Ask the council."\n',
        ),
        (
            "2024-05-03",
            "Tidewater",
            'The Harbour Board says "The river is closed."\nTam Vale says "Closed for whom?"\n',
        ),
    ):
        client.post("/api/articles", json={"text": text, "publisher": publisher, "published": day})
    return client


def items(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.status_code == 200, response.json
    found: list[dict[str, Any]] = response.json["items"]
    return found


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["mira-okonjo", "tam-vale", "the-harbour-board"]),
        ("sort=quotes", ["tam-vale", "mira-okonjo", "the-harbour-board"]),
        ("sort=recent", ["the-harbour-board", "tam-vale", "mira-okonjo"]),
        ("kind=organization", ["the-harbour-board"]),
        ("kind=document", []),
        ("q=vale", ["tam-vale"]),
        ("q=VAL", ["tam-vale"]),
        ("q=vale tam", ["tam-vale"]),
        ("q=okonjo&kind=person", ["mira-okonjo"]),
        ('q=vale" OR "okonjo', []),
    ],
)
def test_speakers_are_listed(filled: FlaskClient, query: str, slugs: list[str]) -> None:
    found = [speaker["slug"] for speaker in items(filled, f"/api/speakers?{query}")]
    if "sort=recent" in query:
        assert set(found[:2]) == {"the-harbour-board", "tam-vale"}
        found = sorted(found[:2], reverse=True) + found[2:]
    assert found == slugs


@pytest.mark.parametrize("sort", ["name", "quotes", "recent"])
def test_pages_of_speakers_follow_each_other(filled: FlaskClient, sort: str) -> None:
    whole = items(filled, f"/api/speakers?sort={sort}")
    address, seen = f"/api/speakers?sort={sort}&limit=1", []
    while address:
        response = filled.get(address)
        seen += response.json["items"]
        address = response.headers["Link"].split(">")[0].lstrip("<") if "Link" in response.headers else ""
    assert seen == whole


def test_a_speaker_is_shown_with_names_and_where_they_were_seen(filled: FlaskClient) -> None:
    speaker = filled.get("/api/speakers/mira-okonjo").json
    assert speaker["name"] == "Mira Okonjo"
    assert speaker["quotes"] == 2
    assert [(one["name"], one["articles"], one["since"], one["until"]) for one in speaker["names"]] == [
        ("Mira Okonjo", 1, "2024-05-01", "2024-05-01"),
        ("Okonjo", 1, "2024-05-02", "2024-05-02"),
    ]
    full, surname = speaker["names"]
    assert full["joined"] is None
    assert surname["joined"]["by"] == "evidence"
    assert surname["joined"]["probability"] >= 0.9
    assert surname["joined"]["for"]
    assert [article["published"] for article in surname["seen"]] == ["2024-05-02"]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", ["Closed for whom?", "Ask the council.", "not a penny"]),
        ("from=2024-05-02", ["Closed for whom?", "Ask the council."]),
        ("to=2024-05-01", ["not a penny"]),
        ("q=council", ["Ask the council."]),
        ("q=bridge", []),
        ("form=fragment", ["not a penny"]),
        ("min_confidence=0.8", ["Ask the council."]),
        ("form=sentence&from=2024-05-02&to=2024-05-02&q=ask", ["Ask the council."]),
    ],
)
def test_the_statements_of_a_speaker_are_listed(filled: FlaskClient, query: str, texts: list[str]) -> None:
    found = items(filled, f"/api/speakers/tam-vale/statements?{query}")
    assert [statement["text"] for statement in found] == texts
    assert {statement["speaker"]["slug"] for statement in found} <= {"tam-vale"}


def test_one_statement_in_two_articles_is_listed_once(filled: FlaskClient) -> None:
    (statement,) = items(filled, "/api/speakers/mira-okonjo/statements")
    assert (statement["reports"], statement["articles"]) == (2, 2)
    assert statement["first_reported"]["publisher"] == "The Wend"
    assert statement["first_reported"]["published"] == "2024-05-01"
    shown = filled.get(f"/api/statements/{statement['id']}").json
    assert [quote["article"]["publisher"] for quote in shown["quotes"]] == ["The Wend", "Tidewater"]
    assert {quote["statement"] for quote in shown["quotes"]} == {statement["id"]}
    assert {key: value for key, value in shown.items() if key in statement} == statement


def test_statements_of_everybody_are_searched(filled: FlaskClient) -> None:
    assert len(items(filled, "/api/statements")) == 5
    closed = {one["text"] for one in items(filled, "/api/statements?q=closed")}
    assert closed == {"The river is closed.", "Closed for whom?"}
    assert [one["text"] for one in items(filled, "/api/statements?q=closed&speaker=tam-vale")] == [
        "Closed for whom?"
    ]
    assert [one["text"] for one in items(filled, '/api/statements?q="river is"')] == ["The river is closed."]
    assert items(filled, "/api/statements?q=river NOT closed") == []
    assert len(items(filled, "/api/statements?from=2024-05-03")) == 2


@pytest.mark.parametrize(
    "q",
    [
        '"',
        "NEAR(a b)",
        "text:closed",
        "closed*",
        "a AND",
        "^closed",
        "{text}: x",
        "-closed",
        "(closed",
        "closed'",
    ],
)
def test_no_search_is_taken_for_a_command(filled: FlaskClient, q: str) -> None:
    response = filled.get("/api/statements", query_string={"q": q})
    assert response.status_code in (200, 422)
    if response.status_code == 422:
        assert response.json["errors"][0]["field"] == "q"
