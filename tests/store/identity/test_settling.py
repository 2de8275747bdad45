"""Who is meant by a name is settled from all articles, whatever came first; people's word stands."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store.database.connection import transaction, writing
from quotes.store.identity import name_evidence, resettling, speaker_decisions, speakers
from quotes.store.identity.speaker_decisions import Decision
from quotes.workflows.ingestion import ingest

DECISION = Decision("an editor", None, "2024-06-01T00:00:00+00:00")
ARTICLES = [
    ("2024-05-01", 'Former Wend governor Bob Ottley spoke.\nBob Ottley says "One."'),
    ("2024-05-02", 'Robert G. Ottley, a former governor of Wend, spoke.\nRobert G. Ottley says "Two."'),
    ("2024-05-03", 'Hilla Fenn says "Three."\nBill Fenn says "Four."'),
    ("2024-05-04", 'Hilla Fenn says "Five."\nTam Vale says "Six."'),
    ("2024-05-05", 'Secretary Hilla Fenn came.\nHilla Fenn says "Seven."'),
    ("2024-05-06", 'Secretary Fenn came.\nFenn says "Eight."'),
    ("2024-05-07", 'Hilla Fenn says "Nine."\nTam Vale says "Ten."'),
    ("2024-05-08", 'Georg W. Marrek says "Eleven."'),
    ("2024-05-08", 'Georg H. W. Marrek says "Twelve."'),
    ("2024-05-09", 'Georg Marrek says "Thirteen."'),
    ("2024-05-10", 'Olof Brandt says "Fourteen."\nOlof Brandt Jr. says "Fifteen."'),
    ("2024-05-11", 'Joe Okonjo, the mayor, came.\nJoe Okonjo says "Sixteen."'),
    ("2024-05-12", 'The mayor, Joseph R. Okonjo Jr., came.\nMayor Joseph R. Okonjo Jr. says "Seventeen."'),
    (None, 'Ottley says "Eighteen."'),
]
TOGETHER = {"One.", "Two.", "Eighteen."}, {"Three.", "Five.", "Seven.", "Eight.", "Nine."}
ALONE = ("Four.", "Eleven.", "Twelve.", "Thirteen.", "Fourteen.", "Fifteen.")


def store(db: Database, reader: Any, numbers: list[int]) -> None:
    for number in numbers:
        day, text = ARTICLES[number]
        published = date.fromisoformat(day) if day else None
        ingest(db, Article(text, url=f"https://wend.example/{number}", published=published), reader)


def groups(db: Database) -> set[frozenset[str]]:
    """The texts of each speaker's quotes."""
    found: dict[int, set[str]] = {}
    for row in db.query("SELECT speaker, text FROM quotes"):
        found.setdefault(row["speaker"], set()).add(row["text"])
    return {frozenset(texts) for texts in found.values()}


def leads(db: Database) -> dict[str, int | None]:
    """Where each slug leads."""
    return {row["slug"]: row["merged_into"] for row in db.table("speakers").rows}


@pytest.fixture
def stored(db: Database, reader: Any) -> Database:
    store(db, reader, list(range(len(ARTICLES))))
    return db


def test_names_are_joined_and_told_apart(stored: Database) -> None:
    found = groups(stored)
    for texts in TOGETHER:
        assert frozenset(texts) in found
    for text in ALONE:
        assert frozenset((text,)) in found


def test_the_order_of_arrival_makes_no_difference(stored: Database, reader: Any, empty: Path) -> None:
    for seed in range(3):
        numbers = list(range(len(ARTICLES)))
        random.Random(seed).shuffle(numbers)
        path = empty.with_name(f"order-{seed}.db")
        copy(empty, path)
        with writing(path) as other:
            store(other, reader, numbers)
            assert groups(other) == groups(stored)
        path.unlink()


def test_to_settle_all_anew_changes_nothing(stored: Database) -> None:
    before, leading = groups(stored), leads(stored)
    with transaction(stored):
        resettling.settle_all(stored)
    assert groups(stored) == before
    assert leads(stored) == leading


def test_the_speaker_tells_why_names_were_joined(stored: Database) -> None:
    speaker = speakers.pk_of(stored, "bob-ottley")
    assert speaker is not None
    names = {name["name"]: name for name in name_evidence.names_of(stored, speaker)}
    assert set(names) == {"Bob Ottley", "Robert G. Ottley", "Ottley"}
    (joined,) = (
        names[name]["joined"] for name in ("Bob Ottley", "Robert G. Ottley") if names[name]["joined"]
    )
    assert (joined["by"], joined["with"]) in {("evidence", "Bob Ottley"), ("evidence", "Robert G. Ottley")}
    assert joined["probability"] >= 0.9
    assert "both are called governor" in joined["for"]
    assert names["Ottley"]["joined"]["with"] is None
    assert [article["url"] for article in names["Ottley"]["seen"]] == ["https://wend.example/13"]


def test_who_was_taken_out_by_people_stays_out(stored: Database) -> None:
    joined = [row["pk"] for row in stored.query("SELECT speaker AS pk FROM joins ORDER BY 1")]
    for pk in joined:
        with transaction(stored):
            speaker_decisions.unmerge(stored, pk, DECISION)
    assert frozenset(("One.",)) in groups(stored) or frozenset(("Two.",)) in groups(stored)
    after = groups(stored)
    with transaction(stored):
        resettling.settle_all(stored)
    assert groups(stored) == after


def test_a_dismissed_suggestion_is_not_made_again(db: Database, reader: Any) -> None:
    ingest(db, Article('Bob Vale says "One."', url="https://wend.example/1"), reader)
    ingest(db, Article('Robert Vale says "Two."', url="https://wend.example/2"), reader)
    (suggested,) = speaker_decisions.suggestions(db).items
    assert suggested["for"]
    assert [len(speaker["seen"]) for speaker in suggested["speakers"]] == [1, 1]
    with transaction(db):
        assert speaker_decisions.dismiss(db, suggested["id"], DECISION)
    mayor = 'Mayor {0} came.\n{0} says "Three {0}."'
    for number, name in enumerate(("Bob Vale", "Robert Vale", "Bob Vale"), 3):
        ingest(db, Article(mayor.format(name), url=f"https://wend.example/{number}"), reader)
    assert speaker_decisions.suggestions(db).items == []
    assert len(groups(db)) == 2


def test_a_given_name_claims_what_was_and_will_be_read_with_it(stored: Database, reader: Any) -> None:
    vale = speakers.pk_of(stored, "tam-vale")
    assert vale is not None
    with transaction(stored):
        speaker_decisions.named(stored, vale, "Georg Marrek")
    assert frozenset(("Six.", "Ten.", "Thirteen.")) in groups(stored)
    ingest(stored, Article('Georg Marrek says "More."', url="https://wend.example/more"), reader)
    assert frozenset(("Six.", "Ten.", "Thirteen.", "More.")) in groups(stored)


def test_a_corrected_quote_stays_whoever_is_meant(stored: Database) -> None:
    quote = next(stored.query("SELECT pk, speaker FROM quotes WHERE text = 'Eight.'"))
    bill = speakers.pk_of(stored, "bill-fenn")
    stored.execute(
        "UPDATE quotes SET speaker_decided = 1, decided_speaker = ?, speaker = ? WHERE pk = ?",
        (bill, bill, quote["pk"]),
    )
    with transaction(stored):
        resettling.settle_all(stored)
    row = next(stored.query("SELECT speaker FROM quotes WHERE text = 'Eight.'"))
    assert row["speaker"] == bill
