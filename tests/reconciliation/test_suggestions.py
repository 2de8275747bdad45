"""What is offered while somebody types, and shown of a speaker."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from reconciliation.protocol import MANIFEST, SUGGESTED


def offered(ask: Any, what: str, query: str) -> list[str]:
    return [one["id"] for one in ask.get(f"/reconcile/suggest/{what}?{query}", SUGGESTED)["result"]]


def test_speakers_are_offered_by_the_beginning_of_a_name_the_most_quoted_first(ask: Any) -> None:
    assert offered(ask, "entity", "prefix=mend") == ["laura-mendes", "pedro-mendes"]
    assert offered(ask, "entity", "prefix=laura me") == ["laura-mendes"]
    assert offered(ask, "entity", "prefix=mend&cursor=1") == ["pedro-mendes"]
    assert offered(ask, "entity", "prefix=mend&type=organization") == []


def test_a_speaker_is_offered_by_its_id(ask: Any) -> None:
    assert offered(ask, "entity", "prefix=ada-moor") == ["ada-moor"]


def test_kinds_and_properties_are_offered_by_their_beginning(ask: Any) -> None:
    assert offered(ask, "type", "prefix=per") == ["person"]
    assert offered(ask, "property", "prefix=") == ["kind", "roles", "wikidata"]
    assert offered(ask, "property", "prefix=wiki") == ["wikidata"]


def test_what_clients_send_of_their_own_is_passed_over(ask: Any) -> None:
    assert offered(ask, "entity", "prefix=ada&filter=&spell=always&exact=false&prefixed=true&_=1") == [
        "ada-moor"
    ]


def test_whatever_is_typed_is_answered(ask: Any) -> None:
    for prefix in ("", "%00", "%ED%A0%80", "*", '"', "%22 OR a", "a" * 2_000):
        for what in ("entity", "type", "property"):
            ask.get(f"/reconcile/suggest/{what}?prefix={prefix}", SUGGESTED)


def test_a_cursor_is_a_number(service: FlaskClient) -> None:
    for cursor in ("-1", "x", "1.5", "٣", "9" * 30):
        assert service.get(f"/reconcile/suggest/entity?prefix=a&cursor={cursor}").status_code == 422, cursor


@pytest.mark.parametrize(
    ("what", "identifier", "words"),
    [("entity", "ada-moor", "Ada Moor"), ("property", "wikidata", "Wikidata id"), ("type", "group", "Group")],
)
def test_each_suggestion_has_a_flyout(
    service: FlaskClient, ask: Any, what: str, identifier: str, words: str
) -> None:
    told = ask.get("/reconcile", MANIFEST)["suggest"][what]
    address = (told["flyout_service_url"] + told["flyout_service_path"]).replace("${id}", identifier)
    found = service.get(address.removeprefix("http://localhost")).get_json()
    assert found["id"] == identifier
    assert words in found["html"]
    assert service.get(f"/reconcile/flyout/{what}?id=nothing").status_code == 404


def test_names_are_no_markup_in_what_is_shown(service: FlaskClient) -> None:
    name = {"name": "<script>alert(1)</script>", "description": "<img src=x onerror=alert(1)>"}
    assert service.patch("/api/speakers/ada-moor", json=name).status_code == 200
    flyout = service.get("/reconcile/flyout/entity?id=ada-moor").get_json()["html"]
    preview = service.get("/reconcile/preview?id=ada-moor").text
    for shown in (flyout, preview):
        assert "&lt;script&gt;" in shown
        assert "<script" not in shown
        assert "<img" not in shown


def test_a_preview_may_be_framed_by_any_client_and_runs_nothing(service: FlaskClient) -> None:
    page = service.get("/reconcile/preview?id=laura-mendes")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors" not in policy
    assert "X-Frame-Options" not in page.headers
    assert "The bridge is open to everybody now." in page.text
    assert service.get("/reconcile/preview?id=nobody").status_code == 404
