"""Measure whether lookups answer correctly, and how long they take.

    python benchmarks/lookup.py right --folder /var/tmp/quotes-bench
    python benchmarks/lookup.py fast --quotes 10000 100000 1000000 --folder /var/tmp/quotes-bench

`right` stores invented quotes, asks questions with known answers, and prints the verdicts for each kind of
question. `fast` asks questions of the same kinds over HTTP, using files made by `invented/database.py`. It
prints the median and 95th percentile as ratios to /healthz on the same connection, and the in-process median
as a ratio to one FTS5 phrase query for the same words.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote as encoded

from invented import database
from invented.sentences import quotes as invented
from lookup_cases import Case, Said, cases
from sqlite_utils import Database

from quotes.extraction import Quote, Span
from quotes.intake.article import Article
from quotes.lookup import lookup
from quotes.store.database.connection import reading, transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.publication import articles
from quotes.tracking.words import words_of
from quotes.workflows import storing

STORED, UNSEEN = 600, 300
DAY = date(2024, 5, 1)
AT = "2024-05-01T00:00:00+00:00"
# Questions of each kind, for timing.
QUESTIONS = 40
COMMON_PHRASES = (
    "we will not",
    "of the people",
    "the",
    "not in the people",
    "to the people of a people",
    "and",
)


@dataclass(slots=True)
class Score:
    """The answers: verdicts by kind, and how often the right passage came first."""

    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    right: int = 0
    first: int = 0
    with_passage: int = 0
    wrongly_said: int = 0
    dressed: int = 0
    told: int = 0

    @property
    def asked(self) -> int:
        return sum(sum(counted.values()) for counted in self.verdicts.values())

    @property
    def accuracy(self) -> float:
        return self.right / self.asked

    @property
    def first_right(self) -> float:
        return self.first / self.with_passage


CHANGED = ("number changed", "negation put in or taken out", "name changed")


def main() -> None:
    """Run the measurement that the command line selects."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("right", "fast"))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--quotes", type=int, nargs="+", default=[10_000, 100_000])
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.what == "right":
        print_score(measured(given.folder / "invented.db", STORED, UNSEEN, seed=7))
    else:
        for size in given.quotes:
            path = given.folder / f"{size}.db"
            if not path.exists():
                database.fill(path, size)
            migrate(path)
            print_speed(path, size)


def measured(path: Path, stored: int, unseen: int, seed: int) -> Score:
    """The answers to all questions about invented quotes, stored in a new file."""
    chance = random.Random(seed)  # noqa: S311 - the same questions each time, and no secret
    made = invented(stored + unseen, chance)
    path.unlink(missing_ok=True)
    migrate(path)
    with writing(path) as db:
        store(db, made[:stored])
    with reading(path) as db:
        return ask(db, cases(made[:stored], made[stored:], chance))


def store(db: Database, made: list[Said]) -> None:
    """Store quotes as if from articles of five quotes each."""
    for number in range(0, len(made), 5):
        texts = [f'"{said.text}"' for said in made[number : number + 5]]
        article = Article("\n".join(texts), url=f"https://paper.example/{number}", published=DAY)
        found, start = [], 0
        for said, text in zip(made[number : number + 5], texts, strict=True):
            spans = (Span(start, start + len(text)),)
            found.append(Quote(said.text, spans, "sentence", said.speaker, "person", None, None, None, 0.9))
            start += len(text) + 1
        with transaction(db):
            storing.store(db, articles.put(db, article, AT, "bench"), found, "bench", AT)


def ask(db: Database, questions: Iterable[Case]) -> Score:
    """Count the answers to all questions."""
    score = Score()
    for case in questions:
        answer = lookup(db, case.asked, case.speaker)
        score.verdicts[case.kind][answer.verdict] += 1
        score.right += answer.verdict == case.verdict
        if case.right:
            found = answer.matches[0].quote["text"] if answer.matches else ""
            score.with_passage += 1
            score.first += any(words_of(text) == words_of(found) for text in case.right)
        if case.dress is not None:
            score.dressed += 1
            kinds = {change.kind for match in answer.matches[:1] for change in match.changes}
            score.told += kinds == {case.dress}
        if case.kind in CHANGED and answer.verdict in ("verbatim", "trimmed"):
            score.wrongly_said += 1
    return score


def print_score(score: Score) -> None:
    verdicts = ("verbatim", "trimmed", "altered", "spliced", "other_speaker", "not_found")
    print("".ljust(30), *(f"{verdict:>13}" for verdict in verdicts))
    for kind, counted in score.verdicts.items():
        print(kind.ljust(30), *(f"{counted[verdict] or '':>13}" for verdict in verdicts))
    print(f"{score.asked} questions; verdict right {score.accuracy:.4f}")
    print(f"right passage first {score.first_right:.4f}")
    print(f"written otherwise, and told as what it is: {score.told} of {score.dressed}")
    print(f"number, name or negation changed, yet verbatim or trimmed: {score.wrongly_said}")


def print_speed(path: Path, size: int) -> None:
    """Print the table of one file."""
    with reading(path) as db:
        asked = questions_of(db)
        phrases = {kind: in_process(db, texts) for kind, texts in asked.items()}
    print(f"\n{size:,} quotes".ljust(32), "median ms   p95 ms  x healthz (median, p95)  x FTS5 phrase")
    with serving(path) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for kind, texts in asked.items():
            health, took = [], []
            for text, speaker in texts:
                target = f"/api/lookup?quote={encoded(text)}" + (
                    f"&speaker={encoded(speaker)}" if speaker else ""
                )
                health.append(timed(connection, "/healthz"))
                took.append(timed(connection, target))
            base = statistics.median(health)
            median, late = statistics.median(took), sorted(took)[int(len(took) * 0.95)]
            print(
                kind.ljust(32),
                f"{median:8.2f} {late:8.2f} {median / base:12.1f} {late / base:8.1f} {phrases[kind]:12.1f}",
            )
        connection.close()


def questions_of(db: Database) -> dict[str, list[tuple[str, str | None]]]:
    """Questions of each kind about a file's quotes: the words and the speaker."""
    chance = random.Random(3)  # noqa: S311 - the same questions each time
    last = next(iter(db.query("SELECT max(pk) AS pk FROM quotes")))["pk"]
    sample = [
        Said(row["text"], row["slug"])
        for pk in chance.sample(range(1, last + 1), QUESTIONS * 4)
        for row in db.query(
            "SELECT q.text, s.slug FROM quotes q JOIN speakers s ON s.pk = q.speaker WHERE q.pk = ?", [pk]
        )
    ]
    return questions_about(sample, chance)


def questions_about(sample: list[Said], chance: random.Random) -> dict[str, list[tuple[str, str | None]]]:
    """Questions of each kind about some quotes, and about words that nobody said."""
    asked: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    unseen = [
        Said(" ".join(database.wording(chance, 8 + number % 30)), sample[number].speaker)
        for number in range(QUESTIONS)
    ]
    for case in cases(sample, unseen, chance):
        if len(asked[case.kind]) < QUESTIONS:
            asked[case.kind].append((case.asked, case.speaker))
    asked["common phrase"] = [(text, None) for text in COMMON_PHRASES] * 5
    asked["common phrase, of somebody"] = [
        (text, said.speaker) for text in COMMON_PHRASES for said in sample[:5]
    ]
    common = database.COMMON_WORDS
    asked["any common words"] = [
        (" ".join(chance.choices(common, k=2 + number % 8)), None) for number in range(QUESTIONS)
    ]
    return asked


def in_process(db: Database, texts: list[tuple[str, str | None]]) -> float:
    """The median time of a lookup, as a multiple of one phrase query."""
    ratios = []
    for text, speaker in texts[: QUESTIONS // 2]:
        start = time.perf_counter()
        lookup(db, text, speaker)
        looked = time.perf_counter()
        phrase = '"' + text.replace('"', " ") + '"'
        db.execute(
            "SELECT rowid FROM quotes_search WHERE quotes_search MATCH ? LIMIT 10", (phrase,)
        ).fetchall()
        ratios.append((looked - start) / (time.perf_counter() - looked))
    return statistics.median(ratios)


def timed(connection: http.client.HTTPConnection, target: str) -> float:
    """The time of one request, in milliseconds."""
    start = time.perf_counter()
    connection.request("GET", target)
    answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise SystemExit(f"{target}: {answer.status} {json.loads(body)}")
    return took


@contextmanager
def serving(path: Path) -> Iterator[int]:
    """Serve a file on a free port."""
    with subprocess.Popen(
        [sys.executable, "-m", "quotes", "serve", "--port", "0"],
        env={**os.environ, "QUOTES_DATABASE": str(path), "QUOTES_TOKEN": "benchmark"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            line = next(line for line in process.stdout if "http://" in line)
            yield int(line.split("http://")[1].split(":")[1].split("/")[0].split()[0])
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
