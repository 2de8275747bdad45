from __future__ import annotations

import sqlite3

import pytest

from quotes.cli import main
from quotes.ingestion import ingest
from quotes.intake.article import Article
from quotes.store import connection, tokens


def test_migrate_makes_the_database_and_says_what_it_did(runner):
    first = runner.invoke(main, ["migrate", "--database", "news.db"])
    assert first.exit_code == 0
    assert "Applied m0001_articles_quotes_speakers_statements.\n" in first.output
    again = runner.invoke(main, ["migrate", "--database", "news.db"])
    assert again.output == "news.db is up to date.\n"


def test_migrate_tells_which_articles_were_one_page(runner, tmp_path, reader):
    path = tmp_path / "news.db"
    runner.invoke(main, ["migrate", "--database", str(path)])
    with connection.writing(path) as db:
        pages = [Article("“Yes.”", url=f"https://tarn.example/{number}") for number in (1, 2)]
        first, second = (ingest(db, page, reader).article for page in pages)
        db.execute("UPDATE addresses SET url = 'http://m.tarn.example/1/' WHERE article = 2")
        db.execute("UPDATE revisions SET collected = '2024-05-01'")
        db.execute("UPDATE derived SET version = 0 WHERE name = 'pages'")
    result = runner.invoke(main, ["migrate", "--database", str(path)])
    assert f"Article {second} is the same page as {first}" in result.output
    assert "1 article joined with others that are the same page.\n" in result.output


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


def test_a_created_token_is_good_and_is_kept_hashed(runner, tmp_path):
    result = runner.invoke(main, ["token", "create", "--database", "news.db", "--label", "newsroom"])
    assert result.exit_code == 0
    token = result.output.strip()
    with connection.reading(tmp_path / "news.db") as db:
        assert tokens.valid(db, token)
        assert [row["label"] for row in db.query("SELECT label FROM tokens")] == ["newsroom"]
    with sqlite3.connect(tmp_path / "news.db") as plain:
        assert token not in "\n".join(plain.iterdump())
    plain.close()


def test_a_backup_is_whole_while_the_database_is_written(runner, tmp_path):
    runner.invoke(main, ["token", "create", "--database", "news.db", "--label", "kept"])
    with connection.writing(tmp_path / "news.db") as db, connection.transaction(db):
        db.execute("UPDATE tokens SET label = 'not yet'")
        result = runner.invoke(main, ["backup", "copy.db", "--database", "news.db"])
        assert (result.exit_code, result.output) == (0, "Copied news.db to copy.db.\n")
    with connection.reading(tmp_path / "copy.db") as copy:
        assert [row["label"] for row in copy.query("SELECT label FROM tokens")] == ["kept"]
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
