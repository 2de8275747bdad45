"""`kill -9` at any moment of any writing: what was told to be stored is there, and the file is consistent."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from shutil import copy

import pytest
from attack.victims import KINDS, article
from conftest import TOKEN, HandReader
from sqlite_utils import Database

from quotes.store import checking
from quotes.store.database.connection import reading, transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.database.migration_steps import steps
from quotes.store.ids import article_id, content_hash
from quotes.workflows.ingestion import ingest

LONGEST = 0.25  # seconds that a process has before it is killed
ROUNDS = {False: 4, True: 167}  # of each kind: of all kinds, with --long-attacks, 1,000 and more
OLD = 40  # quotes in a file of the first version
ANEW = 25  # rounds after which a file has grown enough


class Nursery:
    """Starts what is to be killed, and kills it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "attack.victims"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def killed(self, what: str, path: Path, number: int, seconds: float) -> list[str]:
        """What a process told before it was killed."""
        pid = self._start(what, path, number)
        begun = self._line()
        if what == "posting":
            return self._posted(pid, int(begun), number, seconds)
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        return list(iter(self._line, "ended"))

    def close(self) -> None:
        self._process.communicate(timeout=30)

    def _start(self, what: str, path: Path, number: int) -> int:
        self._process.stdin.write(f"{what}\t{path}\t{number}\n")
        self._process.stdin.flush()
        return int(self._line().removeprefix("pid "))

    def _posted(self, pid: int, port: int, number: int, seconds: float) -> list[str]:
        """The ids of the articles that were posted with success before the server was killed."""
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        until = time.monotonic() + seconds
        posted = []
        while time.monotonic() < until:
            posted.append(_post(connection, number + len(posted)))
        # One is under way when the end comes.
        connection.request("POST", "/api/articles", *_request(number + len(posted)))
        os.kill(pid, signal.SIGKILL)
        try:
            posted.append(json.load(connection.getresponse())["id"])
        except (HTTPException, OSError, ValueError):
            assert posted is not None  # it was not told to be stored, and may be or not
        connection.close()
        assert self._line() == "ended"
        return posted

    def _line(self) -> str:
        return self._process.stdout.readline().rstrip("\n")


def _post(connection: HTTPConnection, number: int) -> str:
    connection.request("POST", "/api/articles", *_request(number))
    return json.load(connection.getresponse())["id"]


def _request(number: int) -> tuple[str, dict[str, str]]:
    one = article(number)
    body = json.dumps({"url": one.url, "text": one.text, "published": one.published.isoformat()})
    return body, {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Path:
    """A database with articles that have been read."""
    path = tmp_path_factory.mktemp("filled") / "quotes.db"
    copy(empty, path)
    with writing(path) as db:
        for number in range(970, 1000):
            ingest(db, article(number), HandReader())
    return path


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first version left it."""
    path = tmp_path_factory.mktemp("old") / "quotes.db"
    first = next(step for step in steps() if step.pending(Database(memory=True))[0].name.startswith("m0001_"))
    with writing(path, make=True) as db, transaction(db):
        first.apply(db)
        db.execute(
            "INSERT INTO speakers (pk, slug, name, sort, kind, created)"
            " VALUES (1, 'mira-okonjo', 'Mira Okonjo', 'mira okonjo', 'person', '2024-05-01')"
        )
        db.execute("INSERT INTO speaker_names VALUES (1, 1, 'Mira Okonjo', 'miraokonjo')")
        for pk in range(1, OLD + 1):
            _put_as_the_first_version(db, pk)
    return path


def _put_as_the_first_version(db: Database, pk: int) -> None:
    words = f"We will rebuild bridge{pk} before winter{pk} comes to town{pk} again."
    text = f'Mira Okonjo says "{words}"'
    identifier = article_id(None, None, text)
    db.execute(
        "INSERT INTO articles (pk, id, collected, day, revision) VALUES (?, ?, '2024-05-01', '', 1)",
        (pk, identifier),
    )
    db.execute(
        "INSERT INTO revisions (article, number, hash, collected, extractor, text)"
        " VALUES (?, 1, ?, '2024-05-01', 'first', ?)",
        (pk, content_hash(text), text),
    )
    db.execute("INSERT INTO names_seen VALUES (1, ?)", (pk,))
    db.execute("INSERT INTO statements (pk, id, speaker, lead) VALUES (?, ?, 1, ?)", (pk, f"st{pk}", pk))
    db.execute(
        "INSERT INTO quotes (pk, id, article, revision, start, speaker, read_speaker, read_name, read_kind,"
        " statement, day, words, form, confidence, text, spans, extractor)"
        " VALUES (?, ?, ?, 1, 17, 1, 1, 'Mira Okonjo', 'person', ?, '', 0, 'sentence', 0.9, ?, ?, 'first')",
        (pk, f"quote{pk}", pk, pk, words, json.dumps([{"start": 17, "end": len(text)}])),
    )


def kept(path: Path) -> dict[str, list[str]]:
    """What must not be lost: articles with their texts, quotes, decisions."""
    columns = {
        "articles": "SELECT id FROM articles ORDER BY pk",
        "texts": "SELECT hash FROM revisions ORDER BY pk",
        "quotes": "SELECT id FROM quotes ORDER BY pk",
        "decisions": "SELECT reason FROM history WHERE source = 'person' ORDER BY pk",
    }
    with reading(path) as db:
        return {what: [one for (one,) in db.execute(sql)] for what, sql in columns.items()}


def wrong(path: Path) -> dict[str, list[str]]:
    with reading(path) as db:
        return {one.check.name: one.findings for one in checking.check(db) if one.findings}


def put(made: Path, folder: Path) -> Path:
    """A copy of a database, in the place of the one before."""
    for name in folder.glob("quotes.db*"):
        name.unlink()
    return Path(copy(made, folder / "quotes.db"))


@pytest.mark.parametrize("what", [kind for kind in KINDS if kind != "migrating"])
def test_nothing_is_lost(what: str, nursery: Nursery, filled: Path, tmp_path: Path, *, long: bool) -> None:
    seconds = random.Random(what)
    told = 0
    for number in range(ROUNDS[long]):
        path = put(filled, tmp_path) if number % ANEW == 0 else tmp_path / "quotes.db"
        before = kept(path)
        lines = nursery.killed(what, path, 1000 * number, seconds.uniform(0.02, LONGEST))
        told += len(lines)
        after = kept(path)
        assert {part: after[part][: len(values)] for part, values in before.items()} == before
        if what in ("ingesting", "posting"):
            assert set(lines) <= set(after["articles"])
        if what == "correcting":
            assert {f"number {line.split()[1]}" for line in lines} <= set(after["decisions"])
        assert wrong(path) == {}
    assert told > 0, "Each was killed before it had done anything."


def test_nothing_is_lost_while_a_file_is_brought_up_to_date(
    nursery: Nursery, old: Path, tmp_path: Path, *, long: bool
) -> None:
    seconds = random.Random("migrating")
    for _ in range(ROUNDS[long]):
        path = put(old, tmp_path)
        nursery.killed("migrating", path, 0, seconds.uniform(0, 2 * LONGEST))
        migrate(path)
        assert len(kept(path)["texts"]) == OLD
        assert kept(path)["quotes"] == [f"quote{pk}" for pk in range(1, OLD + 1)]
        assert wrong(path).keys() <= {"statements"}
