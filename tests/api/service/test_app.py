"""The app as a whole: its routes, its errors' shape, its connections, its description of itself."""

from __future__ import annotations

import json
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.requests import connections
from quotes.settings import Settings
from quotes.store.database.connection import transaction, writing

LIMIT = "Must be greater than or equal to 1 and less than or equal to 100."
SNAPSHOT = Path(__file__).with_name("routes.json")


def test_the_routes_are_those_of_the_snapshot(app: Flask) -> None:
    """A route that comes, goes or changes is part of the interface: the snapshot is changed with it."""
    routes = {
        f"{rule.rule} {method}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert dict(sorted(routes.items())) == json.loads(SNAPSHOT.read_text())


def test_an_error_has_the_shape_of_the_snapshot(client: FlaskClient) -> None:
    response = client.get("/api/statements?limit=0&x=1", headers={"X-Request-ID": "question-7"})
    assert json.loads(response.get_data()) == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": f"limit: {LIMIT}; x: Unknown field.",
        "errors": [
            {
                "field": "limit",
                "message": LIMIT,
            },
            {"field": "x", "message": "Unknown field."},
        ],
        "request_id": "question-7",
    }


@pytest.mark.parametrize("address", ["/api/articles", "/api/articles/unknown", "/api/lookup", "/healthz"])
def test_the_connection_of_a_request_is_closed_at_its_end(app: Flask, address: str) -> None:
    with app.test_client() as client:
        client.get("/healthz")
        with app.test_request_context(address):
            opened = connections.database()
            assert connections.database() is opened
            assert "database" in g
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened.execute("SELECT 1")


def test_a_reading_request_cannot_write(app: Flask) -> None:
    with app.test_request_context("/api/articles"), pytest.raises(sqlite3.OperationalError, match="readonly"):
        connections.database().execute("DELETE FROM articles")


def test_a_database_that_stays_locked_is_503(app: Flask, client: FlaskClient, settings: Settings) -> None:
    @app.get("/waiting")
    def waiting() -> str:
        with writing(settings.database) as holder, writing(settings.database) as writer:
            writer.execute("PRAGMA busy_timeout = 1")
            with transaction(holder), transaction(writer):
                return "nobody waited"

    response = client.get("/waiting")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def described_path(rule: str) -> str:
    return re.sub(r"<(?:[^<>]*:)?([^<>]*)>", r"{\1}", rule)


def test_openapi_describes_every_route_and_every_error(app: Flask, stranger: FlaskClient) -> None:
    description = stranger.get("/api/openapi.json").json
    described = {
        f"{method.upper()} {path}"
        for path, item in description["paths"].items()
        for method in item
        if method in ("get", "post", "put", "patch", "delete")
    }
    routes = {
        f"{method} {described_path(rule.rule)}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint.split(".")[0] not in ("docs", "web", "reconciliation")
    }
    assert described == routes
    for path, item in description["paths"].items():
        for method in set(item) & {"get", "post", "patch", "put", "delete"}:
            responses = item[method]["responses"]
            assert "default" in responses, (method, path)
            assert item[method]["summary"], (method, path)
    problem = description["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert problem == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_openapi_says_which_operations_need_a_token(stranger: FlaskClient) -> None:
    paths = stranger.get("/api/openapi.json").json["paths"]
    assert paths["/api/articles"]["post"]["security"] == [{"token": ["write"]}]
    assert paths["/api/quotes/{identifier}"]["patch"]["security"] == [{"token": ["decide"]}]
    assert paths["/metrics"]["get"]["security"] == [{"token": ["read"]}]
    assert "security" not in paths["/api/articles"]["get"]


class _Assets(HTMLParser):
    """Everything that a page would make a browser load, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        else:
            self.loaded += [given[name] or "" for name in ("src", "href", "srcset") if name in given]


def test_the_documentation_needs_nothing_from_anywhere_and_its_links_lead_somewhere(
    stranger: FlaskClient,
) -> None:
    response = stranger.get("/api/docs")
    assert response.content_type == "text/html; charset=utf-8"
    page = response.get_data(as_text=True)
    assets = _Assets()
    assets.feed(page)
    assert assets.loaded == []
    assert "<script" not in page
    assert "url(" not in page
    assert "http" not in page.replace("http:// or https://", "")
    assert {link.removeprefix("#") for link in assets.links if link.startswith("#")} <= assets.anchors
    for name in ("/api/lookup", "min_confidence", "PostedSchema".removesuffix("Schema"), "first_reported"):
        assert name in page


def test_making_an_app_loads_no_language_model(settings: Settings) -> None:
    client = create_app(Settings(database=settings.database, model="no_such_pipeline")).test_client()
    assert client.get("/api/articles").status_code == 200
