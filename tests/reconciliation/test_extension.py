"""Tables that are extended by what is known of speakers."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from flask.testing import FlaskClient
from reconciliation.protocol import EXTENDED, PROPOSED

from quotes.reconciliation.properties import PROPERTIES


def extended(ask: Any, ids: list[str], *properties: str) -> dict[str, Any]:
    answer = ask.form(extend={"ids": ids, "properties": [{"id": one} for one in properties]})
    assert answer.status_code == 200, answer.text
    found = answer.get_json()
    jsonschema.validate(found, EXTENDED)
    assert [one["id"] for one in found["meta"]] == list(properties)
    rows: dict[str, Any] = found["rows"]
    return rows


def test_every_property_that_is_proposed_can_be_added(service: FlaskClient, ask: Any) -> None:
    told = {"wikidata": "Q77", "description": "mayor of Tarnholm"}
    assert service.patch("/api/speakers/laura-mendes", json=told).status_code == 200
    proposed = ask.get("/reconcile/properties?type=person", PROPOSED)["properties"]
    assert [one["id"] for one in proposed] == list(PROPERTIES)
    row = extended(ask, ["laura-mendes"], *PROPERTIES)["laura-mendes"]
    pages = {name: row.pop(name) for name in ("page", "first_statement_page", "last_statement_page")}
    assert row == {
        "kind": [{"str": "person"}],
        "description": [{"str": "mayor of Tarnholm"}],
        "roles": [],
        "wikidata": [{"str": "Q77"}],
        "names": [{"str": "Laura Mendes"}],
        "quotes": [{"int": 2}],
        "statements": [{"int": 2}],
        "articles": [{"int": 2}],
        "outlets": [{"int": 1}],
        "first_statement": [{"str": "We will rebuild the bridge by autumn."}],
        "first_statement_day": [{"date": "2024-05-01T00:00:00+00:00"}],
        "first_statement_day_basis": [{"str": "published"}],
        "last_statement": [{"str": "The bridge is open to everybody now."}],
        "last_statement_day": [{"date": "2024-06-03T00:00:00+00:00"}],
        "last_statement_day_basis": [{"str": "published"}],
    }
    for ((page),) in pages.values():
        assert service.get(page["str"].removeprefix("http://localhost")).status_code == 200


def test_the_rows_are_those_of_the_ids_that_were_sent(service: FlaskClient, ask: Any) -> None:
    merged = {"into": "laura-mendes", "reason": "the same person"}
    assert service.post("/api/speakers/pedro-mendes/merge", json=merged).status_code in (200, 201)
    rows = extended(ask, ["pedro-mendes", "nobody", "\ud800", "ada-moor", "ada-moor"], "quotes")
    assert rows == {
        "pedro-mendes": {"quotes": [{"int": 3}]},
        "nobody": {"quotes": []},
        "\ud800": {"quotes": []},
        "ada-moor": {"quotes": [{"int": 1}]},
    }


def test_a_month_is_told_as_a_month_and_not_as_its_first_day(service: FlaskClient, ask: Any) -> None:
    (quote,) = service.get("/api/speakers/ada-moor/statements").get_json()["items"]
    identifier = quote["first_reported"]["quote"]
    said = {"said": {"on": "2024-06-01", "precision": "month"}, "reason": "told on the radio"}
    assert service.patch(f"/api/quotes/{identifier}", json=said).status_code == 200
    row = extended(ask, ["ada-moor"], "first_statement_day")["ada-moor"]
    assert row == {"first_statement_day": [{"str": "2024-06"}]}


def test_a_table_can_be_asked_for_in_an_address(service: FlaskClient) -> None:
    wanted = json.dumps({"ids": ["ada-moor"], "properties": [{"id": "kind", "settings": {}}]})
    found = service.get("/reconcile", query_string={"extend": wanted}).get_json()
    assert found["rows"] == {"ada-moor": {"kind": [{"str": "person"}]}}


def test_roles_are_proposed_for_persons_alone_and_as_many_as_are_wanted(ask: Any) -> None:
    assert "roles" not in {
        one["id"] for one in ask.get("/reconcile/properties?type=group", PROPOSED)["properties"]
    }
    few = ask.get("/reconcile/properties?type=person&limit=2", PROPOSED)
    assert (few["limit"], len(few["properties"])) == (2, 2)


WRONG = [
    "[]", "{}", '{"ids": "a", "properties": []}', '{"ids": [1], "properties": []}',
    '{"ids": [], "properties": [{}]}', '{"ids": [], "properties": [{"id": "height"}]}',
    '{"ids": [], "properties": [], "more": 1}',
]  # fmt: skip


def test_what_is_no_table_is_refused(service: FlaskClient) -> None:
    for written in WRONG:
        assert service.post("/reconcile", data={"extend": written}).status_code in (400, 422), written


def test_a_table_has_its_longest(ask: Any) -> None:
    assert ask.form(extend={"ids": ["a"] * 201, "properties": []}).status_code == 413
