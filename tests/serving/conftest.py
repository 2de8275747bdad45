"""A running service to be attacked: `quotes serve` in a process of its own, over a file with much to export."""

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

from quotes.extraction.quote import Cue, Mention, Quote, Said, Span
from quotes.ingestion import keep
from quotes.intake import Article
from quotes.settings import SETTINGS
from quotes.store.connection import writing
from quotes.store.migrating import migrate

TOKEN = "a-token-for-tests-that-nobody-guesses"
ARTICLES, QUOTES, LENGTH = 40, 20, 8_000  # what there is to export: thirteen megabytes


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
                if "(deleted)" in os.readlink(open_file):
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


def _long_quote(number: int) -> Quote:
    text = " ".join(f"word{number}x{place}" for place in range(LENGTH // 12))
    return Quote(
        text=text,
        spans=(Span(number * LENGTH, number * LENGTH + len(text)),),
        form="sentence",
        speaker="Mira Okonjo",
        speaker_kind="person",
        mention=Mention("Mira Okonjo", 0, 11),
        cue=Cue("says", 12, 16),
        said=Said(date(2024, 5, 1), "day", "published"),
        confidence=0.9,
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with much to export."""
    path = tmp_path_factory.mktemp("filled") / "quotes.db"
    migrate(path)
    with writing(path) as db:
        db.execute("PRAGMA synchronous = OFF")
        for number in range(ARTICLES):
            article = Article(f"Mira Okonjo says nothing {number}.", publisher="The Wend")
            keep(db, article, [_long_quote(number * QUOTES + one) for one in range(QUOTES)], "hand-1")
    return path


@pytest.fixture(scope="module")
def service(filled: Path) -> Iterator[Attacked]:
    with serving(filled) as started:
        yield started


@pytest.fixture
def start() -> Any:
    """What starts a service: to be used as a context."""
    return serving
