from __future__ import annotations

import re

import pytest

from quotes.cli import main
from quotes.intake.article import Article
from quotes.store.database import connection
from quotes.workflows.ingestion import ingest


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
        ("no.db", "no.db: it is not an SQLite database, or its beginning is damaged."),
        (
            "nowhere/news.db",
            "nowhere/news.db: it cannot be opened: the file, its folder or the permission is missing.",
        ),
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
        assert (result.exit_code, result.output) == (0, "Copied news.db to copy.db, and verified the copy.\n")
    with connection.reading(tmp_path / "copy.db") as copy:
        assert [row["name"] for row in copy.query("SELECT name FROM tokens")] == ["kept"]
    assert [file.name for file in tmp_path.iterdir() if "unfinished" in file.name] == []


def test_a_backup_overwrites_nothing(runner, tmp_path):
    runner.invoke(main, ["migrate", "--database", "news.db"])
    (tmp_path / "copy.db").write_text("dear")
    result = runner.invoke(main, ["backup", "copy.db", "--database", "news.db"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: copy.db already exists and is left unchanged.\n",
    )
    assert (tmp_path / "copy.db").read_text() == "dear"


def test_a_restored_backup_takes_the_place_of_the_database_which_is_kept(runner, tmp_path):
    runner.invoke(main, ["token", "create", "--database", "news.db", "--name", "first"])
    runner.invoke(main, ["backup", "copy.db", "--database", "news.db"])
    runner.invoke(main, ["token", "create", "--database", "news.db", "--name", "second"])
    result = runner.invoke(main, ["restore", "copy.db", "--database", "news.db"])
    assert result.exit_code == 0, result.output
    kept = re.search(r"kept as (\S+)\.\n", result.output)[1]
    for name, labels in (("news.db", ["first"]), (kept, ["first", "second"])):
        with connection.reading(tmp_path / name) as db:
            assert [row["name"] for row in db.query("SELECT name FROM tokens")] == labels


def test_restoring_makes_a_database_where_there_is_none(runner):
    runner.invoke(main, ["migrate", "--database", "news.db"])
    result = runner.invoke(main, ["restore", "news.db", "--database", "other.db"])
    assert (result.exit_code, result.output) == (0, "Restored other.db from news.db.\n")


def test_a_newer_database_is_refused_by_every_command(runner, tmp_path):
    runner.invoke(main, ["migrate", "--database", "news.db"])
    with connection.writing(tmp_path / "news.db") as db, connection.transaction(db):
        db.table("_sqlite_migrations").insert(
            {"migration_set": "quotes", "name": "m9999_from_tomorrow", "applied_at": "2031-01-01"}
        )
    before = (tmp_path / "news.db").read_bytes()
    (tmp_path / "a.txt").write_text("Nothing.")
    for command in (
        ["migrate"], ["ingest", "a.txt"], ["lookup", "words"], ["export"], ["reextract"], ["serve"],
        ["token", "create"], ["backup", "copy.db"], ["check"], ["demo"],
    ):  # fmt: skip
        result = runner.invoke(main, [*command, "--database", "news.db"])
        assert result.exit_code == 1, command
        assert result.output == (
            "Error: news.db was written by a newer version of quotes (step m9999_from_tomorrow): use that"
            " version, or restore an earlier backup.\n"
        ), command
    result = runner.invoke(main, ["restore", "news.db", "--database", "other.db"])
    assert result.exit_code == 1
    assert "newer version" in result.output
    assert (tmp_path / "news.db").read_bytes() == before
    assert sorted(file.name for file in tmp_path.glob("*.db")) == ["news.db"]
