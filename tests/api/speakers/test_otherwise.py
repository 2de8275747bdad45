"""What a speaker has said otherwise is listed, shown on the statement, and told in lookups."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from invented_lines import text_of

WILL = "We will rebuild the bridge."
WILL_NOT = "We will not rebuild the bridge."


def post(client: FlaskClient, number: int, published: str, *lines: str) -> dict[str, Any]:
    """Store an article in which each line is one of `NAME: words`, with what may stand behind the words."""
    article = {
        "text": text_of(lines), "url": f"https://tidewater.example/{number}", "published": published,
        "publisher": f"Paper {number}",
    }  # fmt: skip
    posted: dict[str, Any] = client.post("/api/articles", json=article).json
    return posted


def listed(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/speakers/ada-moor/contradictions{query}")
    assert answer.status_code == 200, answer.json
    return answer.json["items"]


@pytest.fixture
def changed(client: FlaskClient) -> FlaskClient:
    """A client of an app in which somebody has changed her mind."""
    post(client, 1, "2024-05-01", f"Ada Moor: {WILL} | about Tarnholm")
    post(client, 2, "2024-06-01", f"Ada Moor: {WILL_NOT} | about Velden", f"Per Fenn: {WILL_NOT}")
    return client


def test_a_change_of_mind_is_listed_once_with_the_later_statement(changed: FlaskClient) -> None:
    (item,) = listed(changed)
    assert item["statement"]["text"] == WILL_NOT
    (earlier,) = item["otherwise"]
    assert earlier["statement"]["text"] == WILL
    assert earlier["statement"]["said"]["on"] == "2024-05-01"
    assert (earlier["kind"], earlier["dated"]) == ("changed", False)
    assert earlier["differences"] == [
        {
            "kind": "negation",
            "words": "not",
            "other_words": "",
            "sentence": WILL_NOT,
            "other_sentence": WILL,
        }
    ]


def test_days_that_reports_tell_are_told_as_such(client: FlaskClient) -> None:
    post(client, 1, "2024-05-02", f"Ada Moor: {WILL} | on 2024-05-01, 0.9")
    post(client, 2, "2024-06-02", f"Ada Moor: {WILL_NOT} | on 2024-06-01, 0.9")
    (item,) = listed(client)
    assert item["otherwise"][0]["dated"]


def test_reports_of_one_day_differ_in_wording(client: FlaskClient) -> None:
    post(client, 1, "2024-05-01", f"Ada Moor: {WILL}")
    post(client, 2, "2024-05-02", f"Ada Moor: {WILL_NOT}")
    (item,) = listed(client, "?kind=wording")
    assert item["otherwise"][0]["kind"] == "wording"
    assert listed(client, "?kind=changed") == []


def test_for_and_against_in_one_breath_is_no_contradiction(client: FlaskClient) -> None:
    post(client, 1, "2024-05-01", f"Ada Moor: {WILL}", f"Ada Moor: {WILL_NOT}")
    assert listed(client) == []


def test_filters_are_for_the_later_statement(changed: FlaskClient) -> None:
    assert len(listed(changed, "?about=Velden&from=2024-06-01&to=2024-06-01&min_confidence=0.9")) == 1
    for query in ("?about=Tarnholm", "?to=2024-05-31", "?from=2024-06-02", "?min_confidence=0.95"):
        assert listed(changed, query) == []
    assert changed.get("/api/speakers/ada-moor/contradictions?q=x").status_code == 422
    assert changed.get("/api/speakers/ada-moor/contradictions?kind=x").status_code == 422
    assert changed.get("/api/speakers/nobody/contradictions").status_code == 404


def test_what_was_not_said_or_was_rejected_contradicts_nothing(changed: FlaskClient) -> None:
    post(changed, 3, "2024-07-01", "Ada Moor: We will build 30 houses. | (denied)")
    post(changed, 4, "2024-08-01", "Ada Moor: We will build 50 houses.")
    assert len(listed(changed)) == 1
    statement = listed(changed)[0]["otherwise"][0]["statement"]["id"]
    (quote,) = changed.get(f"/api/statements/{statement}").json["quotes"]
    changed.patch(f"/api/quotes/{quote['id']}", json={"status": "rejected"})
    assert listed(changed) == []


def test_a_statement_tells_what_was_said_otherwise_before_and_after(changed: FlaskClient) -> None:
    later = listed(changed)[0]
    for one, other in (
        (later["statement"], later["otherwise"][0]["statement"]),
        (later["otherwise"][0]["statement"], later["statement"]),
    ):
        shown = changed.get(f"/api/statements/{one['id']}").json["otherwise"]
        assert [said["statement"]["id"] for said in shown] == [other["id"]]


def test_a_lookup_tells_that_the_speaker_said_otherwise(changed: FlaskClient) -> None:
    answer = changed.get("/api/lookup", query_string={"quote": WILL, "speaker": "Ada Moor"}).json
    assert answer["verdict"] == "verbatim"
    (other,) = answer["matches"][0]["statement"]["otherwise"]
    assert other["statement"]["text"] == WILL_NOT


def test_mergers_and_corrections_are_followed(changed: FlaskClient) -> None:
    post(changed, 3, "2024-07-01", "Tam Vale: We will build 30 houses.")
    post(changed, 4, "2024-08-01", "Ada Moor: We will build 50 houses.")
    assert len(listed(changed)) == 1
    changed.post("/api/speakers/tam-vale/merge", json={"into": "ada-moor"})
    assert [item["statement"]["text"] for item in listed(changed)] == ["We will build 50 houses.", WILL_NOT]
    changed.delete("/api/speakers/tam-vale/merge")
    assert len(listed(changed)) == 1


def test_pages_go_on_where_the_one_before_ended(client: FlaskClient, monkeypatch) -> None:
    monkeypatch.setattr("quotes.lookup.otherwise.MOST_GONE_THROUGH", 4)
    monkeypatch.setattr("quotes.lookup.otherwise.READ_TOGETHER", 2)
    things = ["houses", "schools", "mills", "boats", "roads"]
    for number, thing in enumerate(things):
        post(client, number, f"2024-05-{number + 1:02}", f"Ada Moor: We will build 30 {thing}.")
        post(client, number + 50, f"2024-06-{number + 1:02}", f"Ada Moor: We will build 50 {thing}.")
    found, address, pages = [], "/api/speakers/ada-moor/contradictions?limit=2", 0
    while address:
        answer = client.get(address)
        found += [item["statement"]["text"] for item in answer.json["items"]]
        assert len(answer.json["items"]) <= 2
        link = answer.headers.get("Link")
        address = link.split(">")[0].removeprefix("<http://localhost") if link else None
        pages += 1
        assert pages < 10
    assert found == [f"We will build 50 {thing}." for thing in reversed(things)]
