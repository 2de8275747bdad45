"""Renew the answers in api.md and openrefine.md by repeating the requests there, in order.

    python docs/renew.py

The service contains the sample articles, as made by `quotes demo`. Ids, times and probabilities change with
the language model; `tests/docs` only checks that the answers have the printed shape.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.samples import sample_articles
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.workflows.ingestion import ingest_many

PAGES = tuple(Path(__file__).with_name(name) for name in ("api.md", "openrefine.md"))
EXAMPLE = re.compile(r"```sh\n(curl .*?)\n```\n\n```json\n(.*?)\n```", re.DOTALL)
ADDRESS = "http://127.0.0.1:8000"


def service(folder: Path) -> FlaskClient:
    """A service with a database in `folder` and with the token that the page uses."""
    database = folder / "quotes.db"
    app = create_app(Settings(database, token="TOKEN", model=os.environ.get("QUOTES_MODEL") or None))
    with writing(database) as db:
        for _ in ingest_many(db, sample_articles(), app.extensions["quotes"].reader):
            pass
    return app.test_client()


def requested(command: str) -> dict[str, Any]:
    """A curl command as arguments of Flask's test client."""
    words = shlex.split(command.replace("\\\n", " "))
    headers = dict(word.split(": ") for flag, word in pairwise(words) if flag == "-H")
    data = words[words.index("-d") + 1] if "-d" in words else None
    (url,) = (word for word in words if word.startswith(ADDRESS))
    path = url.removeprefix(ADDRESS)
    method = words[words.index("-X") + 1] if "-X" in words else "POST" if data else "GET"
    return {"path": path, "method": method, "data": data, "headers": headers, "base_url": ADDRESS}


def renewed(page: str, client: FlaskClient) -> str:
    """The page with the service's current answers."""

    def again(example: re.Match[str]) -> str:
        command = example[1]
        given = client.open(**requested(command)).get_json(force=True)
        answer = json.dumps(given, indent=2, ensure_ascii=False)
        return f"```sh\n{command}\n```\n\n```json\n{answer}\n```"

    return EXAMPLE.sub(again, page)


def main() -> None:
    """Renew the pages, each with a service of its own."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(renewed(page.read_text("utf-8"), service(Path(folder))), "utf-8")


if __name__ == "__main__":
    main()
