"""Every request is logged and counted, and nothing of what was asked or sent is in the log."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.database.connection import transaction, writing

ARTICLE = {"text": 'Mira Okonjo says "Not a penny will be left."', "published": "2024-05-01"}
SECRET = "made-up-token"

Lines = Callable[[], list[dict[str, Any]]]


class WholeClient(FlaskClient):
    """Takes every answer whole and closes it, as servers do; a request ends with that."""

    def open(self, *args: Any, **options: Any) -> Any:
        return super().open(*args, **{"buffered": True, **options})


@pytest.fixture
def app(settings: Settings, reader: Any) -> Flask:
    app = create_app(settings, reader)
    app.test_client_class = WholeClient
    return app


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """The lines that were logged since the last call."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_one_line(client: FlaskClient, lines: Lines) -> None:
    response = client.get("/api/speakers?q=okonjo", headers={"X-Request-ID": "from-the-proxy"})
    (line,) = lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert 0 < line.pop("ms") < 10_000
    assert line == {
        "level": "info",
        "event": "request",
        "request_id": "from-the-proxy",
        "method": "GET",
        "route": "/api/speakers",
        "status": 200,
        "bytes": len(response.get_data()),
        "token": "environment",
        "client": "127.0.0.1",
    }
    assert response.headers["X-Request-ID"] == "from-the-proxy"


@pytest.mark.parametrize("given", ["", " ", "a b", "a\tb", "ü", "x" * 129, '"}', "<a>", "a;b"])
def test_an_id_that_could_harm_the_log_is_replaced(stranger: FlaskClient, given: str) -> None:
    response = stranger.get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["X-Request-ID"])


def test_two_requests_have_two_ids(stranger: FlaskClient) -> None:
    ids = {stranger.get("/healthz").headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


def test_the_log_holds_no_token_no_question_no_body_and_no_address(
    client: FlaskClient, stranger: FlaskClient, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(settings.database) as db:
        made = tokens.create(db, "desk")
    posted = client.post("/api/articles", json=ARTICLE).json
    quote = posted["quotes"][0]["id"]
    for address in (
        "/api/lookup?quote=not+a+penny+will+be+left",
        "/api/speakers/mira-okonjo",
        f"/api/quotes/{quote}",
        "/api/articles/nothing-of-the-kind",
        "/mira-okonjo?q=penny",
        "/api/statements.csv?q=penny",
        "/api/lookup?quot=penny",
    ):
        client.get(address)
    stranger.post("/api/articles", json=ARTICLE, headers={"Authorization": f"Bearer {made}"})
    stranger.post("/api/articles", data=b"{penny", headers={"Authorization": "Bearer guessed-token"})
    stranger.open("/api/articles", method="PENNY")
    logged = capsys.readouterr().err
    for hidden in (SECRET, made, "guessed-token", "penny", "Penny", "PENNY", "okonjo", quote, "nothing-of"):
        assert hidden not in logged
    told = [json.loads(line) for line in logged.splitlines()]
    assert [line["event"] for line in told] == ["request"] * 9 + ["wrong token", "request", "request"]
    assert [line["route"] for line in told][3:6] == [
        "/api/quotes/<identifier>",
        "/api/articles/<identifier>",
        None,
    ]


def test_a_wrong_token_is_logged_with_who_sent_it(stranger: FlaskClient, lines: Lines) -> None:
    address = {"REMOTE_ADDR": "192.0.2.9"}
    stranger.post("/api/articles", headers={"Authorization": "Bearer guess"}, environ_base=address)
    warning, request = lines()
    assert (warning["level"], warning["event"], warning["client"]) == ("warning", "wrong token", "192.0.2.9")
    assert warning["route"] == "/api/articles"
    assert request["request_id"] == warning["request_id"]
    assert request["status"] == 401


def test_a_server_error_is_logged_with_the_id_that_the_client_was_told(app: Flask, lines: Lines) -> None:
    @app.get("/broken/<name>")
    def broken(name: str) -> str:
        raise LookupError(f"no luck with {name}")

    response = app.test_client().get("/broken/penny?q=pound")
    assert response.status_code == 500
    error, request = lines()
    assert (error["level"], error["event"], error["route"]) == ("error", "server error", "/broken/<name>")
    assert error["request_id"] == request["request_id"] == response.json["request_id"]
    assert "in broken" in error["traceback"]
    assert error["traceback"].endswith("builtins.LookupError")
    assert "penny" not in json.dumps(error)
    assert "pound" not in json.dumps(error)


def test_a_stream_is_counted_to_its_end(client: FlaskClient, lines: Lines) -> None:
    client.post("/api/articles", json=ARTICLE)
    lines()
    response = client.get("/api/statements.csv", buffered=False)
    assert lines() == []  # not all of it has been taken
    body = response.get_data()
    response.close()
    (line,) = lines()
    assert (line["bytes"], line["route"]) == (
        len(body),
        "/api/statements.<any(csv, jsonl, atom):ending>",
    )


def test_an_answer_that_breaks_off_is_told(app: Flask, lines: Lines) -> None:
    @app.get("/breaking")
    def breaking() -> Any:
        def parts() -> Any:
            yield b"half"
            raise LookupError("penny")

        return app.response_class(parts())

    with pytest.raises(LookupError):
        app.test_client().get("/breaking")
    error = lines()[0]
    assert (error["event"], error["route"]) == ("answer broken off", "/breaking")


def test_the_client_behind_a_trusted_proxy_is_logged_and_links_follow_its_scheme(
    settings: Settings, lines: Lines
) -> None:
    client = _client(replace(settings, trusted_proxies="127.0.0.1"))
    headers = {
        "X-Forwarded-For": "192.0.2.5",
        "X-Forwarded-Proto": "https",
        "Authorization": f"Bearer {SECRET}",
    }
    response = client.post("/api/articles", json={"text": "Nothing was said."}, headers=headers)
    assert response.headers["Location"].startswith("https://")
    assert lines()[0]["client"] == "192.0.2.5"


def _client(settings: Settings) -> FlaskClient:
    app = create_app(settings)
    app.test_client_class = WholeClient
    return app.test_client()


def value(text: str, name: str) -> float | None:
    """The value of a metric, its labels written as they stand there."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


def test_metrics_need_a_token_that_may_read(stranger: FlaskClient, settings: Settings) -> None:
    refused = stranger.get("/metrics")
    assert refused.status_code == 401
    with writing(settings.database) as db:
        reader = tokens.create(db, "prometheus", ["read"])
    answer = stranger.get("/metrics", headers={"Authorization": f"Bearer {reader}"})
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"


def test_metrics_can_be_open_or_off(settings: Settings) -> None:
    open_to_all = create_app(replace(settings, metrics="open", read_token_required=True)).test_client()
    assert open_to_all.get("/metrics").status_code == 200
    off = create_app(replace(settings, metrics="off")).test_client()
    assert off.get("/metrics", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 404


def test_requests_are_counted_by_rule_method_and_kind_of_status(client: FlaskClient) -> None:
    name = 'quotes_request_seconds_count{method="GET",route="/api/speakers/<slug>",status="4xx"}'
    before = value(client.get("/metrics").text, name) or 0
    for slug in ("a", "b", "c"):
        client.get(f"/api/speakers/{slug}")
    assert value(client.get("/metrics").text, name) == before + 3


def test_clients_cannot_make_up_labels(client: FlaskClient) -> None:
    client.get("/metrics")
    before = client.get("/metrics").text.count("quotes_request_seconds_count")
    for n in range(20):
        client.get(f"/made/up/{n}")
        client.open("/made/up", method=f"MADEUP{n}")
    after = client.get("/metrics").text
    assert after.count("quotes_request_seconds_count") <= before + 2
    assert 'method="other",route="none",status="4xx"' in after


def test_what_is_stored_and_how_large_it_is_can_be_watched(client: FlaskClient, settings: Settings) -> None:
    client.post("/api/articles", json=ARTICLE)
    text = client.get("/metrics").text
    assert value(text, "quotes_articles") == value(text, "quotes_quotes") == 1
    assert value(text, "quotes_database_bytes") == settings.database.stat().st_size
    assert value(text, "quotes_database_wal_bytes") is not None


def test_waits_for_the_write_lock_are_measured(client: FlaskClient, settings: Settings) -> None:
    name = 'quotes_write_lock_wait_seconds_bucket{le="15.0"}'
    before = value(client.get("/metrics").text, name)
    assert before is not None
    with writing(settings.database) as db, transaction(db):
        pass
    assert value(client.get("/metrics").text, name) == before + 1


def test_wrong_tokens_are_counted(client: FlaskClient, stranger: FlaskClient) -> None:
    before = value(client.get("/metrics").text, "quotes_wrong_tokens_total")
    assert before is not None
    stranger.get("/api/articles", headers={"Authorization": "Bearer wrong"})
    assert value(client.get("/metrics").text, "quotes_wrong_tokens_total") == before + 1


def test_readings_are_shown_by_what_makes_them(app: Flask, client: FlaskClient) -> None:
    assert "quotes_readings" not in client.get("/metrics").text
    app.extensions["quotes"].gauges.register_readings(under_way=lambda: 2, waiting=lambda: 7)
    text = client.get("/metrics").text
    assert value(text, "quotes_readings_under_way") == 2
    assert value(text, "quotes_readings_waiting") == 7


def test_a_file_that_is_gone_leaves_its_figures_out(settings: Settings) -> None:
    client = _client(replace(settings, metrics="open"))
    for file in settings.database.parent.glob("quotes.db*"):
        file.unlink()
    text = client.get("/metrics").text
    assert "quotes_request_seconds" in text
    assert "quotes_database_bytes" not in text
    assert "\nquotes_articles" not in text
