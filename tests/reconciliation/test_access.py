"""Who may ask, and from where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient
from reconciliation.protocol import MANIFEST

from quotes.app import create_app
from quotes.settings import Settings

QUESTIONS = [
    "/reconcile?queries={}", '/reconcile?extend={"ids":[],"properties":[]}',
    "/reconcile/suggest/entity?prefix=a", "/reconcile/suggest/type?prefix=a",
    "/reconcile/suggest/property?prefix=a", "/reconcile/properties?type=person",
]  # fmt: skip
REFUSED = ["/reconcile?queries=x", "/reconcile/flyout/entity?id=nobody", "/reconcile/preview?id=nobody"]


@pytest.fixture
def protected(settings: Settings, reader: Any) -> FlaskClient:
    """A stranger to a service that is read with a token alone."""
    return create_app(replace(settings, read_token_required=True), reader).test_client()


def test_answers_and_refusals_may_be_read_from_any_site_without_cookies(stranger: FlaskClient) -> None:
    for address in ("/reconcile", *QUESTIONS, *REFUSED):
        answer = stranger.get(address, headers={"Origin": "https://refine.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers


def test_browsers_may_ask_beforehand_without_a_token(protected: FlaskClient) -> None:
    asked = {"Origin": "https://refine.example", "Access-Control-Request-Headers": "authorization"}
    for address in ("/reconcile", "/reconcile/suggest/entity", "/reconcile/preview"):
        answer = protected.options(address, headers=asked)
        assert answer.status_code == 200, address
        assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_other_addresses_are_not_opened_to_other_sites(stranger: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in stranger.get("/api/speakers").headers


def test_a_protected_service_tells_how_a_token_is_sent_and_nothing_more(protected: FlaskClient) -> None:
    told = protected.get("/reconcile").get_json()
    jsonschema.validate(told, MANIFEST)
    assert told["authentication"]["name"] == "Authorization"
    for address in (*QUESTIONS, *REFUSED):
        answer = protected.get(address)
        assert answer.status_code == 401, address
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert protected.post("/reconcile", data={"queries": "{}"}).status_code == 401
    assert protected.post("/reconcile").status_code == 401


def test_a_token_opens_a_protected_service(protected: FlaskClient, settings: Settings) -> None:
    token = {"Authorization": f"Bearer {settings.token}"}
    assert protected.post("/reconcile", data={"queries": "{}"}, headers=token).status_code == 200
    assert (
        protected.get("/reconcile?queries={}", headers={"Authorization": "Bearer wrong"}).status_code == 401
    )


def test_no_answer_is_a_script(stranger: FlaskClient) -> None:
    """The pages' policy lets scripts of this service run: JSONP would be one that anybody can choose."""
    for address in ("/reconcile?callback=alert", "/reconcile?queries={}&callback=alert"):
        answer = stranger.get(address)
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    for address in QUESTIONS:
        answer = stranger.get(f"{address}&callback=alert")
        assert "javascript" not in answer.mimetype
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not answer.text.startswith("alert")
