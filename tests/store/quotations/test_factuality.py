"""What was not said is kept apart: in other statements, in no count, in lists that ask for it alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store.database.connection import transaction
from quotes.store.identity import speakers
from quotes.store.quotations import corrections, quotes, topic_lists
from quotes.store.quotations.corrections import Correction
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking import coverage, statements
from quotes.store.tracking.statements import Filters
from quotes.workflows.ingestion import ingest

WORDS = "We will sell the bridge to the highest bidder."
DECISION = Decision("desk", None, "2024-06-01T00:00:00+00:00")


def put(db: Database, reader: Any, *lines: str) -> None:
    for number, line in enumerate(lines, db.table("articles").count):
        url = f"https://tidewater.example/{number}"
        ingest(db, Article(f"{line}\n", url=url, publisher="The Wend", published=date(2024, 5, 1)), reader)


def listed(db: Database, filters: Filters) -> list[tuple[str, str, int]]:
    page = statements.listing(db, filters)
    return [(one["factuality"], one["text"], one["reports"]) for one in page.items]


def decide(db: Database, quote: int, **fields: Any) -> None:
    (row,) = quotes.by_pk(db, [quote])
    with transaction(db):
        corrections.correct(db, row, Correction(fields), DECISION)


def test_words_said_and_words_denied_are_two_statements(db: Database, reader: Any) -> None:
    put(db, reader, f'Mira Okonjo says "{WORDS}"', f'Mira Okonjo says "{WORDS}" (denied)')
    put(db, reader, f'Mira Okonjo says "{WORDS}" (denied)', f'Mira Okonjo says "{WORDS}"')
    assert listed(db, Filters()) == [("said", WORDS, 2)]
    assert listed(db, Filters(factuality="denied")) == [("denied", WORDS, 2)]
    assert sorted(listed(db, Filters(factuality=None))) == [("denied", WORDS, 2), ("said", WORDS, 2)]


@pytest.mark.parametrize("factuality", ["denied", "hypothetical", "fabricated"])
def test_a_speaker_is_credited_with_nothing_that_was_not_said(
    db: Database, reader: Any, factuality: str
) -> None:
    put(db, reader, f'Mira Okonjo says "{WORDS}" ({factuality}) about Tarnholm')
    (speaker,) = speakers.called(db, "Mira Okonjo")
    assert speakers.listing(db).items == []
    assert coverage.of_speakers(db, [speaker]) == []
    assert statements.timeline(db, Filters(speaker=speaker), "year") == []
    assert topic_lists.listing(db, Filters()).items == []
    assert topic_lists.listing(db, Filters(speaker=speaker)).items == []
    asked = Filters(speaker=speaker, factuality=factuality)  # type: ignore[arg-type]
    assert [row["statements"] for row in statements.timeline(db, asked, "year")] == [1]
    assert [topic["name"] for topic in topic_lists.listing(db, asked).items] == ["Tarnholm"]


def test_counts_follow_what_people_decide(db: Database, reader: Any) -> None:
    put(db, reader, f'Mira Okonjo says "{WORDS}" about Tarnholm', 'Mira Okonjo says "Hear, hear."')
    (speaker,) = speakers.called(db, "Mira Okonjo")

    def counts() -> tuple[int, int, int]:
        of_speaker = coverage.of_speakers(db, [speaker])
        about = topic_lists.listing(db, Filters()).items
        return of_speaker[0]["quotes"], of_speaker[0]["articles"], sum(one["statements"] for one in about)

    assert counts() == (2, 2, 1)
    decide(db, 1, factuality="denied")
    assert counts() == (1, 1, 0)
    decide(db, 1, factuality="said")
    assert counts() == (2, 2, 1)


def test_a_quote_that_turns_out_denied_leaves_the_statement_of_those_said(db: Database, reader: Any) -> None:
    put(db, reader, f'Mira Okonjo says "{WORDS}"', f'Mira Okonjo says "{WORDS}"')
    put(db, reader, 'Mira Okonjo says "sell the bridge to the highest bidder."')
    assert [reports for _, _, reports in listed(db, Filters())] == [3]
    decide(db, 1, factuality="fabricated")
    assert [reports for _, _, reports in listed(db, Filters())] == [2]
    assert listed(db, Filters(factuality="fabricated")) == [("fabricated", WORDS, 1)]


def test_a_date_must_be_as_sure_as_is_asked(db: Database, reader: Any) -> None:
    put(
        db,
        reader,
        'Mira Okonjo says "It was sunny." on 2024-04-01, 0.95',
        'Mira Okonjo says "It was rainy." on 2024-04-02, 0.55',
        'Mira Okonjo says "It was late."',
    )
    shown = {one["text"]: one["said"]["confidence"] for one in statements.listing(db, Filters()).items}
    assert shown == {"It was sunny.": 0.95, "It was rainy.": 0.55, "It was late.": None}
    sure = statements.listing(db, Filters(min_said_confidence=0.9)).items
    assert [one["text"] for one in sure] == ["It was sunny."]
    assert len(statements.listing(db, Filters(min_said_confidence=0)).items) == 2


def test_words_that_tell_no_day_are_no_date_to_be_sure_of(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "It was sunny." on 2024-04-01, 0.95')
    db.execute("UPDATE quotes SET said_on = NULL")
    statements.refresh(db, [1])
    (one,) = statements.listing(db, Filters()).items
    assert one["said"]["on"] is None
    assert statements.listing(db, Filters(min_said_confidence=0)).items == []


def test_a_date_that_a_person_decides_has_no_probability(db: Database, reader: Any) -> None:
    put(db, reader, 'Mira Okonjo says "It was sunny." on 2024-04-01, 0.95')
    decide(db, 1, said={"on": "2024-03-31", "precision": "day"})
    (quote,) = quotes.by_pk(db, [1])
    assert quote["said"]["confidence"] is None
    assert quote["reading"]["said"]["confidence"] == 0.95
    with transaction(db):
        corrections.correct(db, quote, Correction({}, frozenset({"said"})), DECISION)
    (restored,) = quotes.by_pk(db, [1])
    assert restored["said"] == quote["reading"]["said"]
