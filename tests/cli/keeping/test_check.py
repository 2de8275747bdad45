from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from quotes.cli import main
from quotes.intake import Article
from quotes.store import checking
from quotes.store.database import connection
from quotes.workflows.ingestion import ingest


@pytest.fixture
def database(db, settings, reader):
    ingest(db, Article('Ivo Marrek says "We have no choice." about Tarnholm'), reader)
    return str(settings.database)


def change(database: str, sql: str) -> None:
    with sqlite3.connect(database) as db:
        db.execute(sql)
    db.close()


def test_a_consistent_database_is_told_as_such(runner, database):
    result = runner.invoke(main, ["check", "--database", database])
    assert result.exit_code == 0
    *checks, last = result.stdout.splitlines()
    assert [line.split()[0] for line in checks] == ["ok"] * len(checking.CHECKS)
    assert last == f"{database} is consistent: {len(checking.CHECKS)} checks."


def test_what_is_wrong_is_told_and_left_as_it_is(runner, database):
    change(database, "UPDATE speakers SET quotes = 5")
    result = runner.invoke(main, ["check", "--database", database])
    assert result.exit_code == 1
    wrong = "WRONG  counts of speakers: every speaker's stored number of quotes is as counted.\n"
    assert wrong in result.stdout
    assert "         speaker ivo-marrek has 5 quotes, the last on ''; counted: 1, on ''\n" in result.stdout
    assert result.stdout.endswith("`quotes check --repair` repairs what 1 of them found.\n")
    assert runner.invoke(main, ["check", "--database", database]).stdout == result.stdout


def test_what_follows_from_the_rest_is_made_anew_when_asked_for(runner, database):
    change(database, "UPDATE speakers SET quotes = 5")
    result = runner.invoke(main, ["check", "--repair", "--database", database])
    assert result.exit_code == 0
    assert "Made the derived data again. Checking again:\n" in result.stdout
    assert result.stdout.endswith(f"{database} is consistent: {len(checking.CHECKS)} checks.\n")


def test_what_follows_from_nothing_is_told_and_not_touched(runner, database):
    change(database, "UPDATE revisions SET text = 'Ivo Marrek says \"We had every choice.\" about Tarnholm'")
    result = runner.invoke(main, ["check", "--repair", "--database", database])
    assert result.exit_code == 1
    assert "quote" in result.stdout
    assert "has other words than its text has at its spans\n" in result.stdout
    assert "docs/operating.md" in result.stdout


def test_many_findings_are_not_all_printed(runner, database):
    change(
        database,
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 25)"
        " INSERT INTO statements (id) SELECT 'none ' || x FROM n",
    )
    result = runner.invoke(main, ["check", "--database", database])
    assert "         and 15 more\n" in result.stdout


def test_reading_commands_start_while_somebody_holds_the_write_lock(runner, database):
    with connection.writing(Path(database)) as db, connection.transaction(db):
        for command in (["lookup", "no choice"], ["export"], ["check"], ["migrate"]):
            assert runner.invoke(main, [*command, "--database", database]).exit_code == 0
