"""Measure how well web pages are read: day, title, authors, and the words of the article.

    python benchmarks/pages.py FOLDER [--show] [--quotes]

The folder contains `pages.jsonl`, with one line per page that gives the expected result (`id`, `url`,
`title`, `authors`, `published`, `text`), and the pages themselves as `ID.html.gz`. Words are compared without
case and punctuation. `in` is the share of the article's words that were read, `belong` the share of the words
read that are the article's, both over all pages.

`--show` prints the differences of each page. `--quotes` extracts quotes from the text that was read and from
the expected text, and prints the F1 between the two. Quotes are equal if words and speaker are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from quotes.extraction import Extractor
from quotes.intake import Article, IntakeError, read_html
from quotes.intake.characters import decode_html

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Outcome:
    """One page: the expected result, and what was read."""

    wanted: dict[str, Any]
    article: Article | None

    def day(self) -> bool:
        return str(self.article and self.article.published) == self.wanted["published"]

    def title(self) -> bool:
        return words(self.article and self.article.title) == words(self.wanted["title"])

    def author(self) -> bool:
        """Whether exactly the expected authors were read."""
        told = re.split(r"\s*;\s*", (self.article and self.article.author) or "")
        return sorted(words(one) for one in told if one) == sorted(
            words(one) for one in self.wanted["authors"] or ()
        )

    def counts(self) -> tuple[int, int, int]:
        """The numbers of words in the article, of words read, and of words in both."""
        wanted, read = words(self.wanted["text"]), words(self.article and self.article.text)
        return len(wanted), len(read), sum((Counter(wanted) & Counter(read)).values())


def words(text: str | None) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall((text or "").casefold().replace("’", "'"))


def main() -> None:
    """Read every page, and print the shares that are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--quotes", action="store_true")
    given = parser.parse_args()
    outcomes = list(read(given.folder))
    for name in ("day", "title", "author"):
        right = sum(getattr(outcome, name)() for outcome in outcomes)
        print(f"{name:8}{right:5} of {len(outcomes)}  {right / len(outcomes):.3f}")
    wanted, found, both = (sum(counts) for counts in zip(*(one.counts() for one in outcomes), strict=True))
    print(f"words   in {both / wanted:.3f}  belong {both / found:.3f}")
    if given.quotes:
        print(f"quotes  {agreement(outcomes):.3f}")
    if given.show:
        for outcome in outcomes:
            show(outcome)


def read(folder: Path) -> Iterator[Outcome]:
    """Every page of the folder, read as if it were posted."""
    for line in (folder / "pages.jsonl").read_text("utf-8").splitlines():
        wanted = json.loads(line)
        html = decode_html(gzip.decompress((folder / f"{wanted['id']}.html.gz").read_bytes()))
        try:
            yield Outcome(wanted, read_html(html.text, url=wanted["url"]))
        except IntakeError:
            yield Outcome(wanted, None)


def agreement(outcomes: Sequence[Outcome]) -> float:
    """The F1 between the quotes from the pages and those from the expected texts."""
    extractor = Extractor()
    same = both = 0
    for outcome in outcomes:
        read_text = outcome.article.text if outcome.article else ""
        found, wanted = (
            Counter((" ".join(words(one.text)), " ".join(words(one.speaker))) for one in quotes)
            for quotes in (
                extractor.extract(text, day_of(outcome.wanted["published"]))
                for text in (read_text, outcome.wanted["text"])
            )
        )
        same += sum((found & wanted).values())
        both += found.total() + wanted.total()
    return 2 * same / max(1, both)


def day_of(published: str | None) -> date | None:
    return date.fromisoformat(published) if published else None


def show(outcome: Outcome) -> None:
    """Print the differences between expected and read results."""
    article, wanted = outcome.article, outcome.wanted
    print(f"\n== {wanted['id']}")
    if article is None:
        print("   no article")
        return
    for name, told, should in (
        ("day", article.published, wanted["published"]),
        ("title", article.title, wanted["title"]),
        ("author", article.author, wanted["authors"]),
    ):
        if not getattr(outcome, name)():
            print(f"   {name}: {told!r}, not {should!r}")
    wanted_words, found_words, both = outcome.counts()
    print(f"   words in {both / wanted_words:.3f}, belong {both / max(1, found_words):.3f}")
    for kind, text in _differences(wanted["text"], article.text):
        print(f"   {kind} {text[:300]!r}")


def _differences(wanted: str, found: str) -> Iterator[tuple[str, str]]:
    """Paragraphs that only one of the two texts has."""
    one, other = ([line.strip() for line in text.split("\n") if line.strip()] for text in (wanted, found))
    keys = [[" ".join(words(line)) for line in lines] for lines in (one, other)]
    for op, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if op != "equal":
            yield from (("-", line) for line in one[a:b])
            yield from (("+", line) for line in other[c:d])


if __name__ == "__main__":
    main()
