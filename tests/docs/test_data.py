"""What docs/data.md and docs/openrefine.md tell of views, queries, properties and answers is so."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quotes.reconciliation.properties import PROPERTIES

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))
from renew import EXAMPLE, requested, service  # noqa: E402  a script beside the pages

OPENREFINE = (DOCS / "openrefine.md").read_text("utf-8")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return service(tmp_path_factory.mktemp("docs"))


def first_cells(page: str) -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_the_page_lists_the_views_and_queries_that_there_are() -> None:
    told = json.loads((files("quotes.store.database") / "data" / "datasette.json").read_text("utf-8"))
    assert first_cells((DOCS / "data.md").read_text("utf-8")) == {*told["tables"], *told["queries"]}


def test_the_page_lists_the_properties_that_there_are() -> None:
    assert first_cells(OPENREFINE) == set(PROPERTIES)


def test_names_are_reconciled_as_printed(client: FlaskClient) -> None:
    examples = EXAMPLE.findall(OPENREFINE)
    assert len(examples) == OPENREFINE.count("```sh\ncurl ")
    for command, answer in examples:
        given = client.open(**requested(command)).get_json()
        assert without_numbers(given) == without_numbers(json.loads(answer)), command


def without_numbers(answer: object) -> str:
    """The answer without what changes with the language model: scores and counts."""
    return re.sub(r"[\d.]+", "0", json.dumps(answer))
