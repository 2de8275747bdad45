"""Whom and what people speak about: as a filter, counted, and on each quote and statement."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

ARTICLES = (
    ("2024-05-01", 'Mira Okonjo says "We leave Tarn." about Tarn, Tam Vale (person)'),
    ("2024-05-02", 'Mira Okonjo says "We stay in America." about U.S., Harbour Board (organization)'),
    ("2024-05-03", 'Tam Vale says "Go to Tarn or go home." about Tarn'),
    ("2024-06-04", 'Mira Okonjo says "No word of places."'),
)


@pytest.fixture
def filled(client: FlaskClient) -> FlaskClient:
    for number, (day, text) in enumerate(ARTICLES):
        article = {"text": text, "url": f"https://tidewater.example/{number}", "published": day}
        assert client.post("/api/articles", json=article).status_code == 201
    return client


def texts(client: FlaskClient, address: str) -> list[str]:
    return [statement["text"] for statement in client.get(address).json["items"]]


def topics(client: FlaskClient, address: str) -> dict[str, int]:
    return {topic["name"]: topic["statements"] for topic in client.get(address).json["items"]}


def test_quotes_and_statements_tell_what_they_are_about(filled: FlaskClient) -> None:
    about = [
        {"name": "Tam Vale", "kind": "person", "slug": "tam-vale", "where": "words"},
        {"name": "Tarn", "kind": "place", "slug": None, "where": "words"},
    ]
    (statement,) = filled.get("/api/statements?about=tam-vale").json["items"]
    assert statement["about"] == about
    detail = filled.get(f"/api/statements/{statement['id']}").json
    assert (detail["about"], detail["quotes"][0]["about"]) == (about, about)
    assert filled.get(f"/api/quotes/{detail['quotes'][0]['id']}").json["about"] == about


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("/api/statements?about=Tarn", ["Go to Tarn or go home.", "We leave Tarn."]),
        ("/api/statements?about=tarn&to=2024-05-02", ["We leave Tarn."]),
        ("/api/statements?about=Tarn&q=home", ["Go to Tarn or go home."]),
        ("/api/statements?about=Tarn&speaker=tam-vale", ["Go to Tarn or go home."]),
        ("/api/statements?about=US", ["We stay in America."]),
        ("/api/statements?about=Vale", ["We leave Tarn."]),
        ("/api/statements?about=Holm", []),
        ("/api/speakers/mira-okonjo/statements?about=Tarn", ["We leave Tarn."]),
        ("/api/speakers/mira-okonjo/statements?about=tam-vale&form=sentence", ["We leave Tarn."]),
        ("/api/speakers/mira-okonjo/statements?about=the%20Harbour%20Board", ["We stay in America."]),
    ],
)
def test_statements_are_found_by_what_they_are_about(
    filled: FlaskClient, query: str, found: list[str]
) -> None:
    assert texts(filled, query) == found


def test_topics_are_counted(filled: FlaskClient) -> None:
    assert topics(filled, "/api/topics") == {"Tarn": 2, "Tam Vale": 1, "United States": 1, "Harbour Board": 1}
    assert topics(filled, "/api/topics?kind=person") == {"Tam Vale": 1}
    assert topics(filled, "/api/topics?kind=place&from=2024-05-02") == {"Tarn": 1, "United States": 1}
    assert topics(filled, "/api/topics?speaker=tam-vale") == {"Tarn": 1}
    assert topics(filled, "/api/topics?about=tam-vale") == {"Tarn": 1, "Tam Vale": 1}
    assert topics(filled, "/api/topics?q=america") == {"United States": 1, "Harbour Board": 1}
    of_mira = {"Tarn": 1, "Tam Vale": 1, "United States": 1, "Harbour Board": 1}
    assert topics(filled, "/api/speakers/mira-okonjo/topics") == of_mira
    assert topics(filled, "/api/speakers/mira-okonjo/topics?to=2024-05-01&kind=place") == {"Tarn": 1}
    assert topics(filled, "/api/speakers/mira-okonjo/topics?form=fragment") == {}


@pytest.mark.parametrize(
    "address", ["/api/topics", "/api/topics?from=2024-01-01", "/api/speakers/mira-okonjo/topics"]
)
def test_topics_come_page_by_page(filled: FlaskClient, address: str) -> None:
    whole = filled.get(address).json["items"]
    found, following = [], f"{address}{'&' if '?' in address else '?'}limit=1"
    while following:
        response = filled.get(following)
        found += response.json["items"]
        following = response.headers.get("Link", "<>").split(">")[0][1:]
    assert found == whole
    assert [topic["statements"] for topic in found] == sorted(
        (topic["statements"] for topic in found), reverse=True
    )


def test_a_list_of_a_topic_comes_page_by_page(filled: FlaskClient) -> None:
    first = filled.get("/api/statements?about=Tarn&limit=1").json
    second = filled.get(f"/api/statements?about=Tarn&limit=1&cursor={first['next_cursor']}").json
    assert [item["text"] for item in first["items"] + second["items"]] == texts(
        filled, "/api/statements?about=Tarn"
    )
    assert second["next_cursor"] is None
    assert filled.get(f"/api/statements?about=US&limit=1&cursor={first['next_cursor']}").status_code == 422


def test_a_topic_can_be_followed_counted_and_written_out(filled: FlaskClient) -> None:
    timeline = filled.get("/api/speakers/mira-okonjo/timeline?about=Tarn").json
    assert [(item["from"], item["statements"]) for item in timeline["items"]] == [("2024-05-01", 1)]
    rows = csv.DictReader(io.StringIO(filled.get("/api/statements.csv?about=Tarn").get_data(as_text=True)))
    assert [row["about"] for row in rows] == ["Tarn", "Tam Vale; Tarn"]
    (line,) = filled.get("/api/statements.jsonl?about=US").get_data(as_text=True).splitlines()
    assert [topic["name"] for topic in json.loads(line)["about"]] == ["Harbour Board", "United States"]
    for address, title in (
        ("/api/statements.atom?about=Tarn", "Statements about Tarn"),
        ("/api/speakers/tam-vale/statements.atom?about=Tarn", "What Tam Vale has said about Tarn"),
    ):
        feed = ET.fromstring(filled.get(address).get_data())
        assert feed.findtext("{http://www.w3.org/2005/Atom}title") == title
        texts_of_feed = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}content")]
        assert "“Go to Tarn or go home.”" in texts_of_feed


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/topics?kind=group", 422),
        ("/api/topics?speaker=nobody", 422),
        ("/api/topics?limit=0", 422),
        ("/api/topics?cursor=x", 422),
        ("/api/topics?abuot=Tarn", 422),
        ("/api/statements?about=", 422),
        ("/api/statements?about=a&about=b", 422),
        ("/api/speakers/nobody/topics", 404),
        ("/api/speakers/tam-vale/topics?speaker=mira-okonjo", 422),
    ],
)
def test_what_is_no_question_about_topics(filled: FlaskClient, address: str, status: int) -> None:
    assert filled.get(address).status_code == status
