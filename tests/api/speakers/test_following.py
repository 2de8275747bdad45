"""Following somebody over time: counts, files, feeds."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from quotes.api.answers.formats import _harmless
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.store.tracking.statements import EXPORT_PAGE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def filled(client: FlaskClient) -> FlaskClient:
    for number, (day, words) in enumerate(
        (
            ("2024-04-28", "Sunday it was."),
            ("2024-04-29", "Monday it was."),
            ("2024-05-01", "=HYPERLINK(1)"),
            ("2024-05-01", "Ice & <snow> “again”."),
            ("2025-01-01", "A new year, and no bridge."),
            (None, "Nobody knows when this was said."),
        )
    ):
        text = f'Mira Okonjo says "{words}"\nTam Vale says "Hear, hear number {number}."'
        article = {"text": text, "url": f"https://tidewater.example/{number}?a=1&b=2", "published": day}
        client.post("/api/articles", json=article)
    return client


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        (
            "interval=day",
            {
                ("2024-04-28", "2024-04-28"): 1,
                ("2024-04-29", "2024-04-29"): 1,
                ("2024-05-01", "2024-05-01"): 2,
                ("2025-01-01", "2025-01-01"): 1,
            },
        ),
        (
            "interval=week",
            {
                ("2024-04-22", "2024-04-28"): 1,
                ("2024-04-29", "2024-05-05"): 3,
                ("2024-12-30", "2025-01-05"): 1,
            },
        ),
        (
            "",
            {
                ("2024-04-01", "2024-04-30"): 2,
                ("2024-05-01", "2024-05-31"): 2,
                ("2025-01-01", "2025-01-31"): 1,
            },
        ),
        ("interval=year", {("2024-01-01", "2024-12-31"): 4, ("2025-01-01", "2025-12-31"): 1}),
        ("interval=year&to=2024-04-30", {("2024-01-01", "2024-12-31"): 2}),
        ("interval=year&q=monday", {("2024-01-01", "2024-12-31"): 1}),
        ("interval=year&form=fragment", {("2024-01-01", "2024-12-31"): 1}),
    ],
)
def test_statements_are_counted_by_interval(filled: FlaskClient, query: str, counts: Any) -> None:
    timeline = filled.get(f"/api/speakers/mira-okonjo/timeline?{query}").json
    assert {(item["from"], item["to"]): item["statements"] for item in timeline["items"]} == counts
    assert [item["from"] for item in timeline["items"]] == sorted(item["from"] for item in timeline["items"])


@pytest.mark.parametrize("interval", ["day", "week", "month", "year"])
def test_the_last_interval_of_all_has_an_end_too(client: FlaskClient, interval: str) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        article = {"text": 'Mira Okonjo says "It is over."', "publisher": day, "published": day}
        assert client.post("/api/articles", json=article).status_code == 201
    items = client.get(f"/api/speakers/mira-okonjo/timeline?interval={interval}").json["items"]
    assert [item["statements"] for item in items] == [1, 1]
    assert items[0]["from"] == "0001-01-01"
    assert items[1]["to"] == "9999-12-31"


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).get_data(as_text=True))))


def test_statements_are_written_out_as_csv(filled: FlaskClient) -> None:
    response = filled.get("/api/speakers/mira-okonjo/statements.csv")
    assert response.content_type == "text/csv; charset=utf-8"
    found = rows(filled, "/api/speakers/mira-okonjo/statements.csv")
    listed = filled.get("/api/speakers/mira-okonjo/statements?limit=100").json["items"]
    assert [row["id"] for row in found] == [statement["id"] for statement in listed]
    assert found[0]["speaker"] == "Mira Okonjo"
    assert found[0]["said_on"] == "2025-01-01"
    assert found[0]["first_url"] == "https://tidewater.example/4?a=1&b=2"


def test_no_cell_is_run_as_a_formula(filled: FlaskClient) -> None:
    texts = [row["text"] for row in rows(filled, "/api/statements.csv?q=hyperlink")]
    assert texts == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize(
    "beginning",
    [*"=+-@\t|%", "\u00a0=", "\uff1d", "\uff0b", "\uff0d", "\uff20", " \t@"]
    + [f"{hidden}=" for hidden in "\ufeff\u200b\u00ad\u2060\u202e\u034f\u3164\u2800\ufe0f\u180e\x01"]
    + ["\ufeff\u00a0\u200b\uff1d", "\u200b\u200c-", "\U000e0020+"],
)
def test_no_beginning_of_a_cell_is_run(client: FlaskClient, beginning: str) -> None:
    article = {"text": f'Mira Okonjo says "{beginning}SUM(A1)"', "title": f"{beginning}1", "publisher": "x"}
    client.post("/api/articles", json=article)
    (row,) = rows(client, "/api/statements.csv")
    assert row["text"].startswith("'")
    assert row["first_title"].startswith("'")


@given(st.text(st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Mn"]), max_size=5))
def test_nothing_that_cannot_be_seen_hides_a_formula(hiding: str) -> None:
    assert _harmless(f"{hiding}=1+1") == f"'{hiding}=1+1"
    if not hiding.startswith(("\t", "\r")):
        assert _harmless(f"{hiding}words") == f"{hiding}words"


def test_statements_are_written_out_as_json_lines(filled: FlaskClient) -> None:
    response = filled.get("/api/statements.jsonl?speaker=tam-vale&from=2024-05-01")
    lines = [json.loads(line) for line in response.get_data(as_text=True).splitlines()]
    assert lines == filled.get("/api/statements?speaker=tam-vale&from=2024-05-01").json["items"]


def test_a_list_of_several_pages_is_written_out_whole(client: FlaskClient) -> None:
    lines = "\n".join(f'Speaker N{number % 90} says "Number {number}."' for number in range(EXPORT_PAGE + 20))
    client.post("/api/articles", json={"text": lines})
    exported = client.get("/api/statements.jsonl").get_data(as_text=True).splitlines()
    assert len({json.loads(line)["id"] for line in exported}) == len(exported) == EXPORT_PAGE + 20


def test_a_file_that_nobody_reads_to_its_end_holds_nothing_open(
    filled: FlaskClient, settings: Settings
) -> None:
    for number in range(3):
        response = filled.open("/api/statements.csv", method=["GET", "HEAD", "GET"][number], buffered=False)
        next(iter(response.response), None)
        response.close()
    with writing(settings.database) as db:
        # Were a reader left, the log could not be emptied.
        assert db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def test_a_speaker_can_be_followed_with_a_feed_reader(filled: FlaskClient) -> None:
    response = filled.get("/api/speakers/mira-okonjo/statements.atom")
    assert response.content_type == "application/atom+xml"
    feed = ET.fromstring(response.get_data())
    assert feed.findtext(f"{ATOM}title") == "What Mira Okonjo has said"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 6
    assert entries[0].findtext(f"{ATOM}content") == "“A new year, and no bridge.”"
    assert "“Ice & <snow> “again”.”" in [entry.findtext(f"{ATOM}content") for entry in entries]
    identifier = entries[0].findtext(f"{ATOM}id")
    assert identifier is not None
    assert filled.get(identifier).status_code == 200
    for element in (feed, *entries):
        assert element.findtext(f"{ATOM}updated")


def test_a_search_can_be_followed_too_and_an_empty_one(filled: FlaskClient) -> None:
    for query, count in (("q=monday", 1), ("q=nothing", 0)):
        feed = ET.fromstring(filled.get(f"/api/statements.atom?{query}").get_data())
        assert len(feed.findall(f"{ATOM}entry")) == count


def test_feeds_of_one_speaker_are_told_apart_by_what_was_asked_for(filled: FlaskClient) -> None:
    titles = [
        ET.fromstring(filled.get(f"/api/speakers/mira-okonjo/statements.atom?{query}").get_data()).findtext(
            f"{ATOM}title"
        )
        for query in ("q=monday", "q=bridge&about=Tarn")
    ]
    assert titles == [
        "What Mira Okonjo has said with monday",
        "What Mira Okonjo has said with bridge about Tarn",
    ]


def test_what_xml_cannot_hold_does_not_break_a_feed(client: FlaskClient) -> None:
    client.post("/api/articles", json={"text": 'Mira\x0b Okonjo says "A\x01b\ufffe it is."', "title": "\x02"})
    feed = ET.fromstring(client.get("/api/statements.atom").get_data())
    assert len(feed.findall(f"{ATOM}entry")) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/statements.xml", 404),
        ("/api/speakers/nobody/statements.csv", 404),
        ("/api/speakers/nobody/timeline", 404),
        ("/api/statements.csv?limit=1", 422),
        ("/api/statements.csv?q=***", 422),
        ("/api/statements.atom?q=***", 422),
        ("/api/statements.jsonl?speaker=nobody", 422),
        ("/api/speakers/mira-okonjo/timeline?interval=hour", 422),
        ("/api/speakers/mira-okonjo/timeline?limit=1", 422),
    ],
)
def test_what_cannot_be_followed(filled: FlaskClient, address: str, status: int) -> None:
    response = filled.get(address)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
