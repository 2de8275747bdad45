"""What comes with a quote over REST, so that it can be shown and checked against its source."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.lookup.evidence import enrichment as packets
from quotes.store.quotations import quotes as stored_quotes

BEFORE = "The old bridge fell into the river. "
WORDS = '"We will rebuild the bridge before the winter comes."'
TEXT = f"{BEFORE}😀\nMira Okonjo says {WORDS}\nThe council meets on Monday.\n"
URL = "https://tidewater.example/bridge"
ARTICLE = {"text": TEXT, "url": URL, "title": "Bridge down", "published": "2024-05-03"}


@pytest.fixture
def posted(client: FlaskClient) -> dict[str, Any]:
    article: dict[str, Any] = client.post("/api/articles", json=ARTICLE).json
    return article


@pytest.fixture
def packet(client: FlaskClient, posted: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/quotes/{posted['quotes'][0]['id']}").json
    return found


def test_the_quote_itself_is_as_lists_have_it(packet: dict[str, Any], posted: dict[str, Any]) -> None:
    assert {**packet, **posted["quotes"][0]} == packet


def test_the_sentences_around_it_hold_in_the_text(packet: dict[str, Any]) -> None:
    context = packet["context"]
    assert context["before"]["text"] == "😀"
    assert context["sentence"]["text"] == f"Mira Okonjo says {WORDS}"
    assert context["after"]["text"] == "The council meets on Monday."
    for part in context.values():
        assert TEXT[part["start"] : part["end"]] == part["text"]


def test_the_selectors_find_the_words_in_the_stored_text(packet: dict[str, Any]) -> None:
    (target,) = packet["targets"]
    by_words, by_place = target["selector"]
    assert target["source"] == URL
    assert by_words["type"] == "TextQuoteSelector"
    assert by_words["prefix"] + by_words["exact"] + by_words["suffix"] in TEXT
    assert by_words["exact"] == WORDS
    assert by_place["type"] == "TextPositionSelector"
    assert TEXT[by_place["start"] : by_place["end"]] == WORDS


def test_the_link_opens_the_page_at_the_words(packet: dict[str, Any]) -> None:
    assert packet["link"] == (
        f"{URL}#:~:text=We%20will%20rebuild%20the%20bridge%20before%20the%20winter%20comes."
    )


def test_without_an_address_there_is_no_link_and_no_source(client: FlaskClient) -> None:
    posted = client.post("/api/articles", json={"text": TEXT}).json
    packet = client.get(f"/api/quotes/{posted['quotes'][0]['id']}").json
    assert packet["link"] is None
    assert packet["targets"][0]["source"] is None


def test_the_snapshot_is_of_the_text_that_the_spans_count_in(
    client: FlaskClient, packet: dict[str, Any], posted: dict[str, Any]
) -> None:
    assert packet["snapshot"] == {
        "article": posted["id"],
        "revision": 1,
        "hash": sha256(TEXT.encode()).hexdigest(),
        "collected": posted["collected"],
        "extractor": "hand-1",
    }
    later = {**ARTICLE, "text": "Nothing was said after all.\n"}
    assert client.post("/api/articles", json=later).json["revision"] == 2
    gone = client.get(f"/api/quotes/{packet['id']}").json
    assert (gone["current"], gone["snapshot"]) == (False, packet["snapshot"])
    assert gone["context"] == packet["context"]


def test_the_history_is_what_the_history_has(client: FlaskClient, packet: dict[str, Any]) -> None:
    assert packet["history"] == []
    address = f"/api/quotes/{packet['id']}"
    client.patch(address, json={"status": "confirmed", "by": "Ann", "reason": "heard it"})
    changed = client.patch(address, json={"said": {"on": "2024-05-01"}}).json
    assert changed["history"] == client.get(f"{address}/history").json["items"]
    assert [set(entry["changes"]) for entry in changed["history"]] == [{"said"}, {"status"}]


def test_the_statement_is_told_with_its_reports(
    client: FlaskClient, packet: dict[str, Any], posted: dict[str, Any]
) -> None:
    earlier = {**ARTICLE, "url": "https://wend.example/b", "published": "2024-05-02", "publisher": "The Wend"}
    client.post("/api/articles", json=earlier)
    reported = client.get(f"/api/quotes/{packet['id']}").json["reported"]
    assert (reported["id"], reported["reports"]) == (packet["statement"], 2)
    assert [report["publisher"] for report in reported["reported_by"]] == ["The Wend", "tidewater.example"]
    assert reported["reported_by"][1]["article"] == posted["id"]
    assert reported["first_reported"]["publisher"] == "The Wend"
    assert client.get(reported["all_reports"]).json["reports"] == 2


def test_reports_beyond_some_are_told_by_their_number(
    client: FlaskClient, packet: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packets, "MOST_REPORTS", 2)
    for day in (4, 5):
        other = {**ARTICLE, "url": f"https://paper{day}.example/", "published": f"2024-05-0{day}"}
        client.post("/api/articles", json=other)
    reported = client.get(f"/api/quotes/{packet['id']}").json["reported"]
    assert [report["published"] for report in reported["reported_by"]] == ["2024-05-03", "2024-05-04"]
    assert reported["reports"] == 3


def test_a_match_has_the_same_packet(client: FlaskClient, packet: dict[str, Any]) -> None:
    (match,) = client.get("/api/lookup?quote=rebuild+the+bridge+before+winter").json["matches"]
    reported = packet.pop("reported")
    assert match["quote"] == packet
    assert match["statement"] == reported


def test_evidence_is_read_in_as_many_queries_for_many_quotes_as_for_one(
    client: FlaskClient, db: Database
) -> None:
    lines = "".join(f'Mira Okonjo says "Bridge number {number} will open."\n' for number in range(20))
    posted = client.post("/api/articles", json={"text": lines}).json
    rows = stored_quotes.of_article(db, db["articles"].get(1)["pk"], posted["revision"])
    counts = []
    for some in (rows[:1], rows):
        asked: list[str] = []
        db.conn.set_trace_callback(asked.append)
        packets.with_evidence(db, some)
        db.conn.set_trace_callback(None)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(rows) == 20


def test_of_a_long_text_no_more_is_read_than_is_around_the_quote(client: FlaskClient) -> None:
    filler = "The river rose again that night. " * 200
    posted = client.post("/api/articles", json={"text": f"{filler}\nMira Okonjo says {WORDS}\n{filler}"}).json
    packet = client.get(f"/api/quotes/{posted['quotes'][0]['id']}").json
    assert packet["context"]["before"]["text"] == "The river rose again that night."
    assert packet["context"]["after"]["text"] == "The river rose again that night."
