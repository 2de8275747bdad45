"""What most tests need: an app with a database of its own, a client, and an extractor that needs no model."""

from __future__ import annotations

import gc
import json
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from quotes.app import create_app
from quotes.archive import extraction, shards
from quotes.archive.index.indexing import index
from quotes.archive.reading import Options, outcomes
from quotes.extraction import Cue, Mention, Quote, Reading, ReadingFailed, Said, Span, Topic
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.store.database.migrating import migrate

TOKEN = "made-up-token"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long-attacks",
        action="store_true",
        help="Let tests/attack kill 1,000 processes and send 20,000 requests, which takes some minutes.",
    )


class HandReader:
    """Reads texts in which quotes are marked by hand: NAME says "words".

    What stands before ` says "` on a line is the speaker: a name with a lower-case first letter is somebody
    unnamed, "The ..." an organization, "?" nobody. Every quote is said on the day the text was published.
    What holds "UNREADABLE" cannot be read. Behind the words may stand what they are about, a place if nothing
    else is said: `about Baku, Ada Moor (person)`; and, before that, that they were not said: `(denied)`. With
    `on 2024-05-01, 0.8` a line tells when they were said, and how sure that is.
    """

    version = "hand-1"

    def extract(
        self,
        text: str,
        published: date | None = None,
        author: str | None = None,
        modified: date | None = None,  # noqa: ARG002  dates nothing here
    ) -> list[Quote]:
        return list(self._quotes(text, published, author))

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]:
        for reading in readings:
            failing = "UNREADABLE" in reading.text
            found = self.extract(*reading[:4]) if reading.is_english else []
            yield ReadingFailed("Extraction has failed: no luck") if failing else found

    def _quotes(self, text: str, published: date | None, author: str | None) -> Iterator[Quote]:
        at = 0
        for line in text.splitlines(keepends=True):
            name, says, words = line.partition(' says "')
            if says and '"' in words and name != author:
                start = at + len(name) + len(" says ")
                end = start + words.index('"') + 2
                behind = words[words.index('"') + 1 :].strip()
                quote = _quote(text[start:end], start, name, at, published)
                yield _told(quote, behind)
            at += len(line)


def _told(quote: Quote, behind: str) -> Quote:
    for factuality in ("denied", "hypothetical", "fabricated"):
        if behind.startswith(f"({factuality})"):
            quote = replace(quote, factuality=factuality)  # type: ignore[arg-type]
            behind = behind.removeprefix(f"({factuality})").strip()
    if behind.startswith("on "):
        day, sure = behind.removeprefix("on ").split(", ")
        said = Said(date.fromisoformat(day), "day", "explicit", behind, float(sure))
        return replace(quote, said=said)
    return replace(quote, about=_topics(behind))


def _topics(told: str) -> tuple[Topic, ...]:
    names = [name.strip(" )").split(" (") for name in told.removeprefix("about ").split(",") if name.strip()]
    return tuple(Topic(name, (*kind, "place")[0], "words") for name, *kind in names)  # type: ignore[arg-type]


def _quote(marked: str, start: int, name: str, at: int, published: date | None) -> Quote:
    kind: Any = "organization" if name.startswith("The ") else "person"
    if name[:1].islower():
        kind = "anonymous"
    return Quote(
        text=marked[1:-1],
        spans=(Span(start, start + len(marked)),),
        form="sentence" if marked[1:2].isupper() else "fragment",
        speaker=None if name == "?" else name,
        speaker_kind=None if name == "?" else kind,
        mention=Mention(name, at, at + len(name)),
        cue=Cue("says", at + len(name) + 1, at + len(name) + 5),
        said=Said(published, "day", "published") if published else None,
        confidence=0.9 if marked.endswith('."') else 0.5,
    )


@pytest.fixture(scope="session")
def seconds() -> Callable[..., float]:
    """What a call takes of this process's time, at least a hundredth: to compare two sizes of one input.

    Without the garbage collector, which takes longer the more the whole test run holds.
    """

    def measure(call: Callable[..., object], *arguments: object) -> float:
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            call(*arguments)
            return max(0.01, time.process_time() - start)
        finally:
            gc.enable()

    return measure


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is up to date and empty, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "quotes.db"
    migrate(path)
    return path


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes that a test starts obey signals, even in the background of a shell or under nohup."""
    before_int = signal.signal(signal.SIGINT, signal.default_int_handler)
    before_hup = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, before_int)
    signal.signal(signal.SIGHUP, before_hup)


@pytest.fixture
def settings(tmp_path: Path, empty: Path) -> Settings:
    copy(empty, tmp_path / "quotes.db")
    return Settings(database=tmp_path / "quotes.db", token=TOKEN, max_article_chars=20_000)


@pytest.fixture
def reader() -> HandReader:
    return HandReader()


@pytest.fixture
def archive_of(tmp_path: Path, reader: HandReader) -> Callable[..., str]:
    """Makes an archive of articles, each a record as `quotes archive extract` reads it; gives its folder."""

    class Pieces:
        version = reader.version

        def read(self, pieces: Iterable[Any], options: Any) -> Iterator[Any]:
            return iter(outcomes(list(pieces), options, reader))

    def make(*records: dict[str, Any]) -> str:
        file = tmp_path / "news.jsonl"
        file.write_text("".join(f"{json.dumps(record)}\n" for record in records))
        folder = str(tmp_path / "archive")
        for shard in shards.plan([str(file)]):
            extraction.extract_shard(shard.paths, folder, Options(), reader=Pieces())
        index(folder)
        return folder

    return make


@pytest.fixture
def app(settings: Settings, reader: HandReader) -> Flask:
    return create_app(settings, reader)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that may write."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A client without a token."""
    return app.test_client()


@pytest.fixture
def db(settings: Settings) -> Iterator[Database]:
    """The database itself, for tests below the interface."""
    with writing(settings.database) as opened:
        yield opened
