"""Measure how long the web pages take, and how large they are, over files of invented words.

    python benchmarks/web_pages.py --quotes 10000 1000000 --folder /var/tmp/quotes-bench

The files are made by `invented/database.py`. Each page is requested several times in process; the median is
printed in milliseconds, and the size of the page in kB.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient
from invented import database

from quotes.app import create_app
from quotes.settings import Settings
from quotes.store.database.connection import reading
from quotes.store.identity import speakers
from quotes.store.quotations import topic_lists
from quotes.store.tracking import statements

RUNS = 7


class NoReader:
    """Reads nothing, because no timed page needs the language model."""

    version = "benchmark"

    def extract(self, *_: object) -> object:
        raise NotImplementedError


def main() -> None:
    """Time every page over each file, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quotes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for size in given.quotes:
        path = given.folder / f"{size}.db"
        if not path.exists():
            database.fill(path, size)
        client = create_app(Settings(database=path, log="plain"), NoReader()).test_client()  # type: ignore[arg-type]
        print(f"{size:,} quotes")
        for name, address in addresses(path):
            print(name.ljust(48), *timed(client, address))


def addresses(path: Path) -> Iterator[tuple[str, str]]:
    """The timed pages, by name: those of the speaker quoted most are the slowest."""
    with reading(path) as db:
        first, second = speakers.listing(db, sort="quotes", limit=2).items
        rare = speakers.listing(db, sort="name", limit=1).items[0]
        statement = statements.listing(db, statements.Filters(speaker=first["pk"]), limit=1).items[0]
        topic = topic_lists.listing(db, statements.Filters(speaker=first["pk"]), limit=1).items[0]["name"]
        quote, article = db.execute(
            "SELECT q.id, a.id FROM quotes q JOIN articles a ON a.pk = q.article"
        ).fetchone()
    yield "/", "/"
    yield "/speakers", "/speakers"
    yield "/speakers?q=", "/speakers?q=bace"
    yield "/speakers/suggestions", "/speakers/suggestions"
    yield "/speakers/{most quoted}", f"/speakers/{first['slug']}"
    for filters in (
        {"about": topic},
        {"q": "we will not"},
        {"since": "2010-01-01"},
        {"q": "the", "about": topic},
    ):
        yield (
            f"/speakers/{{most quoted}}?{'&'.join(filters)}",
            f"/speakers/{first['slug']}?{urlencode(filters)}",
        )
    yield "/speakers/{rare}", f"/speakers/{rare['slug']}"
    yield "/statements/{id}", f"/statements/{statement['id']}"
    yield "/quotes/{id}", f"/quotes/{quote}"
    yield "/articles", "/articles"
    yield "/articles/{id}", f"/articles/{article}"
    yield "/compare", "/compare?" + urlencode({"a": first["slug"], "b": second["slug"], "about": topic})
    yield "/lookup, said", "/lookup?" + urlencode({"quote": statement["text"]})
    yield (
        "/lookup, common words, of somebody",
        "/lookup?" + urlencode({"quote": "we will not", "speaker": first["slug"]}),
    )
    yield "/review", "/review"


def timed(client: FlaskClient, address: str) -> tuple[str, str, str]:
    """The median time and size of a page, and its status if that is not 200."""
    spans = []
    for _ in range(RUNS):
        start = time.perf_counter()
        answer = client.get(address)
        spans.append(time.perf_counter() - start)
    size = len(answer.get_data()) / 1000
    return (
        f"{1000 * statistics.median(spans):9.1f} ms",
        f"{size:7.1f} kB",
        "" if answer.status_code == 200 else str(answer.status_code),
    )


if __name__ == "__main__":
    main()
