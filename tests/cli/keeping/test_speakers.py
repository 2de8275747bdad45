from __future__ import annotations

from datetime import date

import pytest

from quotes.cli import main
from quotes.intake import Article
from quotes.workflows.ingestion import ingest

LIST = 'name;other_names;roles\nAda Moor;"Adelheid Moor; A. B. Moor";Mayor (from 2019)\n'


@pytest.fixture
def database(db, settings, reader):
    for number, name in enumerate(("Ada Moor", "Adelheid Moor")):
        text = f'{name} says "We have {number} choices."'
        ingest(db, Article(text, publisher="Post", published=date(2024, 5, 4)), reader)
    return str(settings.database)


def test_a_dry_run_shows_who_would_be_joined_with_how_many_quotes(runner, database, db, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8-sig")
    result = runner.invoke(main, ["speakers", "import", "--dry-run", "list.csv", "--database", database])
    assert result.exit_code == 0
    assert "Adelheid Moor (1)" in result.stdout
    assert "1 row: 1 changed. 1 speaker with 1 quote would be joined. Nothing was stored." in result.stdout
    assert db.table("merges").count == 0


def test_a_list_is_taken_in_and_written_out(runner, database, db, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    command = ["speakers", "import", "list.csv", "--by", "Ann", "--database", database]
    assert runner.invoke(main, command).exit_code == 0
    (merger,) = db.table("merges").rows
    assert (merger["made_by"], merger["reason"]) == ("Ann", "listed in list.csv")
    assert "1 row: 1 as it is." in runner.invoke(main, command).stdout
    written = runner.invoke(main, ["speakers", "export", "--database", database]).stdout
    assert written.splitlines()[1] == "Ada Moor,Adelheid Moor; A. B. Moor,person,,,Mayor (from 2019),ada-moor"
    (tmp_path / "list.csv").write_text(written, encoding="utf-8")
    assert "1 row: 1 as it is." in runner.invoke(main, command).stdout


def test_what_is_wrong_is_told_by_line_and_ends_with_an_error(runner, database, tmp_path):
    (tmp_path / "list.csv").write_text("name,kind\nAda Moor,king\n,person\nPer Fenn,\n", encoding="utf-8")
    result = runner.invoke(main, ["speakers", "import", "list.csv", "--database", database])
    assert result.exit_code == 1
    assert "Line 2, Ada Moor: The kind “king”" in result.stderr
    assert "Line 3, without a name: It has no name." in result.stderr
    assert "3 rows: 1 new, 2 bad, left out." in result.stdout


def test_a_file_that_is_no_list_is_refused(runner, database, tmp_path):
    (tmp_path / "list.csv").write_text("who\nAda Moor\n", encoding="utf-8")
    result = runner.invoke(main, ["speakers", "import", "list.csv", "--database", database])
    assert result.exit_code == 1
    assert "unknown column “who”" in result.stderr
