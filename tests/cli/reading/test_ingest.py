from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from quotes.cli import main
from quotes.cli.reading.ingest import articles_in, completed
from quotes.intake import Article
from quotes.store.database import connection

FRIDAY = "“We have no choice,” Mayor Ivo Marrek said on Friday."
MONDAY = "“There was always a choice,” said Agnes Tolve, the leader of the opposition."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / "friday.txt").write_text(FRIDAY, encoding="utf-8")
    lines = [json.dumps({"text": MONDAY, "published": "2024-07-16", "publisher": "Kestrel Wire"}), "oops"]
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def stored(database: Path) -> list[dict]:
    with connection.reading(database) as db:
        return list(
            db.query(
                "SELECT q.text, s.name, q.day, a.publisher, a.published FROM quotes q JOIN articles a"
                " ON a.pk = q.article LEFT JOIN speakers s ON s.pk = q.speaker ORDER BY q.text, a.id"
            )
        )


def test_what_cannot_be_read_is_told_with_its_place(archive):
    told = []
    files = [archive / "2024" / "friday.txt", archive / "wire.jsonl", archive / "gone.txt"]
    articles = list(articles_in(files, 1000, lambda where, why: told.append((where, why))))
    assert [article.text for article in articles] == [FRIDAY, MONDAY]
    assert told == [
        (f"{archive / 'wire.jsonl'}, line 2", "the line is not JSON: Expecting value at character 1"),
        (f"{archive / 'gone.txt'}", "No such file or directory"),
    ]


def test_what_is_given_completes_what_articles_say_of_themselves():
    own = Article("a", publisher="Kestrel Wire", published=date(2024, 5, 5))
    assert list(completed([own, Article("b")], date(2024, 5, 4), "Tarnholm Post")) == [
        own,
        Article("b", publisher="Tarnholm Post", published=date(2024, 5, 4)),
    ]


def test_a_folder_is_read_into_the_database_once(runner, archive, tmp_path):
    command = ["ingest", "--published", "2024-05-04", "--publisher", "Tarnholm Post", str(archive)]
    first = runner.invoke(main, command)
    assert first.exit_code == 1
    assert first.stdout.startswith("3 articles: 2 new, 0 revised, 0 unchanged, 1 not read; 2 quotes.\n")
    assert "wire.jsonl, line 2: the line is not JSON" in first.stderr
    assert stored(tmp_path / "quotes.db") == [
        {
            "text": "There was always a choice,",
            "name": "Agnes Tolve",
            "day": "2024-07-16",
            "publisher": "Kestrel Wire",
            "published": "2024-07-16",
        },
        {
            "text": "We have no choice,",
            "name": "Ivo Marrek",
            "day": "2024-05-03",
            "publisher": "Tarnholm Post",
            "published": "2024-05-04",
        },
    ]
    again = runner.invoke(main, command)
    assert again.stdout.startswith("3 articles: 0 new, 0 revised, 2 unchanged, 1 not read; 2 quotes.\n")


def test_several_processes_store_what_one_does(runner, archive, tmp_path):
    (archive / "wire.jsonl").write_text(
        "".join(json.dumps({"text": f"{MONDAY} It was question {number}."}) + "\n" for number in range(20))
    )
    for database, workers in (("one.db", "1"), ("two.db", "2")):
        result = runner.invoke(main, ["ingest", "--database", database, "--workers", workers, str(archive)])
        assert result.exit_code == 0
        assert result.stdout.startswith("21 articles: 21 new, 0 revised, 0 unchanged; 21 quotes.\n")
    assert stored(tmp_path / "one.db") == stored(tmp_path / "two.db")


def test_a_path_that_is_not_there_ends_the_command_before_it_reads(runner, tmp_path):
    result = runner.invoke(main, ["ingest", "nowhere"])
    assert result.exit_code == 2
    assert not (tmp_path / "quotes.db").exists()


def test_what_extraction_fails_on_is_stored_and_told_and_read_again_later(
    runner, tmp_path, reader, monkeypatch
):
    for command in ("ingest", "reextract"):
        module = import_module(f"quotes.cli.reading.{command}")
        monkeypatch.setattr(module, "reading_with", lambda *_: nullcontext(reader))
    (tmp_path / "0.txt").write_text("UNREADABLE")
    (tmp_path / "1.txt").write_text('Ivo Marrek says "We have no choice."')
    result = runner.invoke(main, ["ingest", "--database", "quotes.db", "0.txt", "1.txt"])
    assert result.exit_code == 1
    counts = "2 articles: 1 new, 0 revised, 0 unchanged, 1 stored unread; 1 quote.\n"
    assert result.stdout.startswith(counts)
    assert result.stderr.endswith(": Extraction has failed: no luck. It is stored.\n")
    again = runner.invoke(main, ["reextract", "--database", "quotes.db"])
    assert again.exit_code == 1
    assert again.stdout == "0 articles read again; 0 quotes added, 0 changed, 0 gone.\n"
    assert again.stderr.endswith(": Extraction has failed: no luck. It stays as it was.\n")


def test_one_bad_byte_in_a_page_costs_no_quote_and_is_told(runner, tmp_path):
    page = f"<html><body><article><p>{FRIDAY}</p><p>{MONDAY}</p></article></body></html>".encode()
    (tmp_path / "page.html").write_bytes(page.replace(b"</article>", b"<p>\xff</p></article>"))
    (tmp_path / "page.txt").write_bytes(MONDAY.encode() + b" \xff")
    result = runner.invoke(main, ["ingest", "--published", "2024-05-04", "page.html", "page.txt"])
    assert result.exit_code == 0
    assert {row["text"] for row in stored(tmp_path / "quotes.db")} == {
        "We have no choice,",
        "There was always a choice,",
    }
    assert result.stderr.splitlines() == [
        f"{name}: 1 place in it cannot be decoded and became U+FFFD; the rest is read."
        for name in ("page.html", "page.txt")
    ]


def test_the_end_tells_what_articles_lack(runner, tmp_path):
    spanish = (
        "“Nos quedamos”, dijo Ana Moor. El barco de la noche seguirá un año más, según una portavoz de la"
        " ciudad, y los billetes no serán más caros que hasta ahora."
    )
    page = "<html><body><p>The ferry stays.</p><p>Subscribe to continue reading.</p></body></html>"
    (tmp_path / "es.txt").write_text(spanish, encoding="utf-8")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\x00" * 9)
    lines = [json.dumps({"text": FRIDAY, "title": "Bridge", "published": "2024-07-19"})] * 2
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.jsonl", "es.txt", "page.html", "photo.jpg")]
    result = runner.invoke(main, ["ingest", "--database", str(tmp_path / "q.db"), *files])
    assert result.exit_code == 1
    assert "photo.jpg: articles are not read from files of this kind." in result.stderr
    assert result.stdout.splitlines() == [
        "5 articles: 3 new, 0 revised, 1 unchanged, 1 not read; 2 quotes.",
        (
            "Of these: 2 without a date, 2 without a title, 1 in another language, so not read for quotes,"
            " 1 with only their beginning, 1 copy of a stored article."
        ),
    ]
