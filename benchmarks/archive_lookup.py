r"""Compare lookups in an archive with those in a database: how long they take, and whether verdicts agree.

    python benchmarks/archive_quotes.py --quotes 10000000 --to /var/tmp/quotes-bench/archive
    quotes archive index /var/tmp/quotes-bench/archive
    python benchmarks/archive_lookup.py fast --archive /var/tmp/quotes-bench/archive \
        --database /var/tmp/quotes-bench/1000000.db
    python benchmarks/archive_lookup.py same --folder /var/tmp/quotes-bench

`fast` alternates between the two with questions of the same kinds, in one process and with all evidence, and
prints percentiles in milliseconds. The database is one made by benchmarks/queries.py. `same` extracts
invented quotes into a new archive, loads it into a new database, and prints how often both give the same
verdict for questions of each kind.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
from invented.sentences import quotes as invented
from lookup import questions_about, questions_of
from lookup_cases import Said, cases
from sqlite_utils import Database

from quotes.archive import loading
from quotes.archive.extraction import extract_shard
from quotes.archive.index.corpus import ArchiveCorpus
from quotes.archive.index.indexing import index
from quotes.archive.index.opened import OpenIndex
from quotes.archive.inputs import Piece
from quotes.archive.reading import Options, Outcome
from quotes.archive.shards import plan
from quotes.extraction import Quote, Span
from quotes.intake.article import Article
from quotes.lookup import answer_with_evidence, lookup
from quotes.lookup.corpus import Corpus
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.store.database.connection import reading, writing
from quotes.store.database.migrating import migrate

STORED, UNSEEN = 3_000, 300
QUESTIONS = 3_000


def main() -> None:
    """Run the measurement that the command line selects."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("fast", "same"))
    parser.add_argument("--archive")
    parser.add_argument("--database", type=Path)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.what == "fast":
        print_speed(given.archive, given.database)
    else:
        print_agreement(given.folder)


def print_speed(archive: str, database: Path) -> None:
    started = time.perf_counter()
    opened = OpenIndex(archive)
    print(f"opened in {(time.perf_counter() - started) * 1000:.0f} ms")
    db = Database(sqlite3.connect(f"file:{database}?mode=ro", uri=True))
    of_archive, of_database = questions_about(sampled(archive), random.Random(3)), questions_of(db)  # noqa: S311
    print("".ljust(32), "archive: p50      p95      p99   database: p50      p95      p99   ratio p50   p99")
    every: list[list[float]] = [[], []]
    for kind, questions in of_archive.items():
        took: list[list[float]] = [[], []]
        for one, other in zip(questions, of_database[kind], strict=False):
            took[0].append(timed(lambda: ArchiveCorpus(opened), *one))
            took[1].append(timed(lambda: DatabaseCorpus(db), *other))
        print_row(kind, took)
        every = [all_of + some for all_of, some in zip(every, took, strict=True)]
    print_row("all", every)


def print_row(kind: str, took: list[list[float]]) -> None:
    here, there = ([percentile(times, at) for at in (0.5, 0.95, 0.99)] for times in took)
    print(
        kind.ljust(32),
        *(f"{ms:12.1f}" if at == 0 else f"{ms:8.1f}" for at, ms in enumerate(here)),
        *(f"{ms:15.1f}" if at == 0 else f"{ms:8.1f}" for at, ms in enumerate(there)),
        f"{here[0] / there[0]:10.2f} {here[2] / there[2]:6.2f}",
    )


def percentile(times: list[float], at: float) -> float:
    return statistics.median(times) if at == 0.5 else sorted(times)[min(len(times) - 1, int(len(times) * at))]


def timed(corpus_of: Callable[[], Corpus], words: str, speaker: str | None) -> float:
    """The time of one lookup with its evidence, in milliseconds."""
    started = time.perf_counter()
    corpus = corpus_of()
    answer_with_evidence(corpus, lookup(corpus, words, speaker))
    return (time.perf_counter() - started) * 1000


def sampled(archive: str) -> list[Said]:
    """Some quotes of some shards."""
    chance = random.Random(3)  # noqa: S311 - the same questions each time
    names = chance.choices(loading.shards_in(archive), k=20)
    said = []
    for name in names:
        with pq.ParquetFile(Path(archive) / "quotes" / f"{name}.parquet") as file:
            group = file.read_row_group(chance.randrange(file.num_row_groups), columns=["text", "speaker"])
        rows = group.to_pylist()
        said += [Said(row["text"], row["speaker"]) for row in chance.sample(rows, 8)]
    return said


class Invented:
    """A reader that returns the quotes that were put into a record."""

    version = "invented"

    def read(self, pieces: Iterator[Piece], options: Options) -> Iterator[Outcome]:  # noqa: ARG002
        """The outcome of each piece, in order."""
        for piece in pieces:
            record = json.loads(piece.content)
            text = "\n".join(f'"{said["text"]}"' for said in record["said"])
            quotes, start = [], 0
            for said in record["said"]:
                end = start + len(said["text"]) + 2
                speaker = said["speaker"]
                quotes.append(
                    Quote(
                        said["text"],
                        (Span(start, end),),
                        "sentence",
                        speaker,
                        "person",
                        None,
                        None,
                        None,
                        0.9,
                    )
                )
                start = end + 1
            article = Article(text, url=record["url"])
            yield Outcome(piece.place, len(piece.content), record["url"], article, quotes)


def print_agreement(folder: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same questions each time
    made = invented(STORED + UNSEEN, chance)
    archive, path = folder / "same", folder / "same.db"
    shutil.rmtree(archive, ignore_errors=True)
    path.unlink(missing_ok=True)
    file = folder / "same.jsonl"
    file.write_text("".join(records(made[:STORED])))
    for shard in plan([str(file)]):
        extract_shard(shard.paths, str(archive), reader=Invented())
    index(str(archive))
    migrate(path)
    with writing(path) as db:
        shards = loading.shards_in(str(archive))
        list(loading.load(db, str(archive), shards, loading.Wanted()))
        list(loading.settle(db))
        list(loading.group(db))
    opened = OpenIndex(str(archive))
    same: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    with reading(path) as db:
        for case in chance.sample([*cases(made[:STORED], made[STORED:], chance)], QUESTIONS):
            here = lookup(ArchiveCorpus(opened), case.asked, case.speaker, 1)
            there = lookup(db, case.asked, case.speaker, 1)
            asked[case.kind] += 1
            same[case.kind] += here.verdict == there.verdict
            if here.verdict != there.verdict:
                print(f"{case.kind}: {here.verdict}, not {there.verdict}: {case.asked} ({case.speaker})")
    for kind, number in asked.items():
        print(kind.ljust(32), f"{same[kind]} of {number}")
    print("all".ljust(32), f"{same.total()} of {asked.total()}")


def records(made: list[Said]) -> Iterator[str]:
    for at in range(0, len(made), 5):
        said = [{"text": one.text, "speaker": one.speaker} for one in made[at : at + 5]]
        yield json.dumps({"url": f"https://paper.example/{at}", "text": "-", "said": said}) + "\n"


if __name__ == "__main__":
    main()
