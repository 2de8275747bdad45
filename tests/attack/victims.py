"""Processes to be killed while they write, each a fork of this one, so that a killing costs no start.

Reads `WHAT PATH NUMBER` a line, and prints `pid N`, what the fork prints, and `ended` when it is dead. The
first line that a fork prints says that it begins, and what it prints then has happened: the store has said
so.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import TOKEN, HandReader
from waitress import create_server

from quotes.app import create_app
from quotes.intake.article import Article
from quotes.settings import Settings
from quotes.store.database.connection import reading, writing
from quotes.store.database.migrating import migrate
from quotes.store.tracking import grouping
from quotes.workflows.ingestion import ingest
from quotes.workflows.reextraction import reextract

NAMES = ("Mira Okonjo", "Tam Vale", "Okonjo", "The Harbour Board", "a nurse")
BEGUN = "begun"
WORDS = (
    "We will rebuild the bridge",
    "Not a penny",
    "It is closed",
    "The piers will not survive another winter",
)


def article(number: int) -> Article:
    """An article with some quotes; every third is a further text of the one before."""
    lines = [
        f'{NAMES[(number + line) % 5]} says "{WORDS[(number * line) % 4]} in {number % 7}." about Tarnholm'
        for line in range(4)
    ]
    url = f"https://post.example/{number - number % 3 // 2}"
    day = date(2024, 1 + number % 12, 1 + number % 28)
    return Article("\n".join([*lines, f"Number {number}."]), url=url, published=day)


def ingesting(path: Path, number: int) -> None:
    with writing(path) as db:
        told(BEGUN)
        for one in count(number):
            told(ingest(db, article(one), HandReader()).article)


def posting(path: Path, _: int) -> None:
    """Tells the port at which it waits for articles."""
    server = create_server(app(path), host="127.0.0.1", port=0)
    told(server.effective_port)
    server.run()


def rereading(path: Path, number: int) -> None:
    reader = HandReader()
    with writing(path) as db:
        told(BEGUN)
        for version in count(number):
            reader.version = f"hand-{version + 2}"
            for reread in reextract(db, reader):
                told(reread.article)


def correcting(path: Path, number: int) -> None:
    client = app(path).test_client()
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    with reading(path) as db:
        ids = [one for (one,) in db.execute("SELECT id FROM quotes ORDER BY pk")]
    told(BEGUN)
    for one in count(number):
        quote = ids[one % len(ids)]
        decided = {
            "status": ("confirmed", "rejected", "unreviewed")[one % 3],
            "new_speaker": {"name": ("Agnes Tolve", "Mira Okonjo")[one % 2]},
            "reason": f"number {one}",
        }
        assert client.patch(f"/api/quotes/{quote}", json=decided, headers=bearer).status_code == 200
        told(quote, one)


def regrouping(path: Path, _: int) -> None:
    with writing(path) as db:
        told(BEGUN)
        for one in count():
            with grouping.grouped(db):
                grouping.enqueue_all(db)
            told(one)


def migrating(path: Path, _: int) -> None:
    told(BEGUN)
    migrate(path)
    told("migrated")
    signal.pause()  # until it is killed


def app(path: Path):
    return create_app(Settings(database=path, token=TOKEN), HandReader())


def told(*what: object) -> None:
    """Print a line in one piece, or, if the end comes first, nothing of it."""
    os.write(1, (" ".join(map(str, what)) + "\n").encode())


KINDS: dict[str, Callable[[Path, int], None]] = {
    what.__name__: what for what in (ingesting, posting, rereading, correcting, regrouping, migrating)
}


def main() -> None:
    with TemporaryDirectory() as folder:
        app(Path(folder) / "quotes.db")  # so that everything is imported before the first fork
    for line in iter(sys.stdin.readline, ""):
        what, path, number = line.rstrip("\n").split("\t")
        pid = os.fork()
        if pid == 0:
            told("pid", os.getpid())
            KINDS[what](Path(path), int(number))
            os._exit(0)
        os.waitpid(pid, 0)
        told("ended")


if __name__ == "__main__":
    main()
