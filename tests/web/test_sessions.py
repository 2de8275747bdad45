"""Signing in, and what a form needs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.database.connection import writing
from quotes.web.sessions import BY_LINK

TOKEN = "made-up-token"


def test_signing_in_leads_to_where_somebody_came_from(reporter: Any) -> None:
    answer = reporter.sign_in(TOKEN, next="/articles?q=bridge")
    assert (answer.status_code, answer.location) == (303, "/articles?q=bridge")


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_holds_no_token(reporter: Any) -> None:
    cookie = reporter.sign_in(TOKEN).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert TOKEN not in cookie


def test_the_cookie_is_secure_behind_tls(app: Flask) -> None:
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_wrong_token_does_not_sign_in(reporter: Any) -> None:
    reporter.send("/sign-out")
    answer = reporter.sign_in("another")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert "/sign-in" in reporter.client.get("/review").location


@pytest.mark.parametrize("address", ["/review", "/articles/new"])
def test_a_page_for_deciding_asks_a_stranger_to_sign_in(stranger: FlaskClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 302
    assert answer.location == f"/sign-in?next={address}"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/\t/evil.example"],
)
def test_signing_in_leads_to_no_other_site(reporter: Any, elsewhere: str) -> None:
    assert reporter.sign_in(TOKEN, next=elsewhere).location == "/"


@pytest.mark.parametrize("secret", ["", "guessed", "gu\u00e9"])
def test_a_form_without_the_sessions_secret_changes_nothing(reporter: Any, secret: str) -> None:
    answer = reporter.send("/articles/new", body='Ada Moor says "Yes."', csrf=secret)
    assert answer.status_code == 400
    assert "No articles are stored" in reporter.client.get("/articles").get_data(as_text=True)


def test_the_secret_of_another_session_is_not_taken(reporter: Any, other_secret: str) -> None:
    assert reporter.send("/articles/new", body="x", csrf=other_secret).status_code == 400


def test_signing_out_ends_the_session(reporter: Any) -> None:
    reporter.send("/sign-out")
    assert "/sign-in" in reporter.client.get("/review").location


def test_a_cookie_that_was_changed_is_no_session(reporter: Any) -> None:
    cookie = reporter.client.get_cookie("quotes_session")
    reporter.client.set_cookie("quotes_session", f"{cookie.value}x")
    assert "/sign-in" in reporter.client.get("/review").location


def test_every_form_needs_a_session_and_most_need_a_token(app: Flask, stranger: FlaskClient) -> None:
    page = stranger.get("/sign-in").get_data(as_text=True)
    secret = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("web.") or "POST" not in (rule.methods or set()):
            continue
        if rule.endpoint in BY_LINK:  # whoever has the link has no session
            continue
        address = rule.rule.replace("<int:number>", "1").replace("<", "").replace(">", "")
        assert stranger.post(address).status_code == 400, rule
        status = stranger.post(address, data={"csrf": secret}).status_code
        assert status == {"/sign-in": 401, "/sign-out": 303, "/lookup/draft": 422}.get(rule.rule, 401), rule
        stranger.get("/sign-in")
        if rule.rule in ("/sign-in", "/sign-out"):
            page = stranger.get("/sign-in").get_data(as_text=True)
            secret = re.findall(r'name="csrf" value="([^"]+)"', page)[0]


def test_a_token_without_the_scope_may_not_decide(app: Flask, settings: Settings) -> None:
    with writing(settings.database) as db:
        token = tokens.create(db, "reader", ["read"])
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    secret = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    client.post("/sign-in", data={"csrf": secret, "token": token})
    assert client.get("/review").status_code == 403
    with writing(settings.database) as db:
        tokens.revoke(db, "reader")
    assert "/sign-in" in client.get("/review").location


def test_pages_ask_for_a_session_where_reading_needs_a_token(settings: Settings, reader: Any) -> None:
    app = create_app(replace(settings, read_token_required=True), reader)
    client = app.test_client()
    for address in ("/", "/speakers", "/lookup?quote=yes"):
        assert client.get(address).location.startswith("/sign-in?next=")
    with client.get("/static/pages.css") as styles:
        assert styles.status_code == 200
    assert client.get("/sign-in").status_code == 200
