"""Quotes of different speakers that share eight words, whatever happens to them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store.bulk.catching_up import catch_up
from quotes.store.identity.speaker_decisions import Decision
from quotes.store.quotations import corrections, quotes
from quotes.store.quotations.corrections import Correction
from quotes.store.tracking import same_words
from quotes.store.tracking.grouping import grouped
from quotes.workflows.ingestion import ingest

DECISION = Decision("an editor", "it is so", "2024-06-01T00:00:00+00:00")
SPEECH = "We shall build the new pier of Holm from the money that the ferries earn."
PART = "the new pier of Holm from the money that the ferries"


def put(db: Database, reader: Any, number: int, name: str, words: str) -> None:
    ingest(db, Article(f'{name} says "{words}"', url=f"https://tidewater.example/{number}"), reader)


def links(db: Database) -> set[tuple[int, int]]:
    return set(db.execute("SELECT a, b FROM same_words"))


def decide(db: Database, pk: int, **fields: Any) -> None:
    with grouped(db):
        (quote,) = quotes.by_pk(db, [pk])
        corrections.correct(db, quote, Correction(fields), DECISION)


@pytest.fixture
def three(db: Database, reader: Any) -> Database:
    """A speech, a part of it said by another, and as many words that stand in neither."""
    put(db, reader, 1, "Mira Okonjo", SPEECH)
    put(db, reader, 2, "Tam Vale", f"She wants {PART}, of all things!")
    put(db, reader, 3, "Ada Moor", "The old pier of Velden from the money that nobody has earned so far.")
    return db


def test_eight_words_in_a_row_link_two_speakers(three: Database) -> None:
    assert links(three) == {(1, 2)}


def test_seven_words_do_not_nor_do_those_of_one_speaker(three: Database, reader: Any) -> None:
    put(three, reader, 4, "Tam Vale", "I do want a new pier of Holm from the money of others.")
    put(three, reader, 5, "Mira Okonjo", f"Once more: {PART} and boats.")
    assert links(three) == {(1, 2), (2, 5)}


def test_nobodys_words_are_linked_with_somebodys_and_not_with_nobodys(three: Database, reader: Any) -> None:
    put(three, reader, 4, "an aide", f"He wants {PART}, too.")
    put(three, reader, 5, "?", f"They want {PART}, too.")
    assert links(three) == {(1, 2), (1, 4), (2, 4), (1, 5), (2, 5)}


def test_links_follow_what_people_decide(three: Database) -> None:
    decide(three, 2, status="rejected")
    assert links(three) == set()
    decide(three, 2, status="unreviewed")
    assert links(three) == {(1, 2)}
    decide(three, 2, speaker=1)
    assert links(three) == set()
    decide(three, 2, speaker=None)
    assert links(three) == {(1, 2)}


def test_links_follow_the_text(three: Database, reader: Any) -> None:
    put(three, reader, 2, "Tam Vale", "I never spoke of it.")
    assert links(three) == {(1, 2)}  # the earlier text said so, and it is kept
    shown = same_words.of_statements(three, [1], 20)
    assert shown == {1: []}


@pytest.mark.parametrize("start", range(6))
def test_shared_words_are_found_wherever_they_stand(db: Database, reader: Any, start: int) -> None:
    before = ["well", "now", "then", "so", "yes", "but"][:start]
    put(db, reader, 1, "Mira Okonjo", " ".join([*before, PART, "here"]))
    put(db, reader, 2, "Tam Vale", f"And yet {PART} it is")
    assert links(db) == {(1, 2)}


def test_what_everybody_says_is_linked_with_some(
    db: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_words, "MOST_OF_A_WORDING", 3)
    monkeypatch.setattr(same_words, "MOST_LINKS", 5)
    monkeypatch.setattr(same_words, "COMMON", 4)
    for number in range(12):
        put(
            db,
            reader,
            number,
            f"Mira {'ABCDEFGHIJKL'[number]}orum",
            f"{PART} number {number} of {number * 7}",
        )
    counted = db.execute("SELECT max(n) FROM (SELECT count(*) AS n FROM same_words GROUP BY b)").fetchone()[0]
    assert 1 <= counted <= 5


def test_they_are_shown_with_the_statement_and_in_lookups(client: Any) -> None:
    for number, (name, words) in enumerate((("Mira Okonjo", SPEECH), ("Tam Vale", f"She wants {PART}!"))):
        text = f'{name} says "{words}"'
        client.post("/api/articles", json={"text": text, "url": f"https://tidewater.example/{number}"})
    (match, *_) = client.get("/api/lookup", query_string={"quote": SPEECH}).json["matches"]
    shown = client.get(f"/api/statements/{match['statement']['id']}").json
    for statement in (match["statement"], shown):
        (other,) = statement["same_words"]
        assert (other["speaker"]["name"], other["text"]) == ("Tam Vale", f"She wants {PART}!")
        assert client.get(f"/api/statements/{other['statement']}").json["text"] == other["text"]


def test_grouping_all_anew_links_the_same(three: Database, settings: Any) -> None:
    before = links(three)
    three.execute("DELETE FROM same_words")
    three.execute("INSERT INTO ungrouped (quote) SELECT pk FROM quotes")
    catch_up(settings.database)
    assert links(three) == before
