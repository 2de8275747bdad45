"""Check that memory use stays constant, however many articles are read.

    python benchmarks/memory.py [ARTICLES] [--articles N] [--characters N] [--model NAME]

ARTICLES are JSON Lines with a `text` each. They are read repeatedly with changed names and long words, so
that every article brings new words, as news does. Prints the memory of the process after every thousand
articles, and at the end its growth after the first thousand. The exit status is 1 if that is more than
`--bound` megabytes.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from quotes.extraction import Extractor, Reading

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench" / "polnear_dev.jsonl"
_CHANGED = re.compile(r"\b(?:[A-Z][a-z]{3,}|[a-z]{10,})\b")
_LETTERS = "bcdfghjklmnpqrstvwxz"
_EVERY = 1000


def main() -> int:
    """Read as many articles as the command line says. Returns 1 if memory grew beyond the bound."""
    arguments = _arguments()
    texts = [json.loads(line)["text"] for line in arguments.path.read_text("utf-8").splitlines()]
    extractor = Extractor(arguments.model)
    readings = islice(_readings(texts, arguments.characters), arguments.articles)
    held: list[float] = []
    begin, characters, found = time.monotonic(), 0, 0
    print(f"{'articles':>9}{'characters':>14}{'quotes':>9}{'megabytes':>11}{'seconds':>9}")
    for count, (reading, quotes) in enumerate(_read(extractor, readings), start=1):
        characters += len(reading.text)
        found += len(quotes)
        if count % _EVERY == 0:
            gc.collect()
            held.append(_megabytes())
            seconds = time.monotonic() - begin
            print(f"{count:9,}{characters:14,}{found:9,}{held[-1]:11.1f}{seconds:9.0f}", flush=True)
    if len(held) < 2:
        print(f"too few articles to tell: {_EVERY} are read before memory counts")
        return 1
    grown = held[-1] - held[0]
    print(f"grown by {grown:.1f} megabytes after the first {_EVERY} articles (at most {arguments.bound})")
    return int(grown > arguments.bound)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="?", type=Path, default=_SHARED, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--characters", type=int, help="cut articles after this many, to be done sooner")
    parser.add_argument("--bound", type=float, default=100.0, help="megabytes that memory may grow by")
    parser.add_argument("--model", help="another pipeline than the one shipped")
    return parser.parse_args()


def _readings(texts: list[str], characters: int | None) -> Iterator[Reading]:
    for number, text in enumerate(cycle(texts)):
        ending = "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(4))
        changed = _CHANGED.sub(rf"\g<0>{ending}", text)
        yield Reading(changed[:characters])


def _read(extractor: Extractor, readings: Iterator[Reading]) -> Iterator[tuple[Reading, list[object]]]:
    """Each article with its quotes, keeping no article longer than the extractor does."""
    waiting: list[Reading] = []

    def note() -> Iterator[Reading]:
        for reading in readings:
            waiting.append(reading)
            yield reading

    for quotes in extractor.extract_many(note()):
        yield waiting.pop(0), list(quotes)


def _megabytes() -> float:
    """The memory of the process in megabytes, according to Linux."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status does not tell VmRSS; this benchmark runs on Linux")


if __name__ == "__main__":
    sys.exit(main())
