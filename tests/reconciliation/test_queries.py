"""Batches of names, asked as clients ask them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient
from reconciliation.protocol import MANIFEST, RESULTS


def test_the_manifest_is_of_the_protocols_form(ask: Any) -> None:
    told = ask.get("/reconcile", MANIFEST)
    assert [kind["id"] for kind in told["defaultTypes"]] == ["person", "organization", "group", "document"]
    assert told["view"]["url"] == "http://localhost/speakers/{{id}}"
    assert "authentication" not in told


@pytest.mark.parametrize("name", ["view", "preview"])
def test_the_addresses_of_the_manifest_lead_to_a_speaker(service: FlaskClient, ask: Any, name: str) -> None:
    address = ask.get("/reconcile", MANIFEST)[name]["url"].replace("{{id}}", "laura-mendes")
    page = service.get(address.removeprefix("http://localhost"))
    assert page.status_code == 200
    assert "Laura Mendes" in page.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_by_its_own_keys(service: FlaskClient, method: str) -> None:
    batch = {
        "q0": {"query": "Laura Mendes"},
        "row 7": {"query": "the wend river authority"},
        "": {"query": "Zz"},
    }
    sent = {"query_string" if method == "GET" else "data": {"queries": json.dumps(batch)}}
    found = service.open("/reconcile", method=method, **sent).get_json()
    jsonschema.validate(found, RESULTS)
    assert found["q0"]["result"][0] == {
        "id": "laura-mendes",
        "name": "Laura Mendes",
        "description": "2 quotes, the last of 2024-06-03",
        "type": [{"id": "person", "name": "Person"}],
        "score": 100.0,
        "features": [{"id": "name", "value": 100.0}, {"id": "quotes", "value": 2}],
        "match": True,
    }
    assert found["row 7"]["result"][0]["name"] == "The Wend River Authority"
    assert found[""]["result"] == []


def test_a_surname_gives_all_who_bear_it_and_a_match_of_none(ask: Any) -> None:
    found = ask.results("Mendes")
    assert [(one["id"], one["match"]) for one in found] == [("laura-mendes", False), ("pedro-mendes", False)]


def test_names_are_found_as_lists_write_them(ask: Any) -> None:
    for name in (
        "Mendes, Laura",
        "MENDES, Laura",
        "Dr. Laura Mendes",
        "Mendes, Dr. Laura",
        "Laura Mendes, mayor",
    ):
        assert ask.best(name) == ("laura-mendes", 100, True), name
    assert ask.best("Wend River Authority, The")[0] == "the-wend-river-authority"


def test_a_limit_is_kept_to(ask: Any) -> None:
    assert len(ask.results("Mendes", limit=1)) == 1


@pytest.mark.parametrize("kind", ["organization", ["organization", "group"], [{"id": "organization"}]])
def test_a_type_keeps_out_persons(ask: Any, kind: Any) -> None:
    assert ask.results("Ada Moor", type=kind) == []
    assert ask.best("Wend River Authority", type=kind, type_strict="should")[2]


def test_what_stands_in_other_columns_tells_speakers_apart(service: FlaskClient, ask: Any) -> None:
    told = {"wikidata": "Q77", "description": "mayor"}
    assert service.patch("/api/speakers/laura-mendes", json=told).status_code == 200
    for value in ("Q77", ["Q77"], {"id": "Q77", "name": "L. M."}, "http://www.wikidata.org/entity/Q77"):
        known = [{"pid": "wikidata", "v": value}]
        assert ask.best("Laura Mendes", properties=known) == ("laura-mendes", 100, True)
        assert ask.results(None, properties=known)[0]["match"]
    assert ask.best("Laura Mendes", properties=[{"pid": "wikidata", "v": "Q1"}]) == (
        "laura-mendes",
        50,
        False,
    )
    assert ask.best("Mendes", properties=[{"pid": "roles", "v": "Mayor"}])[0] == "laura-mendes"
    assert ask.results("Ada Moor", properties=[{"pid": "kind", "v": "Organization"}]) == []


def test_who_was_merged_is_found_as_who_is_left(service: FlaskClient, ask: Any) -> None:
    reason = {"into": "laura-mendes", "reason": "the same person"}
    assert service.post("/api/speakers/pedro-mendes/merge", json=reason).status_code in (200, 201)
    assert ask.best("Pedro Mendes") == ("laura-mendes", 100, True)
    assert ask.best("pedro-mendes")[0] == "laura-mendes"


NAMES = [
    "",
    "  ",
    "?!",
    "\x00",
    "\ud800",
    "a" * 5_000,
    "a b " * 60,
    "'; DROP TABLE speakers; --",
    '"*" NEAR(',
    "９",
    "<b>x</b>",
]


def test_whatever_stands_in_a_cell_fails_no_batch(ask: Any) -> None:
    for name in NAMES:
        found = ask.form(queries={"q0": {"query": name}, name: {"query": "Ada Moor"}}).get_json()
        assert found["q0"]["result"] == [], name
        assert found[name]["result"][0]["match"], name


WRONG = [
    ("[]", 400), ("1", 400), ("{", 400), ('"x"', 400), ("[" * 100_000, 400), ('{"q": {"query": NaN}}', 400),
    ('{"q": 1}', 422), ('{"q": {"query": 1}}', 422), ('{"q": {"query": null}}', 422),
    ('{"q": {"query": "a", "limit": 0}}', 422), ('{"q": {"query": "a", "limit": "many"}}', 422),
    ('{"q": {"query": "a", "limit": 1e999}}', 422), ('{"q": {"query": "a", "Limit": 1}}', 422),
    ('{"q": {"query": "a", "type": {"name": "x"}}}', 422), ('{"q": {"query": "a", "type": [[]]}}', 422),
    ('{"q": {"query": "a", "type_strict": "never"}}', 422),
    ('{"q": {"query": "a", "properties": {}}}', 422), ('{"q": {"query": "a", "properties": [1]}}', 422),
    ('{"q": {"query": "a", "properties": [{"pid": "height", "v": 1}]}}', 422),
    ('{"q": {"query": "a", "properties": [{"pid": "kind"}]}}', 422),
    ('{"q": {"query": "a", "properties": [{"pid": "kind", "v": null}]}}', 422),
]  # fmt: skip


def test_what_is_not_of_the_protocols_form_is_refused(service: FlaskClient) -> None:
    for written, status in WRONG:
        answer = service.post("/reconcile", data={"queries": written})
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), written


def test_a_refusal_names_the_query_and_what_is_wrong_with_it(ask: Any) -> None:
    told = ask.form(queries={"q3": {"query": "a", "properties": [{"pid": "height", "v": 1}]}}).get_json()
    assert told["errors"] == [
        {
            "field": "queries.q3.properties.0.pid",
            "message": "Speakers are distinguished by kind, roles, wikidata alone.",
        }
    ]


def test_a_batch_of_more_than_the_manifest_tells_is_too_large(ask: Any) -> None:
    most = ask.get("/reconcile", MANIFEST)["batchSize"]
    batch = {str(number): {"query": "Ada Moor"} for number in range(most)}
    assert ask.form(queries=batch).status_code == 200
    assert ask.form(queries=batch | {"x": {"query": "a"}}).status_code == 413


def test_a_form_without_a_question_is_told_what_is_missing(service: FlaskClient) -> None:
    assert service.post("/reconcile", data={"query": "Ada Moor"}).status_code == 422
    assert service.post("/reconcile", json={"queries": {}}).status_code == 422
