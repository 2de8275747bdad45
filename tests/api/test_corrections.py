"""People correct machines: what they decide holds, what was read is kept, and all of it is written down."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

SENTENCE = "We will rebuild the bridge before the winter comes."
TEXT = (
    f'Mira Okonjo says "{SENTENCE}"\nTam Vale says "Not a penny for it."\nan aide says "Ask somebody else."\n'
)
ARTICLE = {"text": TEXT, "url": "https://tidewater.example/1", "published": "2024-05-01"}


@pytest.fixture
def quotes(client: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post("/api/articles", json=ARTICLE).json["quotes"]
    return found


def patch(client: FlaskClient, quote: dict[str, Any], **body: Any) -> dict[str, Any]:
    response = client.patch(f"/api/quotes/{quote['id']}", json=body)
    assert response.status_code == 200, response.json
    shown: dict[str, Any] = response.json
    assert client.get(f"/api/quotes/{quote['id']}").json == shown
    return shown


def texts(client: FlaskClient, slug: str) -> list[str]:
    return [one["text"] for one in client.get(f"/api/speakers/{slug}/statements").json["items"]]


def test_another_speaker(client: FlaskClient, quotes: Any) -> None:
    shown = patch(client, quotes[0], speaker="tam-vale", by="desk", reason="the photo caption says so")
    assert shown["speaker"]["slug"] == "tam-vale"
    assert shown["reading"]["speaker"] == quotes[0]["speaker"]
    assert set(texts(client, "tam-vale")) == {SENTENCE, "Not a penny for it."}
    assert texts(client, "mira-okonjo") == []
    assert client.get("/api/speakers/tam-vale").json["quotes"] == 2


def test_nobody(client: FlaskClient, quotes: Any) -> None:
    assert patch(client, quotes[0], speaker=None)["speaker"] is None
    assert patch(client, quotes[2], speaker=None)["speaker"] is None
    assert client.get("/api/statements?q=bridge").json["items"][0]["speaker"] is None


def test_a_speaker_who_was_not_there(client: FlaskClient, quotes: Any) -> None:
    shown = patch(client, quotes[2], new_speaker={"name": "Ada Fenn"})
    assert shown["speaker"] == {"name": "Ada Fenn", "kind": "person", "slug": "ada-fenn"}
    assert shown["reading"]["speaker"] == {"name": "an aide", "kind": "anonymous", "slug": None}
    assert texts(client, "ada-fenn") == ["Ask somebody else."]


def test_two_people_of_one_name_are_held_apart(client: FlaskClient, quotes: Any) -> None:
    known = patch(client, quotes[1], new_speaker={"name": "Mira Okonjo"})
    assert known["speaker"]["slug"] == "mira-okonjo"
    namesake = patch(client, quotes[1], new_speaker={"name": "Mira Okonjo", "new": True})
    assert namesake["speaker"] == {"name": "Mira Okonjo", "kind": "person", "slug": "mira-okonjo-2"}
    assert texts(client, "mira-okonjo") == [SENTENCE]
    assert texts(client, "mira-okonjo-2") == ["Not a penny for it."]


def test_another_day(client: FlaskClient, quotes: Any) -> None:
    shown = patch(client, quotes[0], said={"on": "2024-04-01", "precision": "month"})
    assert shown["said"] == {
        "on": "2024-04-01",
        "precision": "month",
        "basis": "explicit",
        "text": None,
        "confidence": None,
    }
    assert shown["reading"]["said"] == quotes[0]["said"]
    (statement,) = client.get("/api/speakers/mira-okonjo/statements?to=2024-04-30").json["items"]
    assert statement["said"]["on"] == "2024-04-01"
    assert patch(client, quotes[0], said=None)["said"] is None


@pytest.mark.parametrize(
    ("precision", "first"),
    [("day", "2024-05-16"), ("week", "2024-05-13"), ("month", "2024-05-01"), ("year", "2024-01-01")],
)
def test_a_period_is_known_by_its_first_day(
    client: FlaskClient, quotes: Any, precision: str, first: str
) -> None:
    shown = patch(client, quotes[0], said={"on": "2024-05-16", "precision": precision})
    assert (shown["said"]["on"], shown["said"]["precision"]) == (first, precision)
    earliest = {"on": "0001-01-01", "precision": precision}
    assert patch(client, quotes[0], said=earliest)["said"]["on"] == "0001-01-01"


def test_what_is_rejected_is_in_no_list_and_no_count(client: FlaskClient, quotes: Any) -> None:
    assert patch(client, quotes[0], status="rejected", reason="a song")["status"] == "rejected"
    assert texts(client, "mira-okonjo") == []
    assert client.get("/api/speakers").json["items"][0]["slug"] == "tam-vale"
    assert client.get("/api/lookup", query_string={"quote": SENTENCE}).json["verdict"] == "not_found"
    article = client.get(f"/api/articles/{quotes[0]['article']['id']}").json
    assert quotes[0]["id"] not in [quote["id"] for quote in article["quotes"]]
    assert patch(client, quotes[0], status="confirmed")["status"] == "confirmed"
    assert texts(client, "mira-okonjo") == [SENTENCE]


@pytest.mark.usefixtures("quotes")
def test_what_is_rejected_holds_no_statements_together(client: FlaskClient) -> None:
    other = "And the ferry will run again by the first of June."
    for number, words in ((2, other), (3, f"{SENTENCE} {other}")):
        text = f'Mira Okonjo says "{words}"'
        article = client.post("/api/articles", json={"text": text, "publisher": str(number)}).json
    together = article["quotes"][0]
    patch(client, together, said={"on": "2024-05-01"})
    assert texts(client, "mira-okonjo") == [f"{SENTENCE} {other}"]
    rejected = patch(client, together, status="rejected", reason="two answers, hours apart")
    assert set(texts(client, "mira-okonjo")) == {SENTENCE, other}
    assert client.get(f"/api/statements/{rejected['statement']}").json["reports"] == 0
    patch(client, together, status="unreviewed")
    assert texts(client, "mira-okonjo") == [f"{SENTENCE} {other}"]


def test_what_the_machine_has_read_can_be_restored(client: FlaskClient, quotes: Any) -> None:
    patch(client, quotes[0], speaker="tam-vale", said={"on": "2020-01-01"}, status="confirmed")
    restored = patch(client, quotes[0], restore=["speaker", "said"], status="unreviewed")
    assert {**restored, **quotes[0]} == restored
    assert texts(client, "mira-okonjo") == [SENTENCE]


def test_the_history_tells_who_changed_what_and_why(client: FlaskClient, quotes: Any) -> None:
    assert client.get(f"/api/quotes/{quotes[0]['id']}/history").json == {"items": []}
    patch(client, quotes[0], speaker="tam-vale", by="desk", reason="caption")
    patch(client, quotes[0], status="confirmed")
    last, first = client.get(f"/api/quotes/{quotes[0]['id']}/history").json["items"]
    assert (first["source"], first["by"], first["reason"]) == ("person", "desk", "caption")
    assert list(first["changes"]) == ["speaker"]
    assert first["changes"]["speaker"]["before"]["slug"] == "mira-okonjo"
    assert first["changes"]["speaker"]["after"]["slug"] == "tam-vale"
    assert last["changes"] == {"status": {"before": "unreviewed", "after": "confirmed"}}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"by": "desk"},
        {"status": "wrong"},
        {"speaker": "nobody"},
        {"speaker": "mira-okonjo", "new_speaker": {"name": "X"}},
        {"new_speaker": {"name": ""}},
        {"new_speaker": {"name": "X", "kind": "anonymous"}},
        {"new_speaker": {"name": "X", "new": "yes"}},
        {"said": {"precision": "day"}},
        {"said": {"on": "soon"}},
        {"said": {"on": "2024-01-01", "basis": "explicit"}},
        {"said": {"on": "2024-01-01"}, "restore": ["said"]},
        {"restore": ["text"]},
        {"restore": []},
        {"text": "other words"},
    ],
)
def test_what_cannot_be_decided(client: FlaskClient, quotes: Any, body: Any) -> None:
    assert client.patch(f"/api/quotes/{quotes[0]['id']}", json=body).status_code == 422
    stored = client.get(f"/api/quotes/{quotes[0]['id']}").json
    assert {**stored, **quotes[0]} == stored


def test_an_unknown_quote_has_no_decisions_and_no_history(client: FlaskClient) -> None:
    assert client.patch("/api/quotes/unknown", json={"status": "confirmed"}).status_code == 404
    assert client.get("/api/quotes/unknown/history").status_code == 404


def test_a_decision_outlives_a_merger_and_its_undoing(client: FlaskClient, quotes: Any) -> None:
    patch(client, quotes[0], speaker="tam-vale")
    client.post("/api/speakers/tam-vale/merge", json={"into": "mira-okonjo"})
    assert client.get(f"/api/quotes/{quotes[0]['id']}").json["speaker"]["slug"] == "mira-okonjo"
    client.delete("/api/speakers/tam-vale/merge")
    assert client.get(f"/api/quotes/{quotes[0]['id']}").json["speaker"]["slug"] == "tam-vale"


def test_a_decision_outlives_an_edit_of_the_article(client: FlaskClient, quotes: Any) -> None:
    patch(client, quotes[0], speaker="tam-vale", said={"on": "2020-01-01"})
    patch(client, quotes[1], status="rejected")
    edited = client.post("/api/articles", json={**ARTICLE, "text": f"Updated.\n{TEXT}"}).json
    assert edited["outcome"] == "revised"
    assert [quote["id"] for quote in edited["quotes"]] == [quotes[0]["id"], quotes[2]["id"]]
    kept = edited["quotes"][0]
    assert (kept["speaker"]["slug"], kept["said"]["on"], kept["revision"]) == ("tam-vale", "2020-01-01", 2)
    assert edited["text"][kept["spans"][0]["start"] : kept["spans"][0]["end"]] == f'"{SENTENCE}"'


def test_what_was_confirmed_stays_when_an_edit_names_another(client: FlaskClient, quotes: Any) -> None:
    patch(client, quotes[0], status="confirmed")
    patch(client, quotes[2], status="confirmed")
    text = TEXT.replace("Mira Okonjo", "Ada Fenn").replace("an aide", "Cleo Lind")
    client.post("/api/articles", json={**ARTICLE, "text": text, "published": "2024-05-03"})
    kept = client.get(f"/api/quotes/{quotes[0]['id']}").json
    assert (kept["status"], kept["speaker"], kept["said"]) == (
        "confirmed",
        quotes[0]["speaker"],
        quotes[0]["said"],
    )
    assert kept["reading"]["speaker"]["slug"] == "ada-fenn"
    assert kept["reading"]["said"]["on"] == "2024-05-03"
    named = client.get(f"/api/quotes/{quotes[2]['id']}").json
    assert named["speaker"]["slug"] == "cleo-lind"
    client.post("/api/speakers/mira-okonjo/merge", json={"into": "tam-vale"})
    client.delete("/api/speakers/mira-okonjo/merge")
    assert texts(client, "mira-okonjo") == [SENTENCE]


def test_whose_words_were_decided_stays_when_an_edit_words_them_anew(
    client: FlaskClient, quotes: Any
) -> None:
    patch(client, quotes[0], speaker="tam-vale", said={"on": "2020-01-01"}, status="confirmed")
    for season in ("summer", "autumn"):
        text = TEXT.replace("winter", season)
        edited = client.post("/api/articles", json={**ARTICLE, "text": text}).json
        anew = edited["quotes"][0]
        assert anew["replaces"] is not None
        assert (anew["speaker"]["slug"], anew["said"]["on"]) == ("tam-vale", "2020-01-01")
        assert anew["reading"]["speaker"]["slug"] == "mira-okonjo"
        assert anew["status"] == "unreviewed"
    assert texts(client, "mira-okonjo") == []


def test_a_silent_edit_shows_what_it_changed_in_a_quote(client: FlaskClient, quotes: Any) -> None:
    changed = TEXT.replace("before the winter", "before the summer").replace("Not a penny for it.", "Yes.")
    edited = client.post("/api/articles", json={**ARTICLE, "text": changed}).json
    assert [quote["replaces"] for quote in edited["quotes"]] == [quotes[0]["id"], None, None]
    old = client.get(f"/api/quotes/{quotes[0]['id']}").json
    assert (old["current"], old["text"]) == (False, SENTENCE)
    changes = {change["kind"]: change for change in edited["changes"]}
    assert set(changes) == {"reworded", "added", "removed"}
    steps = [step for step in changes["reworded"]["difference"] if step["op"] != "equal"]
    assert steps == [{"op": "replace", "asked": "winter", "found": "summer"}]
    assert changes["removed"]["before"]["text"] == "Not a penny for it."
    assert changes["added"]["after"]["text"] == "Yes."
    again = client.post("/api/articles", json={**ARTICLE, "text": f"Updated.\n{changed}"}).json
    assert {change["kind"]: change["revision"] for change in again["changes"]} == dict.fromkeys(changes, 2)
