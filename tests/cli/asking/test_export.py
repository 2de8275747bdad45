from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from quotes.cli import main
from quotes.intake import Article
from quotes.workflows.ingestion import ingest

ARTICLES = (
    Article('Ivo Marrek says "We have no choice."', publisher="Post", published=date(2024, 5, 4)),
    Article('Ivo Marrek says "There was always a choice."', publisher="Post", published=date(2024, 7, 16)),
    Article(
        'Agnes Tolve says "He learned nothing." about Tarnholm', publisher="Wire", published=date(2024, 7, 17)
    ),
)


@pytest.fixture
def database(db, settings, reader):
    for article in ARTICLES:
        ingest(db, article, reader)
    return str(settings.database)


def texts(result) -> list[str]:
    assert result.exit_code == 0
    return [json.loads(line)["text"] for line in result.stdout.splitlines()]


def test_statements_are_printed_as_csv_the_latest_first(runner, database):
    result = runner.invoke(main, ["export", "--database", database])
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["speaker"], row["said_on"], row["text"]) for row in rows] == [
        ("Agnes Tolve", "2024-07-17", "He learned nothing."),
        ("Ivo Marrek", "2024-07-16", "There was always a choice."),
        ("Ivo Marrek", "2024-05-04", "We have no choice."),
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--speaker", "ivo-marrek"], ["There was always a choice.", "We have no choice."]),
        (["--q", "choice", "--to", "2024-06-30"], ["We have no choice."]),
        (["--from", "2024-07-17"], ["He learned nothing."]),
        (["--about", "Tarnholm"], ["He learned nothing."]),
        (["--about", "Holm"], []),
        (["--q", "ice"], []),
    ],
)
def test_json_lines_hold_the_statements_asked_for(runner, database, options, expected):
    command = ["export", "--format", "jsonl", "--database", database, *options]
    assert texts(runner.invoke(main, command)) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--speaker", "nobody"], "There is no speaker with the slug nobody."),
        (["--q", "…"], "--q must contain a letter or a digit."),
        (["--from", "2024-05-02", "--to", "2024-05-01"], "--to must not be before --from."),
        (["--from", "May"], "'May' does not match the format '%Y-%m-%d'."),
    ],
)
def test_what_cannot_be_asked_for_is_told(runner, database, options, message):
    result = runner.invoke(main, ["export", "--database", database, *options])
    assert result.exit_code != 0
    assert message in result.stderr
    assert result.stdout == ""


def test_what_was_not_said_is_printed_when_it_is_asked_for(runner, db, reader, database):
    ingest(db, Article('Ivo Marrek says "Never mind." (denied)', url="https://post.example/9"), reader)
    everything = ["export", "--format", "jsonl", "--database", database]
    assert "Never mind." not in texts(runner.invoke(main, everything))
    assert texts(runner.invoke(main, [*everything, "--factuality", "denied"])) == ["Never mind."]
    assert "Never mind." in texts(runner.invoke(main, [*everything, "--factuality", "any"]))


def test_statements_whose_time_is_not_sure_enough_are_left_out(runner, db, reader, database):
    ingest(
        db, Article('Ivo Marrek says "So it was." on 2024-02-01, 0.8', url="https://post.example/9"), reader
    )
    asked = ["export", "--format", "jsonl", "--min-said-confidence", "0.8", "--database", database]
    assert texts(runner.invoke(main, asked)) == ["So it was."]


def test_quotes_are_written_as_one_annotation_collection(runner, database):
    result = runner.invoke(
        main, ["export", "--format", "annotations", "--database", database, "--site", "https://desk.example/"]
    )
    assert result.exit_code == 0, result.output
    whole = json.loads(result.stdout)
    assert (whole["@context"], whole["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert whole["first"]["partOf"] == whole["id"] == "https://desk.example/api/statements.jsonld"
    assert whole["total"] == len(whole["first"]["items"]) > 0
    assert all(one["id"].startswith("https://desk.example/api/quotes/") for one in whole["first"]["items"])
    empty = runner.invoke(
        main, ["export", "--format", "annotations", "--database", database, "--q", "nobodysaidthis"]
    )
    assert json.loads(empty.stdout)["first"]["items"] == []
