"""A statement with its reports, wordings and copies."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup.evidence.statements import statement_with_reports
from quotes.store.tracking import statements
from quotes.workflows.ingestion import ingest

FULL = "We will rebuild the bridge before the winter comes, and we will pay for it."
AROUND = "The bridge over the river fell on Thursday night after weeks of rain, and the road is closed.\n"


def store(db: Database, reader: Any, number: int, text: str) -> None:
    url = f"https://paper{number}.example/a"
    ingest(db, Article(text, url=url, published=date(2024, 5, number)), reader)


def test_wordings_differ_word_by_word_and_copies_are_one_report(db: Database, reader: Any) -> None:
    store(db, reader, 1, f'{AROUND}Mira Okonjo says "rebuild the bridge before the winter comes"\n')
    store(db, reader, 2, f'Mira Okonjo says "{FULL}"\n')
    store(db, reader, 3, f'{AROUND}Mira Okonjo says "rebuild the bridge before the winter comes"\n')
    store(db, reader, 4, f'Quite another text. \nOkonjo says "{FULL.replace("winter", "autumn")}"\n')
    (listed,) = statements.listing(db, statements.Filters()).items
    statement = statement_with_reports(db, listed["id"])
    assert statement is not None
    assert statement["text"] == FULL
    assert statement["first_reported"]["published"] == "2024-05-01"
    assert [(one["relation"], len(one["quotes"])) for one in statement["wordings"]] == [
        ("cut", 2),
        ("same", 1),
        ("variant", 1),
    ]
    changed = [step for step in statement["wordings"][2]["difference"] if step.op != "equal"]
    assert [(step.asked, step.found) for step in changed] == [("autumn", "winter")]
    assert [
        [article["publisher"] for article in group["articles"]] for group in statement["independent"]
    ] == [
        ["paper1.example", "paper3.example"],
        ["paper2.example"],
        ["paper4.example"],
    ]


def test_an_unknown_statement_is_none(db: Database) -> None:
    assert statement_with_reports(db, "unknown") is None
