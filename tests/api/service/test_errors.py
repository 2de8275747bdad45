"""Whatever a client sends is answered with problem details, and with the status that says what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from quotes.requests.problems import ProblemSchema

ARTICLE = {"text": 'Mira Okonjo says "No."'}
JSON = "application/json"


def problem(response: TestResponse, status: int) -> dict[str, Any]:
    """The problem in a response, checked for its shape."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.content_type == "application/problem+json"
    body: dict[str, Any] = json.loads(response.get_data())
    assert ProblemSchema().validate(body) == {}
    assert body["status"] == status
    assert body["detail"]
    assert body["request_id"] == response.headers["X-Request-ID"]
    errors = ["errors"] if "errors" in body else []
    assert list(body) == ["type", "title", "status", "detail", *errors, "request_id"]
    return body


def fields(response: TestResponse) -> set[str]:
    return {error["field"] for error in problem(response, 422)["errors"]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": "a"',
        b"\xff\xfe",
        b'{"text": "\xed\xa0\x80"}',
        b'{"text": NaN}',
        b"[-Infinity]",
        b'{"text": "a", "text": "b"}',
        b'{"text": ' + b"1" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xef\xbb\xbf{}",
    ],
    ids=lambda body: repr(body[:16]),
)
def test_a_body_that_is_no_json_is_400(client: FlaskClient, body: bytes) -> None:
    problem(client.post("/api/articles", data=body, content_type=JSON), 400)


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "a", "text/json;"]
)
def test_a_body_of_another_media_type_is_415(client: FlaskClient, content_type: str | None) -> None:
    problem(client.post("/api/articles", data=json.dumps(ARTICLE), content_type=content_type), 415)


def test_a_compressed_body_is_415(client: FlaskClient) -> None:
    response = client.post("/api/articles", json=ARTICLE, headers={"Content-Encoding": "gzip"})
    assert "Content-Encoding" in problem(response, 415)["detail"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"text"}),
        ([], {"body"}),
        (None, {"body"}),
        ("text", {"body"}),
        (1e308, {"body"}),
        ({"text": "a", "html": "<p>a"}, {"html"}),
        ({"text": ""}, {"text"}),
        ({"text": " \n\t\u00a0\u2003"}, {"text"}),
        ({"html": "  "}, {"html"}),
        ({"html": "<html><body></body></html>"}, {"html"}),
        ({"html": "<!-- nothing -->"}, {"html"}),
        ({"text": 5}, {"text"}),
        ({"text": None}, {"text"}),
        ({"text": ["a"]}, {"text"}),
        ({**ARTICLE, "txet": "a"}, {"txet"}),
        ({**ARTICLE, "\ud800": "a"}, {"\ud800"}),
        ({**ARTICLE, "title": "\ud800"}, {"title"}),
        ({**ARTICLE, "publisher": "a\x00b"}, {"publisher"}),
        ({**ARTICLE, "author": ""}, {"author"}),
        ({**ARTICLE, "title": "a" * 1001}, {"title"}),
        ({**ARTICLE, "url": "javascript:alert(1)"}, {"url"}),
        ({**ARTICLE, "url": "//example.org"}, {"url"}),
        ({**ARTICLE, "url": "http://"}, {"url"}),
        ({**ARTICLE, "url": "http://[::1"}, {"url"}),
        ({**ARTICLE, "url": "http://example.org:port/"}, {"url"}),
        ({**ARTICLE, "url": "http://example.org/a b"}, {"url"}),
        ({**ARTICLE, "url": "http://example.org/" + "a" * 5000}, {"url"}),
        ({**ARTICLE, "url": 7, "title": {}}, {"url", "title"}),
        ({**ARTICLE, "published": "0000-00-00"}, {"published"}),
        ({**ARTICLE, "published": "2021-02-30"}, {"published"}),
        ({**ARTICLE, "published": "yesterday"}, {"published"}),
        ({**ARTICLE, "published": 20211003}, {"published"}),
        ({**ARTICLE, "published": 10**400}, {"published"}),
        ({**ARTICLE, "published": {}}, {"published"}),
    ],
    # Two processes that share the tests must give them the same names, whatever the order of a set.
    ids=lambda value: (
        str(sorted(value) if isinstance(value, set) else value)[:40].encode("ascii", "replace").decode()
    ),
)
def test_a_wrong_field_is_422_and_named(client: FlaskClient, body: Any, wrong: set[str]) -> None:
    assert fields(client.post("/api/articles", data=json.dumps(body), content_type=JSON)) == wrong


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("/api/articles?publsher=a", {"publsher"}),
        ("/api/articles?limit=0", {"limit"}),
        ("/api/articles?limit=101", {"limit"}),
        ("/api/articles?limit=ten", {"limit"}),
        ("/api/articles?limit=1.5", {"limit"}),
        ("/api/articles?limit=" + "9" * 5000, {"limit"}),
        ("/api/articles?limit=", {"limit"}),
        ("/api/articles?limit=1&limit=2", {"limit"}),
        ("/api/articles?q=a&q=a&from=x", {"q"}),
        ("/api/articles?from=2024-13-01", {"from"}),
        ("/api/articles?from=2024-05-02&to=2024-05-01", {"to"}),
        ("/api/articles?q=", {"q"}),
        ("/api/articles?q=%00", {"q"}),
        ("/api/articles?q=***", {"q"}),
        ('/api/articles?q=""', {"q"}),
        ("/api/articles?q=" + "a" * 1001, {"q"}),
        ("/api/articles?cursor=", {"cursor"}),
        ("/api/articles?cursor=abc", {"cursor"}),
        ("/api/articles?cursor=%C3%A9%F0%9F%98%80", {"cursor"}),
        ("/api/articles?cursor=" + "a" * 100_000, {"cursor"}),
        ("/api/articles/x?y=1", {"y"}),
        ("/api/speakers?kind=anonymous", {"kind"}),
        ("/api/speakers?sort=pk", {"sort"}),
        ("/api/speakers?q=%2A", {"q"}),
        ("/api/speakers/mira-okonjo?x=1", {"x"}),
        ("/api/speakers/mira-okonjo/statements?form=word", {"form"}),
        ("/api/speakers/mira-okonjo/statements?min_confidence=2", {"min_confidence"}),
        ("/api/speakers/mira-okonjo/statements?min_confidence=nan", {"min_confidence"}),
        ("/api/speakers/mira-okonjo/statements?min_confidence=inf", {"min_confidence"}),
        ("/api/statements?speaker=nobody", {"speaker"}),
        ("/api/statements?x=1", {"x"}),
        ("/api/quotes/x?x=1", {"x"}),
        ("/api/lookup", {"quote"}),
        ("/api/lookup?quote=%E2%80%9C%E2%80%A6%E2%80%9D", {"quote"}),
        ("/api/lookup?quote=a&spaeker=b", {"spaeker"}),
        ("/api/lookup?quote=" + "a " * 10_001, {"quote"}),
        ("/healthz?x=1", {"x"}),
        ("/api/docs?x=1", {"x"}),
        ("/api/openapi.json?x=1", {"x"}),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_wrong_query_is_422_and_named(client: FlaskClient, address: str, wrong: set[str]) -> None:
    client.post("/api/articles", json=ARTICLE)
    assert fields(client.get(address)) == wrong


def test_a_query_name_of_a_get_is_refused_with_a_post_too(client: FlaskClient) -> None:
    assert fields(client.post("/api/articles?publisher=x", json=ARTICLE)) == {"publisher"}


@pytest.mark.parametrize(
    "address",
    [
        "/api",
        "/api/nothing",
        "/api/articles/unknown",
        "/api/articles/%00",
        "/api/articles/%ed%a0%80",
        "/api/articles/%F0%9F%98%80",
        "/api/articles/' OR 1=1 --",
        "/api/articles/..%2f..%2fetc%2fpasswd",
        "/api/speakers/nobody",
        "/api/speakers/nobody/statements",
        "/api/statements/unknown",
        "/api/quotes/unknown",
    ],
)
def test_an_unknown_address_is_404(client: FlaskClient, address: str) -> None:
    problem(client.get(address), 404)


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("DELETE", "/api/articles", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("PUT", "/api/articles/unknown", {"GET", "HEAD", "OPTIONS"}),
        ("POST", "/api/speakers", {"GET", "HEAD", "OPTIONS"}),
        ("TRACE", "/api/lookup", {"GET", "HEAD", "OPTIONS"}),
        ("BREW", "/healthz", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_is_405_and_the_right_ones_are_named(
    stranger: FlaskClient, method: str, address: str, allowed: set[str]
) -> None:
    response = stranger.open(address, method=method)
    problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == allowed


def test_an_article_that_is_too_long_is_413(client: FlaskClient) -> None:
    body = problem(client.post("/api/articles", json={"text": "a" * 20_001}), 413)
    assert "20001" in body["detail"]


def test_a_body_that_is_too_large_is_413_before_it_is_read(client: FlaskClient) -> None:
    problem(client.post("/api/articles", data=b"x" * 1_300_000, content_type=JSON), 413)


def test_a_failure_of_our_own_shows_nothing_of_its_inside(app: Flask, client: FlaskClient) -> None:
    @app.get("/failing")
    def failing() -> str:
        raise LookupError("secret")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert "secret" not in json.dumps(problem(client.get("/failing"), 500))


NAMES = st.sampled_from(["text", "html", "url", "title", "publisher", "author", "published", "articles"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(), inner, max_size=3),
    max_leaves=6,
)
FUZZED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZED
@given(
    path=st.sampled_from(["/api/articles", "/api/articles/batch"]),
    body=VALUES | st.dictionaries(NAMES, VALUES),
)
def test_any_json_whatever_is_answered_and_never_with_500(client: FlaskClient, path: str, body: Any) -> None:
    response = client.post(path, data=json.dumps(body), content_type=JSON)
    if response.status_code not in (200, 201):
        problem(response, response.status_code)
    assert response.status_code < 500


QUERIES = st.sampled_from(
    [
        "q",
        "quote",
        "speaker",
        "from",
        "to",
        "limit",
        "cursor",
        "form",
        "kind",
        "sort",
        "publisher",
        "min_confidence",
    ]
)
ADDRESSES = st.sampled_from(
    [
        "/api/articles",
        "/api/speakers",
        "/api/statements",
        "/api/lookup",
        "/api/speakers/mira-okonjo/statements",
        "/healthz",
    ]
)


@FUZZED
@given(
    path=ADDRESSES,
    query=st.dictionaries(
        QUERIES, st.text(st.characters(exclude_categories=["Cs"])) | st.integers().map(str)
    ),
)
def test_any_query_whatever_is_answered_and_never_with_500(
    client: FlaskClient, path: str, query: dict[str, str]
) -> None:
    client.post("/api/articles", json=ARTICLE)
    response = client.get(path, query_string=query)
    if response.status_code != 200:
        problem(response, response.status_code)
    assert response.status_code < 500


@FUZZED
@given(raw=st.binary(max_size=60))
def test_any_bytes_in_a_query_are_answered_and_never_with_500(client: FlaskClient, raw: bytes) -> None:
    text = "".join(f"%{byte:02x}" for byte in raw)
    assert client.get(f"/api/lookup?quote={text}").status_code in (200, 422)
    assert client.get(f"/api/statements?q={text}").status_code in (200, 422)
    assert client.get(f"/api/quotes/{text}").status_code in (200, 404, 308)


@FUZZED
@given(raw=st.binary(max_size=60))
def test_any_bytes_in_a_body_are_answered_and_never_with_500(client: FlaskClient, raw: bytes) -> None:
    problem_or_other = client.post("/api/articles", data=raw, content_type=JSON)
    assert problem_or_other.status_code in (400, 422)
