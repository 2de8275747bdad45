"""Whether the process lives and whether it is ready are two questions."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from quotes.api.schemas.health import ReadySchema
from quotes.app import create_app
from quotes.settings import Settings


def test_the_service_says_that_it_is_alive_and_ready(stranger: FlaskClient) -> None:
    assert stranger.get("/healthz").json["status"] == "ok"
    answer = stranger.get("/readyz")
    assert answer.status_code == 200
    assert ReadySchema().validate(answer.json) == {}
    assert answer.json["status"] == "ready"


def test_a_service_without_its_file_is_alive_and_not_ready(stranger: FlaskClient, settings: Settings) -> None:
    settings.database.unlink()
    assert stranger.get("/healthz").status_code == 200
    answer = stranger.get("/readyz")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    problem = answer.get_json(force=True)
    assert problem["checks"][0] == {"name": "file", "ok": False, "why": "unable to open database file."}
    assert problem["detail"].startswith("file: unable to open database file.")
    assert answer.headers["Retry-After"] == "5"


def test_both_are_open_where_reading_is_not(settings: Settings) -> None:
    client = create_app(replace(settings, read_token_required=True)).test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_a_request_that_meets_damage_makes_the_service_not_ready(
    app: Flask, client: FlaskClient, settings: Settings
) -> None:
    assert client.get("/readyz").status_code == 200
    for beside in settings.database.parent.glob("quotes.db-*"):
        beside.unlink()
    settings.database.write_bytes(b"no database at all" * 1000)
    assert client.get("/api/articles").status_code == 503
    assert app.extensions["quotes"].readiness.integrity.check().why == "A request found the file damaged."
