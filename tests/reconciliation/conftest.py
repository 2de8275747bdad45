"""A service with a few invented people, and how a client asks it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

ARTICLES = [
    ("2024-05-01", 'Laura Mendes says "We will rebuild the bridge by autumn."\n'),
    ("2024-06-03", 'Laura Mendes says "The bridge is open to everybody now."\n'),
    ("2024-06-04", 'Pedro Mendes says "I have never seen that contract at all."\n'),
    ("2024-06-05", 'The Wend River Authority says "The water will fall on Sunday."\n'),
    ("2024-06-06", 'Ada Moor says "Nobody asked us about the school."\n'),
    ("2024-06-07", 'Joseph R. Vale says "Our harbour needs a second crane."\n'),
]


@pytest.fixture
def service(client: FlaskClient) -> FlaskClient:
    for number, (day, text) in enumerate(ARTICLES):
        article = {"text": text, "published": day, "url": f"https://news.example/{number}"}
        assert client.post("/api/articles", json=article).status_code == 201
    return client


class Asking:
    """Asks as OpenRefine does, and checks that answers are of the protocol's form."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def form(self, **fields: Any) -> Any:
        written = {name: json.dumps(value) for name, value in fields.items()}
        return self._client.post("/reconcile", data=written)

    def best(self, name: str, **more: Any) -> tuple[str | None, float, bool]:
        """The id of the best candidate, its score, and whether it is a match."""
        found = self.results(name, **more)
        return (found[0]["id"], found[0]["score"], found[0]["match"]) if found else (None, 0, False)

    def results(self, name: str | None, **more: Any) -> list[dict[str, Any]]:
        answer = self.form(queries={"q0": ({} if name is None else {"query": name}) | more})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.get_json()["q0"]["result"]
        return found

    def get(self, address: str, schema: dict[str, Any]) -> Any:
        answer = self._client.get(address)
        assert answer.status_code == 200, answer.text
        found = answer.get_json()
        jsonschema.validate(found, schema)
        return found


@pytest.fixture
def ask(service: FlaskClient) -> Asking:
    return Asking(service)
