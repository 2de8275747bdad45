"""A file made by the first version is brought up to date with all that is in it."""

from __future__ import annotations

import importlib
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy
from time import monotonic

from quotes.store.bulk.catching_up import catch_up
from quotes.store.database.connection import BUSY_SECONDS, reading, transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.identity import name_evidence, speakers
from quotes.store.publication import articles, outlets
from quotes.store.quotations import quotes
from quotes.store.tracking import coverage, shingles, statements
from quotes.tracking.words import key_of, runs_of

SENTENCE = "We will rebuild the bridge before the winter comes."
# Two reports of one statement, and a third, of the same statement row, that today's rules hold apart.
TEXTS = (SENTENCE, "rebuild the bridge before the winter", "Not a penny.")
FOUND = (
    ("https://m.tidewater.example/1", "m.tidewater.example"),
    ("https://www.tidewater.example/2", "The Tidewater"),
    (None, "Tidewater"),
)


def make_first(path: Path) -> None:
    """A file as the first migration left it, with a speaker, an article a quote, and one statement."""
    first = importlib.import_module("quotes.migrations.m0001_articles_quotes_speakers_statements").migrations
    with writing(path, make=True) as db, transaction(db):
        first.apply(db)
        db.execute(
            "INSERT INTO speakers (pk, slug, name, sort, kind, created)"
            " VALUES (1, 'mira-okonjo', 'Mira Okonjo', 'mira okonjo', 'person', '2024-05-01')"
        )
        db.execute("INSERT INTO speaker_names VALUES (1, 1, 'Mira Okonjo', 'miraokonjo')")
        db.execute("INSERT INTO statements (pk, id, speaker, reports) VALUES (1, 'statement', 1, 3)")
        for pk, text in enumerate(TEXTS, 1):
            db.execute(
                "INSERT INTO articles (pk, id, collected, day, revision, url, publisher)"
                " VALUES (?, ?, '2024-05-01', ?, 1, ?, ?)",
                (pk, f"article{pk}", f"2024-05-0{pk}", *FOUND[pk - 1]),
            )
            db.execute(
                "INSERT INTO revisions (article, number, hash, collected, extractor, text)"
                " VALUES (?, 1, ?, '2024-05-01', 'first', ?)",
                (pk, f"hash{pk}", f'Mira Okonjo says "{text}"'),
            )
            db.execute("INSERT INTO names_seen VALUES (1, ?)", (pk,))
            db.execute(
                "INSERT INTO quotes (pk, id, article, revision, start, speaker, read_speaker, read_name,"
                " read_kind, statement, day, words, form, confidence, text, spans, said_on, said_precision,"
                " said_basis, extractor) VALUES (?, ?, ?, 1, 0, 1, 1, 'Mira Okonjo', 'person', 1, ?, 0,"
                " 'sentence', 0.9, ?, '[]', ?, 'day', 'published', 'first')",
                (pk, f"quote{pk}", pk, f"2024-05-0{pk}", text, f"2024-05-0{pk}"),
            )


def test_nothing_is_lost_and_what_follows_from_rules_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    make_first(path)
    assert migrate(path)
    catch_up(path)
    with reading(path) as db:
        kept = [quotes.get(db, f"quote{pk}") for pk in (1, 2, 3)]
        assert [quote["text"] for quote in kept if quote] == list(TEXTS)
        assert kept[0] is not None
        assert kept[0]["reading"]["said"] == {
            "on": "2024-05-01",
            "precision": "day",
            "basis": "published",
            "text": None,
            "confidence": None,
        }
        assert {quote["factuality"] for quote in kept if quote} == {"said"}
        listed = statements.listing(db, statements.Filters()).items
        assert sorted((one["text"], one["reports"]) for one in listed) == [("Not a penny.", 1), (SENTENCE, 2)]
        assert "statement" in [one["id"] for one in listed]
        speaker = speakers.get(db, "mira-okonjo")
        assert speaker is not None
        assert (speaker["quotes"], name_evidence.names_of(db, speaker["pk"])[0]["articles"]) == (3, 3)
        assert [known.pk for known in speakers.resembling(db, "Okonjo", "person")] == [1]
        words = ["not", "a", "penny"]
        assert [quote["pk"] for quote in quotes.of_wording(db, key_of(words), 5)] == [3]
        assert shingles.holding(db, runs_of(words)[1], 2, 5) == [key_of(words)]
        (covered,) = coverage.of_speakers(db, [1])
        assert (covered["articles"], covered["outlets"]) == (3, 1)
        assert coverage.everything(db)["outlets"] == 1
        outlet = outlets.get(db, "tidewater-example")
        assert outlet is not None
        assert (outlet["name"], outlet["articles"], outlet["domains"]) == (
            "Tidewater",
            3,
            ["tidewater.example"],
        )
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert migrate(path) == []


def test_what_an_older_version_stored_in_two_dresses_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    make_first(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE articles SET url = 'http://tidewater.example/1/?utm_source=x' WHERE pk = 3")
    migrate(path)
    with reading(path) as db:
        first, third = articles.get(db, "article1"), articles.get(db, "article3")
        assert first is not None
        assert first == third
        assert (first["revision"], first["url"]) == (2, "http://tidewater.example/1/")
        kept = [quotes.get(db, f"quote{pk}") for pk in (1, 3)]
        assert [quote["article"]["id"] for quote in kept if quote] == [first["id"]] * 2
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_file_that_is_up_to_date_is_opened_while_somebody_writes_to_it(empty: Path, tmp_path: Path) -> None:
    path = copy(empty, tmp_path / "quotes.db")
    with writing(path) as db, transaction(db):
        db.execute("INSERT INTO tokens (name, hash, created) VALUES ('a', 'b', '2024-05-01')")
        before = monotonic()
        assert migrate(path) == []
        assert monotonic() - before < BUSY_SECONDS / 2
