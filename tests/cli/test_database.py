from __future__ import annotations

import pytest

from quotes.cli import main
from quotes.store import connection


def test_migrate_makes_the_database_and_says_what_it_did(runner):
    first = runner.invoke(main, ["migrate", "--database", "news.db"])
    assert first.exit_code == 0
    assert "Applied m0001_articles_quotes_speakers_statements.\n" in first.output
    again = runner.invoke(main, ["migrate", "--database", "news.db"])
    assert again.output == "news.db is up to date.\n"


def test_the_database_of_the_settings_is_the_default(runner, monkeypatch, tmp_path):
    monkeypatch.setenv("QUOTES_DATABASE", "set.db")
    runner.invoke(main, ["migrate"])
    assert (tmp_path / "set.db").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no.db", "no.db: file is not a database."),
        ("nowhere/news.db", "nowhere/news.db: unable to open database file."),
    ],
)
def test_a_file_that_cannot_be_used_is_named(runner, tmp_path, name, message):
    (tmp_path / "no.db").write_text("this is a text, and a text is no database")
    result = runner.invoke(main, ["migrate", "--database", name])
    assert (result.exit_code, result.output) == (1, f"Error: {message}\n")


def test_a_backup_is_whole_while_the_database_is_written(runner, tmp_path):
    runner.invoke(main, ["token", "create", "--database", "news.db", "--name", "kept"])
    with connection.writing(tmp_path / "news.db") as db, connection.transaction(db):
        db.execute("UPDATE tokens SET name = 'not yet'")
        result = runner.invoke(main, ["backup", "copy.db", "--database", "news.db"])
        assert (result.exit_code, result.output) == (0, "Copied news.db to copy.db.\n")
    with connection.reading(tmp_path / "copy.db") as copy:
        assert [row["name"] for row in copy.query("SELECT name FROM tokens")] == ["kept"]
    assert [file.name for file in tmp_path.iterdir() if "unfinished" in file.name] == []


def test_a_backup_overwrites_nothing(runner, tmp_path):
    runner.invoke(main, ["migrate", "--database", "news.db"])
    (tmp_path / "copy.db").write_text("dear")
    result = runner.invoke(main, ["backup", "copy.db", "--database", "news.db"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: copy.db is there already and is left as it is.\n",
    )
    assert (tmp_path / "copy.db").read_text() == "dear"
