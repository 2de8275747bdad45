"""The requests in docs/api.md are made as they are printed there, and the answers have the printed shape."""

from __future__ import annotations

import json
import os
import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.ingestion import ingest_many
from quotes.samples import sample_articles
from quotes.settings import Settings
from quotes.store.connection import writing

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```sh\n(curl .*?)\n```\n\n```json\n(.*?)\n```", PAGE, re.DOTALL)
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> FlaskClient:
    """The service over the sample articles, as `quotes demo` makes it, with the token that the page uses."""
    database = tmp_path_factory.mktemp("docs") / "quotes.db"
    app = create_app(Settings(database, token="TOKEN", model=os.environ.get("QUOTES_MODEL") or None))
    with writing(database) as db:
        assert len(list(ingest_many(db, sample_articles(), app.extensions["quotes"].reader))) == 3
    return app.test_client()


def requested(command: str) -> dict[str, Any]:
    """A curl command as arguments of Flask's test client."""
    words = shlex.split(command.replace("\\\n", " "))
    headers = dict(word.split(": ") for flag, word in pairwise(words) if flag == "-H")
    data = words[words.index("-d") + 1] if "-d" in words else None
    (url,) = (word for word in words if word.startswith(ADDRESS))
    path = url.removeprefix(ADDRESS)
    method = words[words.index("-X") + 1] if "-X" in words else "POST" if data else "GET"
    return {"path": path, "method": method, "data": data, "headers": headers}


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
    page = re.sub(r"/(ivo-marrek|h2l2up5477zdkghp)", "/{id}", PAGE)
    assert sorted(rule for rule in written if rule not in page) == []
