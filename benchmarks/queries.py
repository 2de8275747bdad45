"""Measure how long lists and storing take, from ten thousand quotes to a million.

    python benchmarks/queries.py --quotes 10000 100000 1000000 --folder /var/tmp/quotes-bench

A file is made once for each size and kept in the folder. It has invented words and ten thousand speakers, of
whom a few say most. Each query is run several times; the median is printed, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from invented.database import DAYS, FIRST_DAY, fill, word
from sqlite_utils import Database

from quotes.extraction import Quote, Span
from quotes.intake.article import Article
from quotes.lookup.otherwise import contradictions, said_otherwise
from quotes.store.database.connection import reading, writing
from quotes.store.database.migrating import migrate
from quotes.store.identity import speakers
from quotes.store.listing import Page
from quotes.store.publication import articles
from quotes.store.quotations import topic_lists
from quotes.store.tracking import grouping, statements
from quotes.store.tracking.statements import Filters
from quotes.workflows import storing

FREQUENT_TOPIC, RARE_TOPIC = 1, 15_000
RUNS = 7
FAR_PAGES = 1_000


def main() -> None:
    """Make the missing files, time the queries, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quotes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    grouping.AT_ONCE_SECONDS = 60  # group everything in the transaction that is rolled back
    timings: dict[str, list[float]] = {}
    for size in given.quotes:
        path = given.folder / f"{size}.db"
        if not path.exists():
            fill(path, size)
        started = time.perf_counter()
        migrate(path)  # the file of an earlier run may need a migration
        print(f"{size:,} quotes brought up to date in {time.perf_counter() - started:.1f} s")
        with reading(path) as db:
            for name, query in queries(db):
                timings.setdefault(name, []).append(median_ms(query))
        with writing(path) as db:
            for name, query in arrivals(db):
                timings.setdefault(name, []).append(median_ms(query))
    print("quotes".ljust(44), *(f"{size:>12,}" for size in given.quotes))
    for name, row in timings.items():
        print(name.ljust(44), *(f"{ms:>9.2f} ms" for ms in row))


def queries(db: Database) -> Iterator[tuple[str, Callable[[], object]]]:
    """The timed operations, by name."""
    busiest = speakers.listing(db, sort="quotes", limit=1).items[0]["pk"]
    last = speakers.listing(db, sort="name", limit=1).items[0]["pk"]
    yield "articles, first page", lambda: articles.listing(db)
    yield "articles, far on", far(lambda cursor: articles.listing(db, cursor=cursor))
    yield "articles with a rare word", lambda: articles.listing(db, q="bacedi")
    yield "articles with 'the'", lambda: articles.listing(db, q="the")
    for sort in ("name", "quotes", "recent"):
        yield f"speakers by {sort}", lambda sort=sort: speakers.listing(db, sort=sort)
    yield "speakers by part of a name", lambda: speakers.listing(db, q="bace")
    for name, speaker in (("busiest", busiest), ("a rare", last), ("any", None)):
        base = {"speaker": speaker}

        def page(cursor: str | None = None, base: dict[str, int | None] = base, **more: str) -> Page:
            return statements.listing(db, Filters(**base, **more), cursor=cursor)  # type: ignore[arg-type]

        yield f"statements of {name} speaker, first page", page
        yield f"statements of {name} speaker, far on", far(page)
        yield f"statements of {name} speaker, rare word", lambda page=page: page(q="bacedi")
        yield f"statements of {name} speaker, 'the'", lambda page=page: page(q="the")
        yield f"statements of {name} speaker, 'we will not'", lambda page=page: page(q='"we will not"')
    yield from topic_queries(db, busiest)
    yield (
        "contradictions of busiest speaker, first page",
        lambda: contradictions(db, Filters(speaker=busiest)),
    )
    said = statements.listing(db, Filters(speaker=busiest), limit=1).items[0]["pk"]
    yield "what busiest speaker said otherwise, one statement", lambda: said_otherwise(db, said)
    yield "timeline of busiest speaker", lambda: statements.timeline(db, Filters(speaker=busiest), "month")


def topic_queries(db: Database, busiest: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Statements about the most and the less frequent topics, and what statements are about."""
    ends = FIRST_DAY + timedelta(days=DAYS - 30)
    for name, speaker in (("busiest", busiest), ("any", None)):
        for which, topic in (("often", FREQUENT_TOPIC), ("seldom", RARE_TOPIC)):
            about = topic_lists.called(db, word(topic))

            def page(
                cursor: str | None = None, speaker: int | None = speaker, about: tuple[int, ...] = about
            ) -> Page:
                return statements.listing(db, Filters(speaker=speaker, about=about), cursor=cursor)

            yield f"{name} speaker on what is {which} named", page
            yield f"{name} speaker on what is {which} named, far on", far(page)

        def counted(speaker: int | None = speaker, since: date | None = None) -> Page:
            return topic_lists.listing(db, Filters(speaker=speaker, since=since))

        yield f"topics of {name} speaker", counted
        yield f"topics of {name} speaker, last month", partial(counted, since=ends)
    yield (
        "topics of any speaker, far on",
        far(lambda cursor: topic_lists.listing(db, Filters(), cursor=cursor)),
    )
    yield "topics of busiest speaker, all days", partial(counted, busiest, FIRST_DAY)


def arrivals(db: Database) -> Iterator[tuple[str, Callable[[], object]]]:
    """Store an article of five quotes and group them with all that the speaker said."""
    rank = "SELECT name, pk FROM speakers WHERE quotes > 0 ORDER BY quotes"
    for which, order in (("busiest", f"{rank} DESC"), ("a rare", rank)):
        (name, speaker), *_ = db.execute(f"{order} LIMIT 1").fetchall()
        said = "SELECT text FROM quotes WHERE speaker = ? LIMIT 5"
        known = [text for (text,) in db.execute(said, (speaker,))]
        new = [
            f"we will not {word(number * 31)} {word(number * 57)} the people of {word(number)}"
            for number in range(5)
        ]
        for kind, texts in (("new", new), ("known", known)):
            yield f"storing five {kind} quotes of {which} speaker", partial(arrive, db, name, texts)


def arrive(db: Database, name: str, texts: list[str]) -> None:
    """Store an article with these quotes, then roll back."""
    marked = [f'"{text}"' for text in texts]
    article = Article(
        "\n".join(marked), url="https://new.example/", published=FIRST_DAY + timedelta(days=DAYS // 2)
    )
    found, start = [], 0
    for text in marked:
        spans = (Span(start, start + len(text)),)
        found.append(Quote(text[1:-1], spans, "sentence", name, "person", None, None, None, 0.9))
        start += len(text) + 1
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        row = articles.put(db, article, "2024-01-01T00:00:00+00:00", "bench")
        storing.store(db, row, found, "bench", "2024-01-01T00:00:00+00:00")
    finally:
        db.rollback()


def far(page: Callable[[str | None], Page]) -> Callable[[], object]:
    """The page after many others, or the last there is."""
    cursor = None
    for _ in range(FAR_PAGES):
        following = page(cursor).next_cursor
        if following is None:
            break
        cursor = following
    return lambda: page(cursor)


def median_ms(query: Callable[[], object]) -> float:
    """The median time of a query, in milliseconds."""
    query()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        query()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
