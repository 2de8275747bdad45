"""Measure how fast extraction is, compared with the language model that it uses.

    python benchmarks/extraction.py [ARTICLES] [--articles N] [--rounds N] [--model NAME]

ARTICLES are JSON Lines with a `text` and optionally a `published` date each. They are divided into rounds. In
each round every contestant reads the same texts, in a rotating order, so that slow minutes of the machine
affect all alike. Times are processor seconds of this one process with one thread.

- extraction: the product, from text to dated quotes
- pipeline: the same model as any user of spaCy runs it, `spacy.load` and `nlp.pipe(texts)`, all components
- on numpy: the same again, with matrices multiplied by numpy's BLAS, as in the product
- tokenizer: the minimum that any of them needs
- textacy: the pipeline and then textacy's direct quotations, if textacy is installed

A last table gives the share of the extraction's time that each stage takes.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language

from quotes.extraction import Extractor, Reading
from quotes.extraction.language.loading import SHIPPED, load_model
from quotes.extraction.pipeline import build_pipeline

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench" / "polnear_train.jsonl"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_AT_ONCE = 64  # articles that go through the stages together when these are timed one by one


@dataclass
class Contestant:
    """Something that reads texts; `seconds` are the processor times of the rounds."""

    name: str
    read: Callable[[Sequence[Reading]], None]
    seconds: list[float] = field(default_factory=list)

    def run(self, readings: Sequence[Reading]) -> None:
        """Read all, and record the time."""
        begin = time.process_time()
        self.read(readings)
        self.seconds.append(time.process_time() - begin)

    @property
    def total(self) -> float:
        """Seconds over all rounds."""
        return sum(self.seconds)


def main() -> None:
    """Run the benchmark and print its tables."""
    arguments = _arguments()
    readings = list(_readings(arguments.path))[: arguments.articles]
    nlp = spacy.load(arguments.model or SHIPPED)
    contestants = _contestants(nlp, arguments.model)
    for contestant in contestants:  # the first texts pay for what is loaded lazily
        contestant.read(readings[:3])
    rounds = [readings[start :: arguments.rounds] for start in range(arguments.rounds)]
    for number, share in enumerate(rounds):
        for place in range(len(contestants)):
            contestants[(place + number) % len(contestants)].run(share)
    words = sum(len(nlp.make_doc(reading.text)) for reading in readings)
    print(f"{len(readings)} articles, {words:,} words (spaCy tokens), {len(rounds)} rounds\n")
    _print_contest(contestants, words)
    if importlib.util.find_spec("textacy") is None:
        print("textacy is not installed here, so it did not run")
    print()
    _print_stages(arguments.model, readings)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="?", type=Path, default=_SHARED, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=1000, help="read this many at most")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--model", help="another pipeline than the one shipped")
    return parser.parse_args()


def _readings(path: Path) -> Iterator[Reading]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            published = article.get("published")
            yield Reading(article["text"], date.fromisoformat(published) if published else None)


def _contestants(nlp: Language, model: str | None) -> list[Contestant]:
    extractor = Extractor(model)

    def extract(readings: Sequence[Reading]) -> None:
        for _ in extractor.extract_many(readings):
            pass

    def run(pipeline: Language, readings: Sequence[Reading]) -> None:
        for _ in pipeline.pipe(reading.text for reading in readings):
            pass

    def tokenize(readings: Sequence[Reading]) -> None:
        for reading in readings:
            nlp.make_doc(reading.text)

    contestants = [
        Contestant("extraction", extract),
        Contestant("pipeline", partial(run, nlp)),
        Contestant("on numpy", partial(run, load_model(model))),
        Contestant("tokenizer", tokenize),
    ]
    if importlib.util.find_spec("textacy") is not None:
        contestants.append(Contestant("textacy", _textacy(nlp)))
    return contestants


def _textacy(nlp: Language) -> Callable[[Sequence[Reading]], None]:
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations

    def read(readings: Sequence[Reading]) -> None:
        for doc in nlp.pipe(reading.text for reading in readings):
            try:
                list(direct_quotations(doc))
            except ValueError:  # textacy's answer to an odd number of marks
                continue

    return read


def _print_contest(contestants: Sequence[Contestant], words: int) -> None:
    alone = next(contestant for contestant in contestants if contestant.name == "pipeline")
    print(f"{'':12}{'seconds':>10}{'words/s':>10}{'ratio':>8}   rounds: median (least–most)")
    for contestant in contestants:
        ratios = [mine / its for mine, its in zip(contestant.seconds, alone.seconds, strict=True)]
        spread = f"{statistics.median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})"
        speed = words / contestant.total
        ratio = contestant.total / alone.total
        print(f"{contestant.name:12}{contestant.total:10.1f}{speed:10,.0f}{ratio:8.3f}   {spread}")


def _print_stages(model: str | None, readings: Sequence[Reading]) -> None:
    """Time each stage of extraction over the same articles."""
    nlp = build_pipeline(model)
    seconds = dict.fromkeys(["tokenizer", *nlp.pipe_names], 0.0)
    for start in range(0, len(readings), _AT_ONCE):
        with nlp.memory_zone():
            begin = time.process_time()
            docs = [nlp.make_doc(reading.text) for reading in readings[start : start + _AT_ONCE]]
            for doc, reading in zip(docs, readings[start:], strict=False):
                doc._.published = reading.published
            seconds["tokenizer"] += time.process_time() - begin
            for name, stage in nlp.pipeline:
                begin = time.process_time()
                docs = list(stage.pipe(docs)) if hasattr(stage, "pipe") else [stage(doc) for doc in docs]
                seconds[name] += time.process_time() - begin
            del docs, doc
    total = sum(seconds.values())
    print(f"{'stage':18}{'seconds':>10}{'share':>8}")
    for name, spent in seconds.items():
        print(f"{name:18}{spent:10.2f}{spent / total:8.1%}")


if __name__ == "__main__":
    if any(os.environ.get(name) != value for name, value in _ONE_THREAD.items()):
        # The number of threads is fixed when numpy is imported, so start again.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **_ONE_THREAD})  # noqa: S606
    main()
