from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest

from quotes.cli import main
from quotes.cli.lookup import VERDICTS
from quotes.ingestion import ingest
from quotes.intake import Article
from quotes.lookup.answers import Verdict

ARTICLE = Article(
    'Ivo Marrek says "We have no choice."',
    url="https://tarnholm-post.example/bridge",
    publisher="Tarnholm Post",
    published=date(2024, 5, 4),
)


@pytest.fixture
def database(db, settings, reader):
    ingest(db, ARTICLE, reader)
    return str(settings.database)


def test_words_that_were_said_come_with_who_when_and_where(runner, database):
    result = runner.invoke(main, ["lookup", "we have no choice", "--database", database])
    assert result.exit_code == 0
    assert result.output == (
        "Yes, in these very words.\n"
        "\n"
        "  “We have no choice.”\n"
        "  Ivo Marrek on 2024-05-04, reported by Tarnholm Post, 2024-05-04,"
        " https://tarnholm-post.example/bridge\n"
        "\n"
        "Searched 1 article, published from 2024-05-04 to 2024-05-04.\n"
    )


def test_words_of_another_are_told_apart(runner, database):
    result = runner.invoke(
        main, ["lookup", "We have no choice", "--speaker", "Agnes Tolve", "--database", database]
    )
    assert result.output.startswith("These words were said, but not by Agnes Tolve.\n")
    assert "Ivo Marrek" in result.output


def test_words_that_nobody_said_are_not_found(runner, database):
    result = runner.invoke(main, ["lookup", "ice cream for everyone", "--database", database])
    assert result.exit_code == 0
    assert result.output.startswith("Nobody is quoted with these words.\n")


def test_the_json_is_what_the_api_answers(runner, database, client):
    result = runner.invoke(main, ["lookup", "no choice", "--json", "--database", database])
    assert json.loads(result.output) == client.get("/api/lookup?quote=no choice").json


def test_every_verdict_has_its_words():
    assert set(VERDICTS) == set(get_args(Verdict))


def test_words_without_a_letter_are_refused(runner, database):
    result = runner.invoke(main, ["lookup", "…!", "--database", database])
    assert result.exit_code == 2
    assert "WORDS must hold a letter or a digit." in result.output


def test_a_missing_database_is_named_and_not_made(runner, tmp_path):
    result = runner.invoke(main, ["lookup", "anything", "--database", "none.db"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: none.db does not exist; `quotes ingest` makes it.\n",
    )
    assert not (tmp_path / "none.db").exists()
