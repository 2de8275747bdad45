"""Measure how long lists and storing take, from ten thousand quotes to a million.

    python benchmarks/queries.py --quotes 10000 100000 1000000 --folder /var/tmp/quotes-bench

A file is made once for each size and kept in the folder. It has invented words and ten thousand speakers, of
whom a few say most. Each query is run several times; the median is printed, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from quotes.extraction import Quote, Span
from quotes.intake.addresses import page_of
from quotes.intake.article import Article
from quotes.lookup.otherwise import contradictions, said_otherwise
from quotes.store.database.connection import reading, transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.identity import speakers
from quotes.store.ids import article_id, content_hash, quote_id, statement_id
from quotes.store.listing import Page
from quotes.store.publication import articles, outlets
from quotes.store.quotations import topic_lists
from quotes.store.tracking import claims, grouping, shingles, statements
from quotes.store.tracking.statements import Filters
from quotes.tracking.names import folded
from quotes.tracking.normalization import normal_words
from quotes.tracking.topics import key_of as topic_key
from quotes.tracking.words import fingerprints_of, key_of
from quotes.workflows import storing

SPEAKERS = 10_000
QUOTES_PER_ARTICLE = 5
REPORTS_PER_STATEMENT = 2
VOCABULARY = 30_000
TOPICS = 20_000
FREQUENT_TOPIC, RARE_TOPIC = 1, 15_000
RUNS = 7
# Cache memory while a file is made, because its indexes are written in random order.
CACHE_KB = 600_000
FAR_PAGES = 1_000
FIRST_DAY = date(2000, 1, 1)
DAYS = 9_000
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va")
COMMON_WORDS = ("the", "of", "and", "to", "we", "will", "not", "people", "a", "in")


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


def fill(path: Path, size: int) -> None:
    """A file of `size` quotes. It is not written by ingestion, which would take hours."""
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    migrate(making)
    chance = random.Random(size)  # noqa: S311 - the same file each time, and no secret
    with writing(making) as db, transaction(db):
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        write_speakers(db)
        write_quotes(db, size, chance)
        write_topics(db, chance)
        # Names are resolved to speakers when the file is migrated.
        db.execute("DELETE FROM derived WHERE name = 'speakers'")
    making.rename(path)


def write_speakers(db: Database) -> None:
    names = [name_of(pk) for pk in range(1, SPEAKERS + 1)]
    db.conn.executemany(
        "INSERT INTO speakers (pk, slug, name, sort, kind, created)"
        " VALUES (?, ?, ?, ?, 'person', '2000-01-01')",
        [(pk, f"s-{pk}", name, name.lower()) for pk, name in enumerate(names, 1)],
    )
    db.conn.executemany(
        "INSERT INTO speaker_names (speaker, name, folded) VALUES (?, ?, ?)",
        [(pk, name, folded(name, "person")) for pk, name in enumerate(names, 1)],
    )
    speakers.index_all(db)


def name_of(speaker: int) -> str:
    return f"{word(speaker - 1).title()} {word(speaker * 7 - 4).title()}"


def write_quotes(db: Database, size: int, chance: random.Random) -> None:
    """Articles of several quotes each; a statement has two reports, in articles of neighbouring days."""
    count = size // QUOTES_PER_ARTICLE
    half = count // REPORTS_PER_STATEMENT
    wordings: list[tuple[int, list[str]]] = []
    for number in range(half * QUOTES_PER_ARTICLE):
        speaker = min(SPEAKERS, int(chance.paretovariate(0.6)))
        wordings.append((speaker, wording(chance, 8 + number % 30)))
        day = (FIRST_DAY + timedelta(days=number * DAYS // (half * QUOTES_PER_ARTICLE))).isoformat()
        identifier = statement_id(str(number))
        db.execute(
            "INSERT INTO statements (pk, id, speaker, lead, first, dated, day, confidence, reports, articles)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0.9, 2, 2)",
            (number + 1, identifier, speaker, number + 1, number + 1, number + 1, day),
        )
    pk = 0
    for copy in range(REPORTS_PER_STATEMENT):
        for at in range(half):
            write_article(db, copy * half + at + 1, wordings, at * QUOTES_PER_ARTICLE, pk)
            pk += QUOTES_PER_ARTICLE
    shingles.add_many(db, (" ".join(words) for _, words in wordings))
    outlets.assign_all(db)
    claims.index_all(db)


def write_topics(db: Database, chance: random.Random) -> None:
    """One or two places for each statement, a few of them named far more often than the others."""
    names = [(number, word(number).title()) for number in range(1, TOPICS + 1)]
    db.conn.executemany(
        "INSERT INTO topics (pk, key, name, kind) VALUES (?, ?, ?, 'place')",
        [(number, topic_key(name, "place"), name) for number, name in names],
    )
    named = [
        (quote, topic, number)
        for (quote,) in db.execute("SELECT pk FROM quotes WHERE parent IS NULL").fetchall()
        for number, topic in enumerate({min(TOPICS, int(chance.paretovariate(0.5))) for _ in range(2)})
    ]
    db.conn.executemany(
        "INSERT INTO quote_topics (quote, topic, kind, place, number) VALUES (?, ?, 'place', 'words', ?)",
        named,
    )
    db.execute(
        "INSERT INTO about (statement, topic, speaker, day, place)"
        " SELECT st.pk, x.topic, st.speaker, st.day, x.place FROM quote_topics x"
        " JOIN quotes q ON q.pk = x.quote JOIN statements st ON st.pk = q.statement"
    )


def write_article(
    db: Database, article: int, wordings: list[tuple[int, list[str]]], first: int, written: int
) -> None:
    quoted = wordings[first : first + QUOTES_PER_ARTICLE]
    text = "\n".join(f'"{" ".join(words)}" says {name_of(speaker)}' for speaker, words in quoted)
    day = (FIRST_DAY + timedelta(days=first * DAYS // len(wordings))).isoformat()
    url = f"https://paper{article % 200}.example/{article}"
    identifier = article_id(page_of(url), None, text)
    db.execute(
        "INSERT INTO articles (pk, id, url, publisher, published, collected, day, revision)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
        (article, identifier, url, f"Paper {article % 200}", day, day, day),
    )
    db.execute("INSERT INTO addresses (article, page, url) VALUES (?, ?, ?)", (article, page_of(url), url))
    db.execute(
        "INSERT INTO revisions (article, number, hash, published, collected, extractor, text)"
        " VALUES (?, 1, ?, ?, ?, 'bench', ?)",
        (article, content_hash(text), day, day, text),
    )
    start = 0
    for number, (speaker, words) in enumerate(quoted):
        said = " ".join(words)
        end = start + len(said) + 2
        pk = written + number + 1
        row = {
            "pk": pk,
            "id": quote_id(identifier, 1, start),
            "article": article,
            "start": start,
            "speaker": speaker,
            "name": name_of(speaker),
            "statement": first + number + 1,
            "day": day,
            "words": key_of(words),
            "text": said,
            "spans": json.dumps([{"start": start, "end": end}]),
            "parent": first + number + 1 if written + number >= len(wordings) else None,
        }
        db.execute(
            "INSERT INTO quotes (pk, id, article, revision, start, speaker, read_speaker, read_name,"
            " read_kind, statement, day, words, form, confidence, text, spans, said_on, said_precision,"
            " said_basis, extractor, parent)"
            " VALUES (:pk, :id, :article, 1, :start, :speaker, :speaker, :name, 'person', :statement, :day,"
            " :words, 'sentence', 0.9, :text, :spans, :day, 'day', 'published', 'bench', :parent)",
            row,
        )
        marks = [(speaker, mark, pk) for mark in fingerprints_of(normal_words(said))]
        db.conn.executemany("INSERT INTO fingerprints (speaker, mark, quote) VALUES (?, ?, ?)", marks)
        start = end + len(f" says {name_of(speaker)}\n")


def wording(chance: random.Random, length: int) -> list[str]:
    """Words as frequent as in natural language: few very common, most rare."""
    words = []
    for _ in range(length):
        rank = int(chance.paretovariate(0.7))
        words.append(COMMON_WORDS[rank - 1] if rank <= len(COMMON_WORDS) else word(min(rank, VOCABULARY)))
    if chance.random() < 0.05:
        words[:3] = ["we", "will", "not"]
    return words


def word(number: int) -> str:
    """The word with this number: invented, pronounceable, always the same."""
    syllables = []
    while number:
        number, syllable = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[syllable])
    return "".join(syllables) or "bo"


if __name__ == "__main__":
    main()
