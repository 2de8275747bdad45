"""Alerts over the API: each token's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.alerts.matching import match_new
from quotes.app import create_app
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.database.connection import writing

ATOM = "{http://www.w3.org/2005/Atom}"
DELIVER = {"by": "email", "to": "desk@paper.example", "every": "week"}
BRIDGE = {"follow": "search", "q": "bridge"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(
        settings,
        public_url="https://quotes.example",
        smtp_url="smtp://127.0.0.1:1",
        mail_from="alerts@quotes.example",
        alert_hooks="public",
    )


@pytest.fixture
def someone(app: Flask, settings: Settings) -> Callable[..., FlaskClient]:
    """A client with a token of a name and scopes."""

    def made(name: str, *scopes: str) -> FlaskClient:
        with writing(settings.database) as db:
            token = tokens.create(db, name, scopes or ("write",))
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client

    return made


def speak(client: FlaskClient, words: str = "We will rebuild the bridge.", **more: Any) -> dict[str, Any]:
    article = {"text": f'Ada Moor says "{words}"', "url": "https://tidewater.example/1", **more}
    posted: dict[str, Any] = client.post("/api/articles", json=article).json
    return posted


def test_an_alert_is_made_shown_changed_and_deleted(client: FlaskClient) -> None:
    speak(client)
    made = client.post(
        "/api/alerts",
        json={"follow": "speaker", "speaker": "ada-moor", "note": "The bridge", "deliver": DELIVER},
    )
    assert made.status_code == 201, made.json
    alert = made.json
    assert alert["title"] == "what Ada Moor says"
    assert alert["speaker"] == {"name": "Ada Moor", "slug": "ada-moor"}
    assert alert["deliver"] == {**DELIVER, "secret": None, "off": None}
    assert (alert["min_confidence"], alert["factuality"], alert["active"]) == (0.5, "said", True)
    listed = client.get("/api/alerts").json["items"]
    assert [one["id"] for one in listed] == [alert["id"]]
    changed = client.patch(f"/api/alerts/{alert['id']}", json={"note": None, "active": False}).json
    assert (changed["note"], changed["active"], changed["deliver"]["every"]) == (None, False, "week")
    hook = {"by": "webhook", "to": "https://hooks.example/1"}
    moved = client.patch(f"/api/alerts/{alert['id']}", json={"deliver": hook}).json["deliver"]
    assert (moved["to"], moved["every"]) == ("https://hooks.example/1", "day")
    assert moved["secret"].startswith("whsec_")
    assert client.delete(f"/api/alerts/{alert['id']}").status_code == 204
    assert client.get(f"/api/alerts/{alert['id']}").status_code == 404
    assert client.get("/api/alerts").json["items"] == []


def test_a_preview_stores_nothing(client: FlaskClient) -> None:
    quote = speak(client)["quotes"][0]
    found = client.post("/api/alerts/preview", json=BRIDGE)
    assert found.status_code == 200, found.json
    assert (found.json["last_30_days"], found.json["last_365_days"], found.json["complete"]) == (1, 1, True)
    assert [one["id"] for one in found.json["latest"]] == [quote["id"]]
    assert client.get("/api/alerts").json["items"] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"follow": "speaker"}, "speaker"),
        ({"follow": "speaker", "speaker": "nobody"}, "speaker"),
        ({"follow": "topic"}, "about"),
        ({"follow": "search"}, "q"),
        ({"follow": "search", "q": "…"}, "q"),
        ({"follow": "phrase"}, "phrase"),
        ({"follow": "phrase", "phrase": "?!"}, "phrase"),
        ({"follow": "phrase", "phrase": "bridge"}, "phrase"),
        ({"follow": "phrase", "phrase": "the bridge", "q": "x"}, "q"),
        ({"follow": "search", "q": "bridge", "otherwise": "changed"}, "otherwise"),
        ({"follow": "contradiction", "factuality": "denied"}, "factuality"),
        ({"follow": "gossip"}, "follow"),
        ({**BRIDGE, "min_confidence": 2}, "min_confidence"),
        ({**BRIDGE, "interval": 2}, "interval"),
        ({**BRIDGE, "deliver": {"by": "email", "to": "desk"}}, "deliver.to"),
        ({**BRIDGE, "deliver": {"by": "email", "to": "a@b.example\nBcc: c@d.example"}}, "deliver.to"),
        ({**BRIDGE, "deliver": {"by": "pigeon", "to": "desk"}}, "deliver.by"),
        ({**BRIDGE, "deliver": {"by": "webhook", "to": "https://127.0.0.1/"}}, "deliver.to"),
        ({**BRIDGE, "deliver": {"by": "webhook", "to": "https://[::1]/"}}, "deliver.to"),
        ({**BRIDGE, "deliver": {"by": "slack", "to": "http://hooks.example/"}}, "deliver.to"),
        ({**BRIDGE, "deliver": {"by": "teams", "to": "https://a:b@hooks.example/"}}, "deliver.to"),
        ({**BRIDGE, "deliver": {"by": "webhook", "to": "ftp://hooks.example/"}}, "deliver.to"),
    ],
)
def test_what_cannot_be_followed_is_told_by_its_field(
    client: FlaskClient, wrong: dict[str, Any], field: str
) -> None:
    answer = client.post("/api/alerts", json=wrong)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_what_is_off_is_told(settings: Settings, reader: Any) -> None:
    app = create_app(replace(settings, smtp_url=None), reader)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {settings.token}"
    answer = client.post("/api/alerts", json={**BRIDGE, "deliver": DELIVER})
    assert answer.status_code == 422
    assert "QUOTES_SMTP_URL" in answer.json["detail"]
    alert = client.post("/api/alerts", json=BRIDGE).json
    assert client.post(f"/api/alerts/{alert['id']}/test").status_code == 409


def test_alerts_are_their_owners_alone(
    client: FlaskClient, stranger: FlaskClient, someone: Callable[..., FlaskClient]
) -> None:
    alert = client.post("/api/alerts", json=BRIDGE).json
    other, reading = someone("other"), someone("reader", "read")
    assert other.get("/api/alerts").json["items"] == []
    for method in ("get", "patch", "delete"):
        options = {"json": {"active": False}} if method == "patch" else {}
        assert getattr(other, method)(f"/api/alerts/{alert['id']}", **options).status_code == 404
    assert other.post(f"/api/alerts/{alert['id']}/test").status_code == 404
    assert stranger.get("/api/alerts").status_code == 401
    assert stranger.get(f"/api/alerts/{alert['id']}").status_code == 401
    for refused, status in ((stranger, 401), (reading, 403)):
        assert refused.post("/api/alerts", json=BRIDGE).status_code == status
        assert refused.post("/api/alerts/preview", json=BRIDGE).status_code == status
    assert client.get(f"/api/alerts/{alert['id']}").json["active"] is True


def test_a_new_token_of_the_same_name_has_the_alerts(
    someone: Callable[..., FlaskClient], settings: Settings
) -> None:
    someone("desk").post("/api/alerts", json=BRIDGE)
    with writing(settings.database) as db:
        tokens.revoke(db, "desk")
    assert len(someone("desk").get("/api/alerts").json["items"]) == 1


def test_a_feed_is_read_by_its_address_alone(client: FlaskClient, settings: Settings, reader: Any) -> None:
    alert = client.post("/api/alerts", json={**BRIDGE, "note": "Private"}).json
    quote = speak(client, title="Bridge & <b>")["quotes"][0]
    with writing(settings.database) as db:
        assert match_new(db, 4_102_444_800.0) == 1
    address = alert["feed"].removeprefix("https://quotes.example")
    closed = create_app(replace(settings, read_token_required=True), reader).test_client()
    answer = closed.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    feed = ET.fromstring(answer.get_data())
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"https://quotes.example/quotes/{quote['id']}"
    assert entry.findtext(f"{ATOM}title") == "Ada Moor: “We will rebuild the bridge.”"
    assert entry.findtext(f"{ATOM}updated", "").startswith("2100-01-01T00:00:00")
    content = entry.findtext(f"{ATOM}content") or ""
    assert "Bridge &amp; &lt;b&gt;" in content
    assert "Private" not in content  # a feed may be passed on
    assert closed.get(address[:-1]).status_code == 404
    assert closed.get(address.partition("?")[0]).status_code == 422


def test_a_test_is_accepted_and_its_fate_told(client: FlaskClient) -> None:
    alert = client.post("/api/alerts", json={**BRIDGE, "deliver": DELIVER}).json
    accepted = client.post(f"/api/alerts/{alert['id']}/test")
    assert accepted.status_code == 202
    (delivery,) = client.get(f"/api/alerts/{alert['id']}").json["deliveries"]
    assert (delivery["id"], delivery["state"], delivery["test"]) == (accepted.json["id"], "waiting", True)


def test_nobody_has_more_than_so_many(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.store.alerts.following.MOST_ALERTS", 1)
    assert client.post("/api/alerts", json=BRIDGE).status_code == 201
    assert client.post("/api/alerts", json=BRIDGE).status_code == 409
