"""`quotes cite`."""

from __future__ import annotations

import json

import pytest
import rispy

from quotes.cli import main
from quotes.intake import Article
from quotes.workflows.ingestion import ingest


@pytest.fixture
def quotes(db, settings, reader):
    """The ids of two quotes, before the options that name their database."""
    for words in ("We have no choice.", "There was always a choice."):
        article = Article(f'Ivo Marrek says "{words}"', url=f"https://post.example/{len(words)}", title=words)
        ingest(db, article, reader)
    ids = [row["id"] for row in db.query("SELECT id FROM quotes ORDER BY pk")]
    return [*ids, "--database", str(settings.database)]


def test_quotes_are_cited_as_text_one_a_line(runner, quotes):
    result = runner.invoke(main, ["cite", *quotes])
    assert result.exit_code == 0, result.output
    first, second = result.stdout.splitlines()
    assert first.startswith("Ivo Marrek, quoted in “We have no choice.”")
    assert first.endswith(f"http://127.0.0.1:8000/quotes/{quotes[0]})")
    assert "There was always a choice." in second


def test_quotes_are_cited_as_files_that_other_programs_read(runner, quotes):
    csl = runner.invoke(main, ["cite", "--format", "csl", "--site", "https://desk.example/", *quotes])
    items = json.loads(csl.stdout)
    assert [one["id"] for one in items] == quotes[:2]
    assert f"https://desk.example/quotes/{quotes[0]}" in items[0]["note"]
    ris = rispy.loads(runner.invoke(main, ["cite", "--format", "ris", *quotes]).stdout)
    assert [one["title"] for one in ris] == ["We have no choice.", "There was always a choice."]


def test_an_id_of_no_quote_is_told_and_nothing_is_printed(runner, quotes):
    result = runner.invoke(main, ["cite", "none", *quotes])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: There is no quote with the id none.\n"
