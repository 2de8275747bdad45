"""Requests made from the OpenAPI file, right and wrong ones: none is answered with a fault of the service."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import schemathesis
from conftest import TOKEN
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quotes.settings import Settings
from quotes.store import checking
from quotes.store.database.connection import reading

REQUESTS = {False: 2_000, True: 20_000}  # with and without a token together
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def places(client: FlaskClient) -> dict[str, list[str]]:
    """What is there, by the name of a parameter: addresses that are made up lead nowhere."""
    text = 'Mira Okonjo says "We will rebuild the bridge." about Tarnholm\nTam Vale says "Not a penny."'
    posted = client.post("/api/articles", json={"text": text, "published": "2024-05-01"}).json
    quotes = [quote["id"] for quote in posted["quotes"]]
    statements = [one["id"] for one in client.get("/api/statements").json["items"]]
    return {"identifier": [posted["id"], *quotes, *statements], "slug": ["mira-okonjo", "tam-vale"]}


@pytest.mark.parametrize("token", [TOKEN, None], ids=["with a token", "without"])
def test_no_request_finds_a_fault(
    app: Flask, settings: Settings, places: dict[str, list[str]], token: str | None, *, long: bool
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    operations = [one.ok() for one in schema.get_all_operations()]
    each = int(1.1 * REQUESTS[long] / 2 / len(operations)) + 1
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    answered: Counter[int] = Counter()
    for operation in operations:
        answered += _asked(operation, places, headers, each)
    assert sum(answered.values()) >= REQUESTS[long] // 2  # though of some there is nothing to vary
    assert answered[200] > 0
    assert (answered[401] > 0) == (token is None)
    with reading(settings.database) as db:
        assert {one.check.name: one.findings for one in checking.check(db) if one.findings} == {}


def _asked(
    operation: Any, places: dict[str, list[str]], headers: dict[str, str], number: int
) -> Counter[int]:
    """Send so many requests for an operation; how many were answered with each status."""
    answered: Counter[int] = Counter()

    @settings_of(number)
    @given(operation.as_strategy(), st.data())
    def ask(case: Any, data: Any) -> None:
        known = {name: places[name] for name in case.path_parameters or {} if name in places}
        if known and data.draw(st.booleans()):
            chosen = {name: data.draw(st.sampled_from(values)) for name, values in known.items()}
            case.path_parameters.update(chosen)
        response = case.call(headers=headers)
        case.validate_response(response, checks=CHECKS)
        answered[response.status_code] += 1

    ask()
    return answered


def settings_of(number: int) -> Any:
    return settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
