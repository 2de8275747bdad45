"""Writing needs a token, reading only where the settings say so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.requests.parsing import reads, reads_only
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.database.connection import writing

ARTICLE = {"text": "Nothing was said."}


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer made-up-token2",
        "bearer made-up-toke",
        "Basic bWFkZS11cC10b2tlbg==",
        "made-up-token",
        "Bearer made-up-token made-up-token",
        "Bearer \udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
        "Bearer ' OR 1=1 --",
        "Digest " + "a" * 5000,
    ],
)
def test_writing_without_the_right_token_is_401(stranger: FlaskClient, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = stranger.post("/api/articles", json=ARTICLE, headers=headers)
    assert response.status_code == 401
    assert response.content_type == "application/problem+json"
    given = (header or "").casefold().startswith("bearer ") and header != "Bearer "
    wrong = ', error="invalid_token"' if given else ""
    assert response.headers["WWW-Authenticate"] == f'Bearer realm="quotes"{wrong}'
    assert stranger.get("/api/articles").json["items"] == []


def test_a_request_without_a_token_is_not_even_read(stranger: FlaskClient) -> None:
    assert stranger.post("/api/articles", data=b"{", content_type="application/json").status_code == 401


def test_every_route_that_may_write_needs_a_token(app: Flask, stranger: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api"):  # pages ask for a session: tests/web
            continue
        view = app.view_functions[rule.endpoint]
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            address = rule.rule.replace("<int:number>", "1").replace("<", "").replace(">", "")
            needs_token = not getattr(view, "reads_only", False)
            assert (stranger.open(address, method=method).status_code == 401) is needs_token, rule


@pytest.mark.parametrize("token", ["a=b", "==", "a,b", '"', "a\\"])
def test_any_printable_characters_are_a_token(settings: Settings, token: str) -> None:
    client = create_app(replace(settings, token=token)).test_client()
    headers = {"Authorization": f"Bearer {token}"}
    assert client.post("/api/articles/batch", json={}, headers=headers).status_code == 422


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_of_the_settings_may_write(stranger: FlaskClient, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} made-up-token"}
    assert stranger.post("/api/articles", json=ARTICLE, headers=headers).status_code == 201


def test_a_token_of_the_database_may_write(stranger: FlaskClient, settings: Settings) -> None:
    with writing(settings.database) as db:
        token = tokens.create(db, "desk")
    headers = {"Authorization": f"Bearer {token}"}
    assert stranger.post("/api/articles", json=ARTICLE, headers=headers).status_code == 201


def test_without_any_token_nobody_may_write(settings: Settings) -> None:
    client = create_app(replace(settings, token=None)).test_client()
    for given in ("", "None", "null"):
        headers = {"Authorization": f"Bearer {given}"}
        assert client.post("/api/articles", json=ARTICLE, headers=headers).status_code == 401


def test_reading_needs_a_token_where_the_settings_say_so(settings: Settings) -> None:
    client = create_app(replace(settings, read_token_required=True)).test_client()
    right = {"Authorization": "Bearer made-up-token"}
    for address in ("/api/articles", "/api/lookup?quote=a", "/api/docs", "/api/openapi.json"):
        assert client.get(address).status_code == 401
        assert client.get(address, headers=right).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/unknown").status_code == 404


def test_a_view_that_changes_nothing_can_be_open_to_posts() -> None:
    def view() -> str:
        return "read"

    assert reads(view, ["GET", "HEAD"])
    assert not reads(view, ["POST"])
    assert reads(reads_only(view), ["POST"])
