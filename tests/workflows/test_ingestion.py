"""The way of an article into the database."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlite_utils import Database

from quotes.extraction import Quote, Reading, Span
from quotes.extraction.errors import ReadingFailed
from quotes.intake.article import Article
from quotes.settings import Settings
from quotes.store.database.connection import reading, writing
from quotes.store.identity import speakers
from quotes.store.publication import articles
from quotes.store.quotations import quotes
from quotes.store.tracking import statements
from quotes.workflows.ingestion import ingest, ingest_many
from quotes.workflows.reextraction import reextract

DAY = date(2024, 5, 1)
BRIDGE = 'Mira Okonjo says "We will rebuild the bridge before the winter comes."\n'


def article(text: str, number: int = 0, published: date | None = DAY) -> Article:
    return Article(text, url=f"https://tidewater.example/{number}", published=published)


def test_many_articles_are_ingested_in_their_order(db: Database, reader: Any) -> None:
    ingest(db, article(BRIDGE, 70), reader)
    outcomes = list(ingest_many(db, (article(BRIDGE, number) for number in (*range(130), 5)), reader))
    assert [outcome.status for outcome in outcomes[:72]] == ["created"] * 70 + ["unchanged", "created"]
    assert outcomes[-1] == ingest(db, article(BRIDGE, 5), reader)
    assert len({outcome.article for outcome in outcomes}) == 130
    (statement,) = statements.listing(db, statements.Filters()).items
    assert (statement["reports"], statement["articles"]) == (130, 130)


def test_an_article_twice_in_one_batch_is_stored_once(db: Database, reader: Any) -> None:
    outcomes = list(ingest_many(db, [article(BRIDGE), article(BRIDGE)], reader))
    assert [outcome.status for outcome in outcomes] == ["created", "unchanged"]


def test_what_a_copy_in_the_same_batch_is_silent_about_is_kept(db: Database, reader: Any) -> None:
    full = replace(article(BRIDGE), title="A bridge by winter")
    silent = article(BRIDGE + "It was raining.", published=None)
    outcomes = list(ingest_many(db, [full, article(BRIDGE, 1), silent], reader))
    assert [outcome.status for outcome in outcomes] == ["created", "created", "revised"]
    stored = articles.get(db, outcomes[-1].article)
    assert stored is not None
    assert (stored["title"], stored["published"]) == ("A bridge by winter", DAY.isoformat())


def test_the_day_of_the_last_change_is_read_with_a_text_and_goes_with_it_alone(
    db: Database, reader: Any
) -> None:
    changed = replace(article(BRIDGE), modified=DAY + timedelta(1))
    read: list[Reading] = []

    class Noting:
        version = reader.version

        def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
            many = list(readings)
            read.extend(many)
            return reader.extract_many(many)

    noting: Any = Noting()
    first = ingest(db, changed, noting)
    ingest(db, article(BRIDGE + "It was raining."), noting)
    assert [one.modified for one in read] == [changed.modified, None]
    stored = articles.get(db, first.article)
    assert stored is not None
    assert [one["modified"] for one in stored["revisions"]] == ["2024-05-02", None]
    read.clear()
    noting.version = "newer"
    assert len(list(reextract(db, noting))) == 1
    assert [one.modified for one in read] == [None]


class BrokenReader:
    """Finds a quote, and then one of a form that there is not."""

    version = "broken"

    def extract(self, text: str, *_: object) -> list[Quote]:
        spans = (Span(0, len(text)),)
        forms: Any = ("sentence", "word")
        return [Quote(text, spans, form, "Mira Okonjo", "person", None, None, None, 1.0) for form in forms]

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote]]:
        return (self.extract(*reading[:4]) for reading in readings)


def test_an_article_whose_quotes_cannot_be_stored_is_not_stored_either(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ingest(db, article('"No."'), BrokenReader())
    for table in ("articles", "revisions", "quotes", "speakers", "statements", "names_seen"):
        assert db.table(table).count == 0


def test_an_article_that_cannot_be_read_is_stored_unread_and_keeps_out_no_other(
    db: Database, reader: Any
) -> None:
    texts = [article(BRIDGE, 1), article("UNREADABLE", 2), article(BRIDGE, 3)]
    outcomes = list(ingest_many(db, texts, reader))
    assert [(one.status, one.quotes, one.failed is None) for one in outcomes] == [
        ("created", 1, True),
        ("created", 0, False),
        ("created", 1, True),
    ]
    stored = articles.get(db, outcomes[1].article)
    assert stored is not None
    assert stored["text"] == "UNREADABLE"
    assert stored["revisions"][0]["extractor"] is None
    assert [one.status for one in ingest_many(db, texts, reader)] == ["unchanged"] * 3


def test_several_may_ingest_the_same_articles_at_once(settings: Settings, reader: Any) -> None:
    many = [article(BRIDGE.replace("bridge", f"bridge number {number}"), number) for number in range(12)]
    outcomes: list[str] = []

    def ingest_all(first: int) -> None:
        with writing(settings.database) as db:
            turned = [*many[first:], *many[:first]]
            outcomes.extend(outcome.status for outcome in ingest_many(db, turned, reader))

    threads = [threading.Thread(target=ingest_all, args=(first,)) for first in (0, 3, 6, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count("created"), outcomes.count("unchanged")) == (12, 36)
    with reading(settings.database) as db:
        assert db.table("quotes").count == 12
        assert db.table("speakers").count == 1


def test_a_namesake_gets_a_slug_of_its_own(db: Database) -> None:
    first = speakers.add(db, "Mira Okonjo", "person", "now")
    second = speakers.add(db, "Mira Okonjo", "person", "now")
    third = speakers.add(db, "Mira  Okonjo!", "person", "now")
    assert [row["slug"] for row in db.table("speakers").rows] == [
        "mira-okonjo",
        "mira-okonjo-2",
        "mira-okonjo-3",
    ]
    assert len({first, second, third}) == 3


def test_the_fullest_name_stands_for_a_speaker_and_the_slug_stays(db: Database, reader: Any) -> None:
    ingest(db, article('Okonjo says "No."', 1), reader)
    ingest(db, article('Mira Okonjo says "Yes."', 2), reader)
    row = speakers.get(db, "mira-okonjo")
    assert row is not None
    assert (row["name"], row["quotes"]) == ("Mira Okonjo", 2)
    assert speakers.pk_of(db, "okonjo") == row["pk"]


def test_counts_follow_the_quotes(db: Database, reader: Any) -> None:
    ingest(db, article(BRIDGE), reader)
    ingest(db, article(BRIDGE, 2, date(2024, 6, 1)), reader)
    ingest(db, article("Nothing.", 2, date(2024, 6, 2)), reader)
    row = speakers.get(db, "mira-okonjo")
    assert row is not None
    assert (row["quotes"], row["last_day"]) == (1, "2024-05-01")


def test_who_is_called_by_no_name_is_nobody_across_articles(db: Database, reader: Any) -> None:
    ingest(db, article('They says "No."\nThe report says "Yes."', 1), reader)
    first, second = quotes.of_article(db, 1, 1)
    assert first["speaker"] == {"name": "They", "slug": None, "kind": "person"}
    assert second["speaker"] == {"name": "The report", "slug": None, "kind": "organization"}
    assert first["reading"]["speaker"] == first["speaker"]
    assert db.table("speakers").count == 0


LINES = st.lists(
    st.tuples(
        st.sampled_from(["Mira Okonjo", "Okonjo", "Tam Okonjo", "The Harbour Board", "an aide", "?"]),
        st.lists(st.sampled_from(["we", "will", "not", "rebuild", "the", "bridge"]), min_size=1, max_size=12),
        st.integers(0, 3),
    ),
    max_size=8,
)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=LINES)
def test_whatever_comes_in_the_books_balance(db: Database, reader: Any, lines: Any) -> None:
    for name, words, number in lines:
        ingest(db, article(f'{name} says "{" ".join(words)}."', number), reader)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.execute("INSERT INTO quotes_search (quotes_search, rank) VALUES ('integrity-check', 1)")
    for row in db.table("speakers").rows:
        live = list(db.table("quotes").rows_where("speaker = ? AND live", [row["pk"]]))
        assert row["quotes"] == len(live)
        assert row["last_day"] == max((q["day"] for q in live), default="")
    for row in db.table("statements").rows:
        live = list(db.table("quotes").rows_where("statement = ? AND live", [row["pk"]]))
        assert (row["reports"], row["articles"]) == (len(live), len({q["article"] for q in live}))
        assert {q["speaker"] for q in live} <= {row["speaker"]}
    for row in db.table("articles").rows:
        stored = articles.get(db, row["id"])
        assert stored is not None
        for quote in quotes.of_article(db, row["pk"], row["revision"]):
            for span in quote["spans"]:
                assert stored["text"][span["start"] : span["end"]] == f'"{quote["text"]}"'
