"""`quotes group`: what waits, or everything, with what has changed."""

from __future__ import annotations

from datetime import date

from quotes.cli import main
from quotes.intake import Article
from quotes.store.tracking import grouping, statement_trees, statements
from quotes.workflows.ingestion import ingest

WORDS = "We shall build the new pier of Holm from the money that the ferries earn."


def put(db, reader, number, name, words):
    url = f"https://tidewater.example/{number}"
    ingest(db, Article(f'{name} says "{words}"', url=url, published=date(2024, 5, 1)), reader)


def test_what_earlier_rules_have_grouped_is_grouped_anew_and_told(runner, db, settings, reader):
    put(db, reader, 1, "Mira Okonjo", WORDS)
    put(db, reader, 2, "Mira Okonjo", WORDS)
    put(db, reader, 3, "Tam Vale", WORDS)
    db.execute("DELETE FROM same_words")
    for pk in (1, 2):
        statements.refresh(db, statement_trees.cut(db, pk))
    found = runner.invoke(main, ["group", "--all", "--database", str(settings.database)])
    assert found.exit_code == 0, found.output
    assert found.output.startswith("3 quotes grouped: 1 statement joined with others, 0 split off; ")
    assert "2 pairs of quotes of different speakers with the same words linked" in found.output
    assert grouping.waiting(db) == 0
    assert len({row["statement"] for row in db.table("quotes").rows}) == 2


def test_where_nothing_waits_nothing_changes(runner, db, settings, reader):
    put(db, reader, 1, "Mira Okonjo", WORDS)
    found = runner.invoke(main, ["group", "--database", str(settings.database)])
    assert found.output == (
        "0 quotes grouped: 0 statements joined with others, 0 split off; 0 pairs of quotes of different"
        " speakers with the same words linked, 0 unlinked.\n"
    )
