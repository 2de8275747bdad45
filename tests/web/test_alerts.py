"""Following something from pages, and a digest as a mail reader shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.alerts import rendering
from quotes.alerts.contents import told_of
from quotes.alerts.digest import compose
from quotes.alerts.matching import match_new
from quotes.app import create_app
from quotes.links import Links
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.alerts import following
from quotes.store.database.connection import writing
from quotes.store.identity import speakers

MAIL = {"by": "email", "to": "desk@paper.example", "every": "day"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(
        settings,
        public_url="https://quotes.example",
        smtp_url="smtp://127.0.0.1:1",
        mail_from="a@quotes.example",
    )


@pytest.fixture
def stored(client: FlaskClient) -> dict[str, Any]:
    text = 'Ada Moor says "We will rebuild the bridge." about Velden'
    article = {"text": text, "url": "https://tidewater.example/1", "title": "The bridge"}
    posted: dict[str, Any] = client.post("/api/articles", json=article).json
    return posted["quotes"][0]  # type: ignore[no-any-return] # a row


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_pages_lead_to_following_what_they_show(client: FlaskClient, stored: dict[str, Any]) -> None:
    for address, link in (
        ("/speakers/ada-moor", "follow=speaker&amp;speaker=ada-moor"),
        ("/speakers/ada-moor", "follow=contradiction&amp;speaker=ada-moor"),
        ("/speakers/ada-moor?about=Velden", "follow=topic&amp;speaker=ada-moor&amp;about=Velden"),
        ("/speakers/ada-moor?q=bridge", "follow=search&amp;speaker=ada-moor&amp;q=bridge"),
        ("/lookup?quote=rebuild+the+bridge", "follow=phrase&amp;phrase=rebuild+the+bridge"),
        (f"/statements/{stored['statement']}", "follow=phrase&amp;phrase=We+will"),
        (f"/statements/{stored['statement']}", "follow=topic&amp;about=Velden"),
        (f"/quotes/{stored['id']}", "follow=phrase&amp;phrase=We+will"),
        ("/", "follow=search"),
        ("/compare?a=ada-moor&b=ada-moor", "follow=speaker&amp;speaker=ada-moor"),
    ):
        assert f"/alerts/new?{link}" in page(client, address), address


def test_the_form_shows_how_often_it_would_have_fired(reporter: Any, stored: dict[str, Any]) -> None:
    shown = page(reporter.client, "/alerts/new?follow=phrase&phrase=rebuild+the+bridge")
    assert "It would have fired 1 time in the last 30 days, 1 in the last year" in shown
    assert f"/quotes/{stored['id']}" in shown
    assert "Where to notify you" not in page(reporter.client, "/alerts/new")
    wrong = reporter.client.get("/alerts/new?follow=speaker&speaker=nobody")
    assert wrong.status_code == 422
    assert "There is no speaker with this slug." in wrong.get_data(as_text=True)


@pytest.mark.usefixtures("stored")
def test_an_alert_is_made_noted_switched_and_deleted(reporter: Any, settings: Settings) -> None:
    made = reporter.send("/alerts", follow="speaker", speaker="ada-moor", note="The bridge", **MAIL)
    assert made.status_code == 303, made.get_data(as_text=True)
    shown = page(reporter.client, "/alerts")
    assert "What Ada Moor says" in shown
    assert 'value="The bridge"' in shown
    found = re.search(r'id="a-([0-9a-f]+)"', shown)
    assert found is not None
    address = f"/alerts/{found[1]}"
    for action, told in (("test", "waiting (example)"), ("off", "(switched off)"), ("on", "Switch off")):
        assert reporter.send(address, action=action).status_code == 303
        assert told in page(reporter.client, "/alerts"), action
    assert reporter.send(address, action="note", note="Another").status_code == 303
    assert 'value="Another"' in page(reporter.client, "/alerts")
    assert reporter.send(address, action="explode").status_code == 422
    assert reporter.send(address, action="delete").status_code == 303
    with writing(settings.database) as db:
        assert following.every(db) == []
        assert list(db.query("SELECT * FROM destinations")) == []


def test_a_form_that_cannot_be_followed_is_shown_again(reporter: Any) -> None:
    answer = reporter.send("/alerts", follow="search", q="bridge", by="email", to="nowhere")
    assert answer.status_code == 422
    assert "Must be a mail address" in answer.get_data(as_text=True)


def test_whoever_has_not_signed_in_sees_no_alerts(app: Flask, reporter: Any, settings: Settings) -> None:
    reporter.send("/alerts", follow="search", q="bridge")
    with writing(settings.database) as db:
        identifier = following.every(db)[0]["id"]
        reading, other = tokens.create(db, "reader", ("read",)), tokens.create(db, "other", ("write",))
    assert app.test_client().get("/alerts").status_code == 302
    reporter.client.post("/sign-out", data={"csrf": reporter.secret})
    reporter.sign_in(reading)
    assert reporter.client.get("/alerts").status_code == 403
    reporter.sign_in(other)
    assert "bridge" not in page(reporter.client, "/alerts")
    secret = re.search(r'name="csrf" value="([^"]+)"', page(reporter.client, "/alerts"))
    assert secret is not None
    refused = reporter.client.post(f"/alerts/{identifier}", data={"csrf": secret[1], "action": "delete"})
    assert refused.status_code == 404


def test_without_a_session_only_a_signed_link_is_taken(app: Flask) -> None:
    stranger = app.test_client()
    assert stranger.post("/alerts", data={"follow": "search", "q": "bridge"}).status_code == 400
    assert stranger.post("/alerts/unsubscribe/made-up").status_code == 404
    assert stranger.get("/alerts/unsubscribe/made-up").status_code == 404


def test_what_is_not_turned_on_cannot_be_chosen(settings: Settings, reader: Any) -> None:
    client = create_app(replace(settings, public_url=None), reader).test_client()
    secret = re.search(r'name="csrf" value="([^"]+)"', client.get("/sign-in").get_data(as_text=True))
    assert secret is not None
    client.post("/sign-in", data={"csrf": secret[1], "token": settings.token})
    assert '<option value="email" disabled>mail (off)' in page(client, "/alerts/new?follow=search&q=bridge")


def test_a_digest_is_whole_in_a_mail_reader(open_page: Any, library: Path) -> None:
    """Nothing runs off a narrow screen, nothing is loaded from anywhere, and the words can be read."""
    with writing(library) as db:
        alert = following.add(
            db,
            "",
            following.Follow("speaker", speaker=speakers.pk_of(db, "ivo-marrek")),
            None,
            "A note\u202e of mine",
        )
        db.execute("UPDATE alerts SET seen = 0 WHERE pk = ?", (alert["pk"],))
        assert match_new(db, 1_717_416_000.0) > 0
        rows = list(db.query("SELECT alert, quote, why FROM alert_matches"))
        digest = compose(told_of(db, rows), Links("https://quotes.example"), "day")
        following.remove(db, alert["pk"])
    opened = open_page(viewport={"width": 360, "height": 800})
    opened.set_content(rendering.html(digest, "https://quotes.example/alerts/unsubscribe/x"))
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    assert opened.locator("img, script, link, iframe").count() == 0
    assert opened.locator("h1").inner_text() == digest.heading
    for number, item in enumerate(digest.items):
        told = opened.locator("body > div > div").nth(number).inner_text()
        for words in (
            item.text,
            item.speaker,
            item.when,
            item.sure,
            item.sentence,
            item.source.name,
            "A note of mine",
        ):
            assert words in told
    assert opened.get_by_role("link", name="Stop these mails").get_attribute("href") == (
        "https://quotes.example/alerts/unsubscribe/x"
    )


def test_following_a_speaker_in_a_browser(open_page: Any, site: str, sign_in: Any, axe: str) -> None:
    opened = open_page()
    sign_in(opened)
    opened.goto(f"{site}/speakers/ivo-marrek")
    opened.get_by_role("link", name="Follow this").click()
    assert "It would have fired" in opened.locator("h2").first.inner_text()
    opened.get_by_label("Why you follow this").fill("The bridge")
    for address in (None, f"{site}/alerts"):
        if address:
            opened.get_by_role("button", name="Follow", exact=True).click()
            opened.wait_for_url("**/alerts#a-*")
        opened.evaluate(axe)
        found = opened.evaluate("axe.run()")["violations"]
        assert [one["id"] for one in found] == []
    assert "What Ivo Marrek says" in opened.locator("main").inner_text()
