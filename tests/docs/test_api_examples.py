"""The requests in docs/api.md are made as they are printed there, and the answers have the printed shape."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
from renew import EXAMPLE, requested, service

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = EXAMPLE.findall(PAGE)


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> FlaskClient:
    """The service that the page's answers are of."""
    return service(tmp_path_factory.mktemp("docs"))


def shape(value: Any) -> Any:
    """What stays the same of an answer when ids, times and probabilities change."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return type(value).__name__


def test_the_page_has_an_example_of_each_kind_of_request():
    paths = {requested(command)["path"].partition("?")[0] for command, _ in EXAMPLES}
    assert len(EXAMPLES) == PAGE.count("```sh\ncurl ")
    assert {"/api/articles", "/api/speakers", "/api/statements", "/api/lookup", "/healthz"} <= paths


@pytest.mark.parametrize(
    ("command", "answer"), EXAMPLES, ids=lambda part: re.sub(r"^.*(?=/(api|healthz))|\s.*", "", part)
)
def test_the_request_is_answered_in_the_printed_shape(client, command, answer):
    given = client.open(**requested(command))
    assert shape(given.json) == shape(json.loads(answer))


def test_every_address_of_the_api_is_on_the_page(client):
    rules = {rule.rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/")}
    written = {re.sub(r"<(int:)?\w+>", "{id}", rule).partition("<any")[0] for rule in rules}
    page = re.sub(r"/(ivo-marrek|agnes-tolve|h2l2up5477zdkghp|tarnholm-post)", "/{id}", PAGE)
    assert sorted(rule for rule in written if rule not in page) == []
