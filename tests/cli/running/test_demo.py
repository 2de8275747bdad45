from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace

from rich.console import Console

from quotes.cli.running.demo import POSTED, quote_table, read_samples, what_to_try
from quotes.intake import Article
from quotes.samples import sample_articles
from quotes.store.publication import articles
from quotes.store.quotations import quotes
from quotes.store.tracking import coverage
from quotes.workflows.ingestion import ingest

ADDRESS = "http://127.0.0.1:8000"


def curls(text: str) -> list[list[str]]:
    return [shlex.split(line) for line in text.splitlines() if line.startswith("curl ")]


def test_the_samples_are_stored_once_however_often_the_demo_runs(app, db):
    read_samples(app, db)
    read_samples(app, db)
    assert coverage.everything(db)["articles"] == len(sample_articles())


def test_the_table_has_a_line_for_each_quote(db, reader):
    article = Article('Ivo Marrek says "We have no choice."\n? says "Sure"', publisher="Post")
    outcome = ingest(db, article, reader)
    stored = articles.get(db, outcome.article)
    console = Console(width=100)
    with console.capture() as printed:
        console.print(quote_table(quotes.of_article(db, stored["pk"], stored["revision"])))
    named, unnamed = [line for line in printed.get().splitlines() if "Post" in line]
    assert re.split(r"\s{2,}", named.strip()) == ["Ivo Marrek", "?", "0.90", "We have no choice.", "Post"]
    assert re.split(r"\s{2,}", unnamed.strip()) == ["?", "?", "0.50", "Sure", "Post"]


def test_the_pages_are_told_first(settings):
    told = what_to_try(ADDRESS, "ivo-marrek", "secret", settings)
    assert told.startswith(f"Open {ADDRESS} in a browser. The API is described at {ADDRESS}/api/docs.\n")


def test_the_two_commands_are_whole_as_printed(settings):
    read, write = curls(what_to_try(ADDRESS, "ivo-marrek", "secret", settings))
    assert read == ["curl", f"{ADDRESS}/api/speakers/ivo-marrek/statements"]
    assert write[-1] == f"{ADDRESS}/api/articles"
    assert "Authorization: Bearer secret" in write
    assert json.loads(write[write.index("-d") + 1]) == POSTED


def test_reading_names_the_token_where_reading_needs_one(settings):
    read, _ = curls(what_to_try(ADDRESS, None, "secret", replace(settings, read_token_required=True)))
    assert read == ["curl", "-H", "Authorization: Bearer secret", f"{ADDRESS}/api/statements"]


def test_what_is_posted_is_taken(client):
    assert client.post("/api/articles", json=POSTED).status_code == 201
