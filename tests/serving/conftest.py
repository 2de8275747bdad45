"""A running service to be attacked: `quotes serve` in a process, over a file with much to export."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from sqlite_utils import Database

from quotes.extraction import Cue, Mention, Quote, Said, Span
from quotes.intake import Article
from quotes.known_settings import SETTINGS
from quotes.store.database.connection import transaction, writing
from quotes.store.database.migrating import migrate
from quotes.workflows.ingestion import keep

TOKEN = "a-token-for-tests-that-nobody-guesses"
STATEMENTS, LENGTH = 1_000, 12_000  # what there is to export: twelve megabytes


class Attacked:
    """A running service, asked as its clients ask it."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        host, port = address.removeprefix("http://").split(":")
        self.place = (host, int(port))

    def ask(
        self, path: str, body: object = None, *, token: bool = False, timeout: float = 120
    ) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {TOKEN}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(self.address + path, data, headers), timeout=timeout) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)

    def seconds(self, path: str) -> float:
        """How long a request takes, which must be answered with 200."""
        before = time.monotonic()
        assert self.ask(path)[0] == 200
        return time.monotonic() - before

    def connect(self, sent: bytes = b"", *, receive_buffer: int | None = None) -> socket.socket:
        """A connection on which something has been sent."""
        connection = socket.socket()
        if receive_buffer is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.settimeout(30)
        connection.connect(self.place)
        connection.sendall(sent)
        return connection

    def megabytes(self) -> float:
        """The memory of the service and all its processes."""
        return sum(map(_resident, [self.process.pid, *_children(self.process.pid)])) / 2**20

    def temporary_bytes(self) -> int:
        """What the service keeps in files that have no name any more."""
        sizes = []
        for open_file in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with suppress(OSError):
                if "(deleted)" in str(open_file.readlink()):
                    sizes.append(open_file.stat().st_size)
        return sum(sizes)


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return [*found, *(below for child in found for below in _children(child))]


@contextmanager
def serving(database: Path, **settings: str) -> Iterator[Attacked]:
    """`quotes serve` at a free port; killed at the end, unless it has ended before."""
    names = {setting.name for setting in SETTINGS} - {"QUOTES_MODEL"}
    environment = {name: value for name, value in os.environ.items() if name not in names}
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", "serve", "--port", "0", "--database", str(database)],
        cwd=database.parent,
        env={**environment, "QUOTES_TOKEN": TOKEN, **settings},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            printed = ""
            while (address := re.search(r"http://[^ ]+", printed)) is None:
                line = process.stdout.readline()
                assert line, printed
                printed += line
            yield Attacked(process, address.group())
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.communicate(timeout=20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise


def _long_quote() -> Quote:
    text = " ".join(f"word7x{place}" for place in range(LENGTH // 10))
    return Quote(
        text=text,
        spans=(Span(0, len(text)),),
        form="sentence",
        speaker="Mira Okonjo",
        speaker_kind="person",
        mention=Mention("Mira Okonjo", 0, 11),
        cue=Cue("says", 12, 16),
        said=Said(date(2024, 5, 1), "day", "published"),
        confidence=0.9,
    )


def _copy(db: Database, table: str, pk: int, changed: dict[str, Any]) -> None:
    """A row once more, some of it changed: storing so many long quotes would take minutes."""
    (row,) = db.query(f"SELECT * FROM {table} WHERE pk = ?", [pk])
    db.table(table).insert({**row, **changed})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with much to export: a long quote, and a statement of it, a thousand times."""
    path = tmp_path_factory.mktemp("filled") / "quotes.db"
    migrate(path)
    with writing(path) as db:
        keep(db, Article("Mira Okonjo says nothing.", publisher="The Wend"), [_long_quote()], "hand-1")
        with transaction(db):
            for pk in range(2, STATEMENTS + 1):
                _copy(db, "quotes", 1, {"pk": pk, "id": f"quote{pk}", "statement": pk})
                own = {"pk": pk, "id": f"statement{pk}", "lead": pk, "first": pk, "dated": pk}
                _copy(db, "statements", 1, own)
    return path


@pytest.fixture(scope="module")
def service(filled: Path) -> Iterator[Attacked]:
    with serving(filled) as started:
        yield started


@pytest.fixture
def start() -> Any:
    """What starts a service: to be used as a context."""
    return serving
