"""The examples of docs/client.md give what the page says, against a service with the sample articles."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from quotes.app import create_app
from quotes.client import Client
from quotes.extraction import Extractor
from quotes.readers import Direct
from quotes.samples import sample_articles
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.store.database.migrating import migrate
from quotes.workflows.ingestion import ingest_many
from quotes.workflows.jobs import read_on

PAGE = Path(__file__).parents[2] / "docs" / "client.md"
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def service(tmp_path):
    """An app over the samples, which reads what is posted to it with the language model."""
    path = tmp_path / "quotes.db"
    migrate(path)
    extractor = Extractor()
    with writing(path) as db:
        list(ingest_many(db, sample_articles(), extractor))
    stopped = Event()
    reading = Thread(target=read_on, args=(path, Direct(extractor), stopped))
    reading.start()
    yield create_app(Settings(database=path, token="made-up-token"), extractor)
    stopped.set()
    reading.join()


def test_every_example_gives_what_the_page_says(service, monkeypatch):
    transport = httpx.WSGITransport(service)
    made = Client.__init__
    monkeypatch.setattr(
        Client, "__init__", lambda *given, **known: made(*given, **known, transport=transport)
    )
    examples = "\n".join(_BLOCK.findall(PAGE.read_text("utf-8")))
    test = doctest.DocTestParser().get_doctest(examples, {}, "client.md", str(PAGE), 0)
    assert len(test.examples) > 15
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=told.append)
    assert not runner.failures, "".join(told)
