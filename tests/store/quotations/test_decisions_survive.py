"""Whatever happens in whatever order: what people decided holds, and what is counted and grouped is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.extraction import Quote
from quotes.intake.article import Article
from quotes.store.bulk.catching_up import catch_up
from quotes.store.database.connection import transaction, writing
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.identity.speaker_decisions import NoMerge
from quotes.store.quotations import quotes
from quotes.store.quotations.corrections import Correction, correct
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking import grouping
from quotes.workflows.ingestion import ingest
from quotes.workflows.reextraction import reextract

DAY = date(2024, 5, 1)
DECISION = Decision("an editor", "seen on film", "2024-06-01T00:00:00+00:00")
WORDS = (
    "we",
    "will",
    "not",
    "rebuild",
    "the",
    "bridge",
    "before",
    "winter",
    "comes",
    "to",
    "Tarn",
    "...",
    "300",
)
NAMES = ("Mira Okonjo", "Okonjo", "Tam Okonjo", "Ada Fenn", "A. Fenn", "The Harbour Board", "an aide", "?")
TOPICS = ("", " about Tarn", " about Mira Okonjo (person)", " about Okonjo (person), Tarn")
STEPS = 30


class Moody:
    """Reads as another reader does, but each new version overlooks and misattributes some quotes."""

    def __init__(self, reader: Any) -> None:
        self.number = 0
        self._reader = reader

    @property
    def version(self) -> str:
        return f"moody-{self.number}"

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,
    ) -> list[Quote]:
        return list(self._read(text, published, author, modified))

    def extract_many(self, readings: Any) -> Iterator[list[Quote]]:
        return (self.extract(*reading[:4]) for reading in readings)

    def _read(self, *reading: Any) -> Iterator[Quote]:
        for quote in self._reader.extract(*reading[:4]):
            mood = Random(f"{self.number} {quote.text}").random()
            if self.number and mood < 0.2:
                continue
            yield quote if mood < 0.8 else replace(quote, speaker=NAMES[int(mood * 100) % 5])


class Desk:
    """A newsroom where things happen at random, and what was decided in it."""

    def __init__(self, db: Database, reader: Any, chance: Random) -> None:
        self.db, self.reader, self.chance = db, Moody(reader), chance
        self.decided: dict[str, dict[str, Any]] = {}

    def step(self) -> None:
        often = (self.post, self.edit, self.decide)
        happening = self.chance.choice((*often, *often, self.merge, self.unmerge, self.reread, self.name))
        happening()

    def post(self) -> None:
        published = DAY + timedelta(days=self.chance.choice([0, 0, 1, 2, 5, 30]))
        self._store(self._text(), self.chance.randrange(20), published)

    def edit(self) -> None:
        texts = list(
            self.db.query("SELECT a.url, r.text FROM revisions r JOIN articles a ON a.pk = r.article")
        )
        if texts:
            row = self.chance.choice(texts)
            before, after = (self.chance.choice((*WORDS, *NAMES)) for _ in range(2))
            self._store(row["text"].replace(before, after), int(row["url"].rpartition("/")[2]), None)

    def decide(self) -> None:
        row = self._any("quotes")
        if row is None:
            return
        decided = self.decided.setdefault(row["id"], {})
        fields: dict[str, Any] = {}
        restored: frozenset[str] = frozenset()
        match self.chance.choice(["speaker", "said", "status", "restore"]):
            case "speaker":
                speaker = self._any("speakers")
                fields["speaker"] = speaker and speakers.root(self.db, speaker["pk"])
            case "said":
                on, precision = self.chance.choice([("2024-05-01", "day"), ("2024-04-29", "week")])
                fields["said"] = {"on": on, "precision": precision}
            case "status":
                fields["status"] = self.chance.choice(["confirmed", "rejected", "unreviewed"])
            case "restore":
                restored = frozenset(("speaker", "said"))
        for name in restored:
            decided.pop(name, None)
        decided |= fields
        shown = quotes.get(self.db, row["id"])
        assert shown is not None
        with transaction(self.db):
            correct(self.db, shown, Correction(fields, restored), DECISION)

    def merge(self) -> None:
        source, target = self._any("speakers"), self._any("speakers")
        if source and target and not source["merged_into"] and not target["merged_into"]:
            self._settled(lambda: speaker_decisions.merge(self.db, source["pk"], target["pk"], DECISION))

    def unmerge(self) -> None:
        speaker = self._any("speakers")
        if speaker:
            self._settled(lambda: speaker_decisions.unmerge(self.db, speaker["pk"], DECISION))

    def reread(self) -> None:
        self.reader.number += 1
        list(reextract(self.db, self.reader))

    def name(self) -> None:
        speaker = self._any("speakers")
        if speaker and not speaker["merged_into"]:
            with transaction(self.db):
                speaker_decisions.describe(
                    self.db, speaker["pk"], {"name": self.chance.choice(NAMES[:5])}, DECISION
                )

    def _store(self, text: str, number: int, published: date | None) -> None:
        ingest(
            self.db,
            Article(text, url=f"https://tidewater.example/{number}", published=published),
            self.reader,
        )

    def _text(self) -> str:
        def line() -> str:
            start, length = self.chance.randrange(5), self.chance.randint(1, 12)
            words = " ".join(WORDS[start : start + length])
            return f'{self.chance.choice(NAMES)} says "{words}"{self.chance.choice(TOPICS)}'

        return "\n".join(line() for _ in range(self.chance.randint(1, 3)))

    def _any(self, table: str) -> dict[str, Any] | None:
        rows = list(self.db.table(table).rows)
        return self.chance.choice(rows) if rows else None

    def _settled(self, change: Any) -> None:
        try:
            with transaction(self.db):
                change()
        except NoMerge:
            pass


def check_decisions(desk: Desk) -> None:
    for row in desk.db.table("quotes").rows:
        decided = desk.decided.get(row["id"], {})
        if "speaker" in decided:
            assert row["speaker"] == speakers.root(desk.db, decided["speaker"])
        if "said" in decided:
            assert row["said_on"] == decided["said"]["on"]
        if "status" in decided:
            assert row["status"] == decided["status"]


def check_counts(db: Database) -> None:
    live = list(db.query("SELECT * FROM quotes WHERE live"))
    reports = Counter(row["statement"] for row in live)
    said = Counter(row["speaker"] for row in live)
    for row in db.table("statements").rows:
        assert row["reports"] == reports[row["pk"]]
    for row in db.table("speakers").rows:
        assert row["quotes"] == said[row["pk"]]
        assert speakers.root(db, row["pk"]) == speakers.root(db, end_of_mergers(db, row["pk"]))
    named = {(row["quote"], row["topic"]) for row in db.table("quote_topics").rows}
    roots = {row["pk"]: row["root"] or row["pk"] for row in db.table("topics").rows}
    about = {(row["statement"], roots[topic]) for row in live for quote, topic in named if quote == row["pk"]}
    assert about == {(row["statement"], row["topic"]) for row in db.table("about").rows}
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def end_of_mergers(db: Database, speaker: int) -> int:
    """Whom people have merged a speaker into, by the mergers that hold."""
    held = {row["source"]: row["target"] for row in db.query("SELECT * FROM merges WHERE undone IS NULL")}
    while speaker in held:
        speaker = held[speaker]
    return speaker


def groups(db: Database) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for row in db.table("quotes").rows:
        found.setdefault(row["statement"], set()).add(row["id"])
    return {frozenset(group) for group in found.values()}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_decisions_hold_and_nothing_is_miscounted(
    empty: Path, reader: Any, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.db"
        copy(empty, path)
        with writing(path) as db:
            desk = Desk(db, reader, Random(seed))
            for _ in range(STEPS):
                desk.step()
                check_decisions(desk)
            check_counts(db)
            before = groups(db)
            with transaction(db):
                grouping.enqueue_all(db)
            catch_up(path)
            assert groups(db) == before
            assert desk.decided
