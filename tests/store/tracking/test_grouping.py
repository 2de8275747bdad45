"""Statements in the file: the same groups whatever order articles come in, and whatever is undone."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store.bulk.catching_up import catch_up
from quotes.store.database.connection import transaction, writing
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.publication import articles
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking import grouping, neighbours, statement_trees, statements
from quotes.workflows import storing
from quotes.workflows.ingestion import ingest

DAY = date(2024, 5, 1)
DECISION = Decision("an editor", "the same person", "2024-06-01T00:00:00+00:00")


def article(number: int, text: str, name: str = "Mira Okonjo", days: int = 0) -> Article:
    url = f"https://tidewater.example/{number}"
    return Article(f'{name} says "{text}"', url=url, published=DAY + timedelta(days=days))


def groups(db: Database) -> set[frozenset[str]]:
    """The ids of the quotes of each statement, with every invariant of the trees checked."""
    rows = {row["pk"]: row for row in db.table("quotes").rows}
    found: dict[int, set[str]] = {}
    roots: dict[int, int] = {}
    for row in rows.values():
        found.setdefault(row["statement"], set()).add(row["id"])
        if row["parent"] is None:
            roots[row["statement"]] = roots.get(row["statement"], 0) + 1
        else:
            assert rows[row["parent"]]["statement"] == row["statement"]
            assert rows[row["parent"]]["speaker"] == row["speaker"]
    assert set(roots.values()) <= {1}
    assert set(roots) == set(found)
    for row in db.table("statements").rows:
        assert row["reports"] == len(found.get(row["pk"], ()))
        assert bool(row["merged_into"]) == (row["pk"] not in found)
        assert row["merged_into"] is None or row["merged_into"] in found
    return {frozenset(group) for group in found.values()}


def store_alone(db: Database, one: Article, reader: Any) -> None:
    """Store an article as a writer does that is killed before it has grouped any quote."""
    with transaction(db):
        row = articles.put(db, one, "2024-06-01T00:00:00+00:00", reader.version)
        storing.store(db, row, reader.extract(one.text, one.published), reader.version, "2024-06-01")
        for (pk,) in db.execute("SELECT pk FROM quotes WHERE article = ?", (row["pk"],)).fetchall():
            statements.refresh(db, statement_trees.cut(db, pk))
            grouping.enqueue(db, [pk])


def regroup(db: Database) -> None:
    """Group all quotes anew."""
    with transaction(db):
        grouping.enqueue_all(db)
    for _ in grouping.steps(db):
        pass


WORDS = st.lists(st.sampled_from(["we", "will", "not", "rebuild", "bridges"]), min_size=1, max_size=10)
REPORTS = st.lists(st.tuples(WORDS.map(" ".join), st.integers(0, 8)), min_size=1, max_size=7)
FUZZED = hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZED
@given(reports=REPORTS, order=st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(
    reader: Any, empty: Path, reports: Any, order: Any
) -> None:
    articles = [article(number, text, days=days) for number, (text, days) in enumerate(reports)]
    shuffled = order.sample(articles, len(articles))
    found = []
    with TemporaryDirectory() as folder:
        for name, sequence in (("one", articles), ("other", shuffled)):
            path = Path(folder) / f"{name}.db"
            copy(empty, path)
            with writing(path) as db:
                for one in sequence:
                    ingest(db, one, reader)
                found.append(groups(db))
    assert found[0] == found[1]


@FUZZED
@given(reports=REPORTS, order=st.randoms(use_true_random=False))
def test_nor_does_it_when_quotes_wait_for_others_to_group_them(
    reader: Any, empty: Path, reports: Any, order: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    with TemporaryDirectory() as folder, monkeypatch.context() as patched:
        patched.setattr(grouping, "PAUSE_SECONDS", 0)
        for name in ("at once", "later"):
            path = Path(folder) / f"{name}.db"
            copy(empty, path)
            with writing(path) as db:
                for number, (text, days) in enumerate(reports):
                    one = article(number, text, days=days)
                    if name == "at once":
                        ingest(db, one, reader)
                    else:
                        store_alone(db, one, reader)
                        if order.random() < 0.3:
                            next(grouping.steps(db), None)
                    groups(db)
                catch_up(path)
                found.append(groups(db))
    assert found[0] == found[1]


@FUZZED
@given(reports=REPORTS)
def test_grouping_all_anew_changes_nothing(reader: Any, empty: Path, reports: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.db"
        copy(empty, path)
        with writing(path) as db:
            for number, (text, days) in enumerate(reports):
                ingest(db, article(number, text, days=days), reader)
            before = groups(db)
            regroup(db)
            assert groups(db) == before


@FUZZED
@given(
    reports=st.lists(
        st.tuples(WORDS.map(" ".join), st.sampled_from(["Mira Okonjo", "Tam Vale"])), min_size=2, max_size=7
    )
)
def test_a_merger_and_its_undoing_leave_no_trace_in_the_groups(
    reader: Any, empty: Path, reports: Any
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.db"
        copy(empty, path)
        with writing(path) as db:
            ingest(db, article(100, "One."), reader)
            ingest(db, article(101, "Two.", "Tam Vale"), reader)
            for number, (text, name) in enumerate(reports):
                ingest(db, article(number, text, name), reader)
            before = groups(db)
            mira, tam = (speakers.pk_of(db, slug) for slug in ("mira-okonjo", "tam-vale"))
            assert mira is not None
            assert tam is not None
            with transaction(db):
                speaker_decisions.merge(db, tam, mira, DECISION)
            assert len({row["speaker"] for row in db.table("quotes").rows}) == 1
            groups(db)
            assert speakers.pk_of(db, "tam-vale") == mira
            with transaction(db):
                speaker_decisions.unmerge(db, tam, DECISION)
            assert groups(db) == before
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_undone_merger_gives_copies_a_statement_of_their_own(db: Database, reader: Any) -> None:
    for number, name in enumerate(("Tam Vale", "Tam Vale", "Mira Okonjo")):
        more = "again" if name == "Mira Okonjo" else ""
        ingest(db, article(number, f"we will rebuild the bridge {more}".strip(), name), reader)
    before = groups(db)
    tam, mira = (speakers.pk_of(db, slug) for slug in ("tam-vale", "mira-okonjo"))
    assert tam is not None
    assert mira is not None
    with transaction(db):
        speaker_decisions.merge(db, tam, mira, DECISION)
    assert len(groups(db)) == 1
    with transaction(db):
        speaker_decisions.unmerge(db, tam, DECISION)
    assert groups(db) == before


def test_a_fuller_report_takes_the_statement_over_with_its_id(db: Database, reader: Any) -> None:
    ingest(db, article(1, "rebuild the bridge before the winter comes"), reader)
    (before,) = statements.listing(db, statements.Filters()).items
    ingest(db, article(2, "We will rebuild the bridge before the winter comes."), reader)
    (after,) = statements.listing(db, statements.Filters()).items
    assert after["id"] == before["id"]
    assert after["text"] == "We will rebuild the bridge before the winter comes."
    assert after["reports"] == 2


def test_a_statement_that_is_found_to_be_another_leads_to_it(db: Database, reader: Any) -> None:
    one = "We will rebuild the bridge before the winter comes."
    other = "And the ferry will run again by the first of June."
    ingest(db, article(1, one), reader)
    ingest(db, article(2, other), reader)
    apart = [item["id"] for item in statements.listing(db, statements.Filters()).items]
    ingest(db, article(3, f"{one} {other}"), reader)
    (together,) = statements.listing(db, statements.Filters()).items
    assert together["reports"] == 3
    assert together["id"] in apart
    (gone,) = set(apart) - {together["id"]}
    row = statements.get(db, gone)
    assert row is not None
    assert row["merged_into"] == together["id"]


def test_no_statement_is_left_behind_by_a_copy(db: Database, reader: Any) -> None:
    for number in range(5):
        ingest(db, article(number, "We will rebuild the bridge before the winter comes."), reader)
    assert db.table("statements").count == 1


def test_a_phrase_that_was_said_many_times_does_not_hide_its_report(
    db: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "MOST_ALIKE", 5)
    monkeypatch.setattr(neighbours, "MOST_OF_THE_DAYS", 0)
    for number in range(30):
        speech = f"We will make this harbour great again and then comes plan number {number} for Holm."
        ingest(db, article(number, speech, days=20 * number), reader)
    apart = groups(db)
    assert len(apart) == 30
    ingest(db, article(100, "make this harbour great again", days=200), reader)
    (joined,) = groups(db) - apart
    texts = {row["text"] for row in db.table("quotes").rows if row["id"] in joined}
    assert texts == {
        "make this harbour great again",
        "We will make this harbour great again and then comes plan number 10 for Holm.",
    }


def test_a_speech_finds_its_cut_among_many_like_it(
    db: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "MOST_ALIKE", 5)
    monkeypatch.setattr(neighbours, "MOST_OF_THE_DAYS", 0)
    stump = "we will build the bridge and the ferry and the pier of the old harbour"
    ingest(db, article(100, "nobody will ever forget Holm", days=1), reader)
    for number in range(30):
        ingest(db, article(number, f"Number {number}, {stump}.", days=20 + 20 * number), reader)
    ingest(db, article(101, f"Number 99, {stump}, since nobody will ever forget Holm."), reader)
    joined = next(group for group in groups(db) if len(group) > 1)
    texts = {row["text"] for row in db.table("quotes").rows if row["id"] in joined}
    assert "nobody will ever forget Holm" in texts


def test_a_quote_that_shares_many_runs_does_not_hide_those_that_share_another(
    db: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "MOST_ALIKE", 4)
    monkeypatch.setattr(neighbours, "MOST_OF_THE_DAYS", 0)
    speech = "We will build the bridge and the ferry and the pier, and nobody will ever forget old Holm."
    words = speech.rstrip(".").replace(",", "").split()
    for number, first in enumerate(range(0, len(words) - 4, 5)):
        ingest(db, article(number, " ".join(words[first : first + 6]), days=number), reader)
    assert len(groups(db)) == 3
    ingest(db, article(100, speech), reader)
    assert len(groups(db)) == 1


def large_article(number: int) -> Article:
    """An article of forty quotes of one speaker, of which every other one is a part of the one before."""
    sentences = [
        f"Pier {place} of the harbour will be mended in summer {2000 + place * 7 % 50}."
        for place in range(20)
    ]
    lines = [f'Mira Okonjo says "{words}"' for one in sentences for words in (one, one[:40])]
    return Article("\n".join(lines), url=f"https://tidewater.example/{number}", published=DAY)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each transaction has time to group one quote."""
    for name in ("AT_ONCE_SECONDS", "STEP_SECONDS", "PAUSE_SECONDS"):
        monkeypatch.setattr(grouping, name, 0)


@pytest.mark.usefixtures("hurried")
def test_a_large_article_is_grouped_when_it_is_stored_and_lets_others_write_meanwhile(
    db: Database, reader: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = sqlite3.connect(settings.database, timeout=0, isolation_level=None)
    turns = []

    def pause(_seconds: float) -> None:
        others.execute("UPDATE articles SET title = 'another writer was here'")
        rows = others.execute("SELECT parent IS NULL, statement FROM quotes").fetchall()
        turns.append(len({statement for _, statement in rows}) == sum(root for root, _ in rows))

    monkeypatch.setattr(grouping, "sleep", pause)
    ingest(db, large_article(1), reader)
    others.close()
    assert len(turns) > 30
    assert all(turns)  # each statement is one tree, whenever one looks
    assert grouping.waiting(db) == 0
    assert sorted(map(len, groups(db))) == [2] * 20


@pytest.mark.usefixtures("hurried")
def test_what_a_killed_writer_has_left_is_grouped_by_the_next_and_its_ids_lead_on(
    db: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_seconds: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(grouping, "sleep", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest(db, large_article(1), reader)
    assert grouping.waiting(db) > 30
    shown = {row["id"] for row in db.table("statements").rows if row["merged_into"] is None}
    monkeypatch.setattr(grouping, "HELP_SECONDS", 60)
    ingest(db, article(2, "Something else was said here on that day."), reader)
    assert grouping.waiting(db) == 0
    assert sorted(map(len, groups(db))) == [1] + [2] * 20
    for identifier in shown:
        row = statements.get(db, identifier)
        assert row is not None
        assert row["merged_into"] is None or (statements.get(db, row["merged_into"]) or {})["reports"] == 2


def test_a_day_is_the_one_that_most_independent_reports_speak_for(client: Any) -> None:
    words = "We will rebuild the bridge of Holm before the winter comes."
    told = [
        (
            "2024-05-01",
            0.7,
            "The pier was full of people who had come from the villages up the river to hear it.",
        ),
        (
            "2024-05-03",
            0.75,
            "Nobody had asked for it, said a clerk, least of all those whose boats lie there.",
        ),
        ("2024-05-01", 0.7, "Money for the works was voted in spring; a third of it has been spent already."),
    ]
    for number, (day, sure, more) in enumerate(told):
        text = f'Mira Okonjo says "{words}" on {day}, {sure}\n{more}'
        posted = {"text": text, "url": f"https://paper{number}.example/", "published": "2024-05-04"}
        assert client.post("/api/articles", json=posted).status_code == 201
    (listed,) = client.get("/api/statements").json["items"]
    assert (listed["said"]["on"], listed["reports"]) == ("2024-05-01", 3)
    shown = client.get(f"/api/statements/{listed['id']}").json
    (other,) = shown["dated_otherwise"]
    assert (other["said"]["on"], other["url"]) == ("2024-05-03", "https://paper1.example/")
    (match, *_) = client.get("/api/lookup", query_string={"quote": words}).json["matches"]
    assert match["statement"]["dated_otherwise"] == shown["dated_otherwise"]
