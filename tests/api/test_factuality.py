"""Whether words were said: in quotes, lists, counts, files and feeds, and as people decide it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = (
    'Mira Okonjo says "We will rebuild the bridge." on 2024-04-30, 0.9\n'
    'Mira Okonjo says "Sell the bridge." (denied) about Tarnholm\n'
    'Mira Okonjo says "I may resign." (hypothetical)\n'
    'Mira Okonjo says "Burn the ferry." (fabricated)\n'
)
ARTICLE = {"text": TEXT, "url": "https://tidewater.example/1", "published": "2024-05-01"}
OF_MIRA = "/api/speakers/mira-okonjo/statements"
BY_FACTUALITY = {
    "said": {"We will rebuild the bridge."},
    "denied": {"Sell the bridge."},
    "hypothetical": {"I may resign."},
    "fabricated": {"Burn the ferry."},
}
BY_FACTUALITY["any"] = set().union(*BY_FACTUALITY.values())


@pytest.fixture(autouse=True)
def quotes(client: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post("/api/articles", json=ARTICLE).json["quotes"]
    return found


def test_a_quote_tells_whether_it_was_said(quotes: Any) -> None:
    assert [quote["factuality"] for quote in quotes] == ["said", "denied", "hypothetical", "fabricated"]
    assert quotes[1]["reading"]["factuality"] == "denied"


@pytest.mark.parametrize("path", [OF_MIRA, "/api/statements"])
def test_lists_hold_what_was_said_unless_asked_for_something_else(client: FlaskClient, path: str) -> None:
    assert {one["text"] for one in client.get(path).json["items"]} == BY_FACTUALITY["said"]
    for factuality, texts in BY_FACTUALITY.items():
        items = client.get(f"{path}?factuality={factuality}").json["items"]
        assert {one["text"] for one in items} == texts
        assert factuality == "any" or {one["factuality"] for one in items} == {factuality}


@pytest.mark.parametrize(
    "query", ["factuality=maybe", "factuality=", "min_said_confidence=2", "min_said_confidence=high"]
)
def test_what_is_no_factuality_or_probability_is_refused(client: FlaskClient, query: str) -> None:
    for path in (OF_MIRA, "/api/statements", "/api/statements.csv", "/api/topics"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json["errors"]] == [query.partition("=")[0]]


def test_timelines_and_topics_count_what_was_said(client: FlaskClient) -> None:
    timeline = "/api/speakers/mira-okonjo/timeline?interval=year"
    assert [one["statements"] for one in client.get(timeline).json["items"]] == [1]
    assert [one["statements"] for one in client.get(f"{timeline}&factuality=any").json["items"]] == [4]
    for path in ("/api/topics", "/api/speakers/mira-okonjo/topics"):
        assert client.get(path).json["items"] == []
        (topic,) = client.get(f"{path}?factuality=denied").json["items"]
        assert (topic["name"], topic["statements"]) == ("Tarnholm", 1)
    assert client.get("/api/speakers/mira-okonjo").json["quotes"] == 1


def test_files_and_feeds_tell_the_factuality_and_hold_what_was_said(client: FlaskClient) -> None:
    (row,) = csv.DictReader(io.StringIO(client.get(f"{OF_MIRA}.csv").text))
    assert (row["factuality"], row["said_on"], row["said_confidence"]) == ("said", "2024-04-30", "0.9")
    (line,) = client.get("/api/statements.jsonl?factuality=fabricated").text.splitlines()
    assert json.loads(line)["factuality"] == "fabricated"
    feed = ET.fromstring(client.get("/api/statements.atom?factuality=denied").text)
    assert [title.text for title in feed.iter(f"{ATOM}title")] == [
        "Statements reported as denied",
        "Mira Okonjo (denied), 2024-05-01: “Sell the bridge.”",
    ]
    every = ET.fromstring(client.get("/api/statements.atom?factuality=any").text)
    assert every.findtext(f"{ATOM}title") == "Statements reported as said or not"
    assert len(list(ET.fromstring(client.get("/api/statements.atom").text).iter(f"{ATOM}entry"))) == 1


def test_a_date_comes_with_how_sure_it_is(client: FlaskClient, quotes: Any) -> None:
    assert [quote["said"]["confidence"] for quote in quotes] == [0.9, None, None, None]
    assert len(client.get(f"{OF_MIRA}?min_said_confidence=0.9").json["items"]) == 1
    assert client.get(f"{OF_MIRA}?min_said_confidence=0.91").json["items"] == []
    assert client.get(f"{OF_MIRA}?factuality=denied&min_said_confidence=0").json["items"] == []


def test_people_decide_whether_words_were_said(client: FlaskClient, quotes: Any) -> None:
    address = f"/api/quotes/{quotes[1]['id']}"
    shown = client.patch(address, json={"factuality": "said", "by": "desk", "reason": "it is on tape"}).json
    assert (shown["factuality"], shown["reading"]["factuality"]) == ("said", "denied")
    assert {one["text"] for one in client.get(OF_MIRA).json["items"]} == {
        "We will rebuild the bridge.",
        "Sell the bridge.",
    }
    (entry,) = client.get(f"{address}/history").json["items"]
    assert entry["changes"] == {"factuality": {"before": "denied", "after": "said"}}
    assert (entry["source"], entry["by"], entry["reason"]) == ("person", "desk", "it is on tape")
    assert client.patch(address, json={"restore": ["factuality"]}).json["factuality"] == "denied"
    assert {one["text"] for one in client.get(OF_MIRA).json["items"]} == BY_FACTUALITY["said"]


@pytest.mark.parametrize(
    "body", [{"factuality": "maybe"}, {"factuality": None}, {"factuality": "said", "restore": ["factuality"]}]
)
def test_a_decision_that_is_none_is_refused(client: FlaskClient, quotes: Any, body: Any) -> None:
    assert client.patch(f"/api/quotes/{quotes[1]['id']}", json=body).status_code == 422


def test_linked_data_lets_nobody_speak_what_was_not_said(client: FlaskClient, quotes: Any) -> None:
    headers = {"Accept": "application/ld+json"}
    said = client.get(f"/api/quotes/{quotes[0]['id']}", headers=headers).json
    denied = client.get(f"/api/quotes/{quotes[1]['id']}", headers=headers).json
    assert said["spokenByCharacter"]["name"] == "Mira Okonjo"
    assert "factuality" not in said
    assert "spokenByCharacter" not in denied
    assert "author" not in denied["claim"]
    assert (denied["about"]["name"], denied["factuality"]) == ("Mira Okonjo", "denied")
    assert denied["claim"]["factuality"] == "denied"
