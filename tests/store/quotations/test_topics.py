"""Topics across articles: which are one, which are speakers, how many statements each has."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store.database.connection import transaction
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.quotations import quotes, topic_lists, topics
from quotes.store.quotations.corrections import Correction, correct
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking import statements
from quotes.store.tracking.statements import Filters
from quotes.workflows.ingestion import ingest

DECISION = Decision("desk", None, "2024-06-01T00:00:00+00:00")
MAY = date(2024, 5, 1)


def put(db: Database, reader: Any, *lines: str, day: date = MAY) -> list[dict[str, Any]]:
    number = db.table("articles").count
    article = Article("\n".join(lines), url=f"https://tidewater.example/{number}", published=day)
    outcome = ingest(db, article, reader)
    return quotes.of_article(db, number + 1, 1) if outcome.status == "created" else []


def counted(db: Database, filters: Filters | None = None) -> dict[str, int]:
    page = topic_lists.listing(db, filters or Filters(), limit=100)
    return {row["name"]: row["statements"] for row in page.items}


def about(db: Database, text: str) -> list[str]:
    found = statements.listing(db, Filters(about=topic_lists.called(db, text)), limit=100)
    return [statement["text"] for statement in found.items]


def books_balance(db: Database) -> None:
    """What is kept of topics is what the current quotes say."""
    named = {
        (row["statement"], row["topic"], row["speaker"], row["day"], row["place"])
        for row in db.query(
            "SELECT q.statement, coalesce(t.root, t.pk) AS topic, st.speaker, st.day, max(x.place) AS place"
            " FROM quote_topics x JOIN quotes q ON q.pk = x.quote JOIN topics t ON t.pk = x.topic"
            " JOIN statements st ON st.pk = q.statement WHERE q.live GROUP BY 1, 2"
        )
    }
    assert {
        tuple(row) for row in db.execute("SELECT statement, topic, speaker, day, place FROM about")
    } == named
    wanted: dict[tuple[int, int], int] = {}
    for _, topic, speaker, *_ in named:
        for key in {(0, topic), (speaker or 0, topic)}:
            wanted[key] = wanted.get(key, 0) + 1
    counts = db.execute("SELECT speaker, topic, statements FROM topic_counts").fetchall()
    assert {(speaker, topic): count for speaker, topic, count in counts} == wanted
    for row in db.table("topics").rows:
        of_one = [one["pk"] for one in db.table("topics").rows_where("speaker = ?", [row["speaker"]])]
        assert row["root"] in (None, *of_one[:1])


def test_a_statement_is_about_what_all_its_reports_name(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "We will not leave the harbour of Tarn." about Tarn')
    put(db, reader, 'Mira Okonjo says "We will not leave the harbour of Tarn." about Tarn, Holm')
    (statement,) = statements.listing(db, Filters()).items
    assert [topic["name"] for topic in statement["about"]] == ["Holm", "Tarn"]
    assert counted(db) == {"Tarn": 1, "Holm": 1}
    books_balance(db)


@pytest.mark.parametrize("asked", ["US", "us", "U.S.", "America", "the United States", "United States’"])
def test_what_is_asked_for_is_found_in_any_form(db: Database, reader: Any, asked: str) -> None:
    put(db, reader, 'Mira Okonjo says "One." about U.S.', 'Mira Okonjo says "Two." about America')
    put(db, reader, 'Mira Okonjo says "Three." about Tarn')
    assert sorted(about(db, asked)) == ["One.", "Two."]


def test_what_nobody_has_named_is_nowhere(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "One." about Tarn')
    for asked in ("Holm", "mira-okonjo", "***", "Mira Okonjo"):
        assert topic_lists.called(db, asked) == ()
        assert about(db, asked) == []


def test_a_place_that_is_a_body_elsewhere_is_one_and_what_it_is_mostly(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "One." about Tarn (organization)')
    put(db, reader, 'Mira Okonjo says "Two." about Tarn', 'Mira Okonjo says "Three." about Tarn')
    (topic,) = topic_lists.listing(db, Filters()).items
    assert (topic["name"], topic["kind"], topic["statements"]) == ("Tarn", "place", 3)


LINES = (
    'Mira Okonjo says "One thing." about Moor (person)',
    'Mira Okonjo says "Another thing." about Ada Moor (person)',
    'Ada Moor says "What nonsense."',
    'Mira Okonjo says "A third thing." about Ada J. Moor (person)',
)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_names_of_a_speaker_are_one_topic_whatever_came_first(
    db: Database, reader: Any, order: tuple[int, ...]
) -> None:
    for number in order:
        put(db, reader, LINES[number])
    (topic,) = topic_lists.listing(db, Filters()).items
    assert (topic["name"], topic["slug"], topic["statements"]) == ("Ada Moor", "ada-moor", 3)
    for asked in ("ada-moor", "Ada Moor", "Moor", "moor", "Ada J Moor"):
        assert len(about(db, asked)) == 3
    books_balance(db)


def test_a_surname_that_two_speakers_have_is_neither(db: Database, reader: Any) -> None:
    put(db, reader, LINES[0], LINES[2])
    assert counted(db) == {"Ada Moor": 1}
    put(db, reader, 'Per Moor says "What sense."')
    assert counted(db) == {"Moor": 1}
    books_balance(db)


def test_a_name_that_two_speakers_have_is_neither_nor_who_may_be_either(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "One." about Ada Moor (person)')
    for _ in range(2):
        speakers.named(db, speakers.add(db, "Ada Moor", "person", "now"), "Ada Moor")
    put(db, reader, 'Ada Moor says "Two."')
    assert speakers.pk_of(db, "ada-moor-3") is not None
    put(db, reader, 'Mira Okonjo says "Three." about Ada Moor (person)')
    (topic,) = topic_lists.listing(db, Filters()).items
    assert (topic["name"], topic["slug"], topic["statements"]) == ("Ada Moor", None, 2)


def test_a_surname_that_is_asked_for_finds_all_who_have_it(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "One." about Ada Moor (person)')
    put(db, reader, 'Mira Okonjo says "Two." about Per Moor (person), Ada Moor (person)')
    put(db, reader, 'Mira Okonjo says "Three." about Moor (person)')
    assert sorted(about(db, "Moor")) == ["One.", "Three.", "Two."]
    assert len(topic_lists.called(db, "Moor")) == 3


def test_a_place_that_is_asked_for_is_nobodys_surname(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "One." about Ada Tarn (person)')
    assert about(db, "Tarn") == ["One."]
    put(db, reader, 'Mira Okonjo says "Two." about Tarn')
    assert about(db, "Tarn") == ["Two."]
    assert about(db, "Ada Tarn") == ["One."]


def test_merged_speakers_are_one_topic_until_it_is_undone(db: Database, reader: Any) -> None:
    put(db, reader, 'Ada Moor says "What nonsense."', 'Ada Lund says "What sense." about Ada Moor (person)')
    put(db, reader, 'Mira Okonjo says "One." about Ada Lund (person), Ada Moor (person)')
    before = counted(db)
    assert before == {"Ada Moor": 2, "Ada Lund": 1}
    lund, moor = speakers.pk_of(db, "ada-lund"), speakers.pk_of(db, "ada-moor")
    assert lund is not None
    assert moor is not None
    with transaction(db):
        speaker_decisions.merge(db, lund, moor, DECISION)
    assert counted(db) == {"Ada Moor": 2}
    assert len(about(db, "ada-lund")) == len(about(db, "Ada Lund")) == 2
    books_balance(db)
    with transaction(db):
        speaker_decisions.unmerge(db, lund, DECISION)
    assert counted(db) == before
    books_balance(db)


def test_a_further_name_of_a_speaker_is_the_same_topic(db: Database, reader: Any) -> None:
    put(db, reader, 'Ada Moor says "What nonsense."', 'Mira Okonjo says "One." about Ada Berg (person)')
    moor = speakers.pk_of(db, "ada-moor")
    assert moor is not None
    with transaction(db):
        speaker_decisions.named(db, moor, "Ada Berg")
    assert counted(db) == {"Ada Moor": 1}
    assert about(db, "ada-moor") == ["One."]


def test_a_rejected_quote_is_about_nothing_any_more(db: Database, reader: Any) -> None:
    (quote,) = put(db, reader, 'Mira Okonjo says "One." about Tarn')
    with transaction(db):
        correct(db, quote, Correction({"status": "rejected"}), DECISION)
    assert (counted(db), about(db, "Tarn")) == ({}, [])
    books_balance(db)


def test_topics_go_with_the_quote_when_its_speaker_is_corrected(db: Database, reader: Any) -> None:
    quote, _ = put(db, reader, 'Mira Okonjo says "One." about Tarn', 'Tam Vale says "Two." about Tarn')
    tam = speakers.pk_of(db, "tam-vale")
    with transaction(db):
        correct(db, quote, Correction({"speaker": tam}), DECISION)
    assert counted(db, Filters(speaker=tam)) == {"Tarn": 2}
    books_balance(db)


def test_counts_with_filters_are_those_without_where_the_filters_leave_all(db: Database, reader: Any) -> None:
    for day in range(1, 6):
        places = ", ".join(("Tarn", "Holm", "Brune")[: day % 3 + 1])
        put(db, reader, f'Mira Okonjo says "Number {day}." about {places}', day=date(2024, 5, day))
    assert counted(db) == counted(db, Filters(since=date(2024, 1, 1))) == {"Tarn": 5, "Holm": 4, "Brune": 2}
    assert counted(db, Filters(until=date(2024, 5, 2))) == {"Tarn": 2, "Holm": 2, "Brune": 1}
    assert counted(db, Filters(about=topic_lists.called(db, "Brune"))) == {"Tarn": 2, "Holm": 2, "Brune": 2}
    assert counted(db, Filters(q="4")) == {"Tarn": 1, "Holm": 1}


def test_topics_are_made_again_when_what_is_one_has_changed(db: Database, reader: Any) -> None:
    put(db, reader, *LINES[:3], 'Mira Okonjo says "Of Tarn." about Tarn')
    before = counted(db)
    db.execute("INSERT INTO topics (key, name, kind) VALUES ('place tarn', 'TARN', 'place')")
    db.execute("UPDATE quote_topics SET topic = (SELECT max(pk) FROM topics) WHERE kind = 'place'")
    db.execute("UPDATE topics SET speaker = NULL, root = NULL")
    topics.index_all(db)
    assert counted(db) == before
    books_balance(db)
