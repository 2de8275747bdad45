"""Articles whose quotes people have named and dated; see `training/annotations/README.md` for the fields."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpora.newswire import read_articles

FOLDER = Path(__file__).parents[1] / "annotations"
NAMED, UNREAD = FOLDER / "named.jsonl", FOLDER / "unread.jsonl"


def annotated_articles(path: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """The articles of an annotation file, in the bench's format; `shared` contains `bench/` and `data/`."""
    texts = article_texts(shared)
    for line in records(path):
        quotes = [{**quote, "said": _said(quote["said"])} for quote in line["quotes"]]
        article = texts[line["id"]]
        yield {
            "id": line["id"],
            "text": article["text"],
            "published": article.get("published"),
            "quotes": quotes,
            "negatives": line["nobody"],
            "ignore": line["open"],
        }


def article_texts(shared: Path) -> dict[str, dict[str, Any]]:
    """All articles that may be annotated, by id, with text and day of publication."""
    bench = shared / "bench"
    found = [*records(bench / "polnear_train.jsonl"), *records(bench / "modern_unread.jsonl")]
    return {each["id"]: each for each in (*found, *_newswire(shared / "data" / "newswire_ner" / "train.tsv"))}


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _said(told: list[str | None] | None) -> dict[str, str | None] | None:
    return {"text": told[0], "on": told[1]} if told else None


def _newswire(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a file of labelled tokens as texts, with the same paragraphs."""
    with path.open(encoding="utf-8") as lines:
        names = [line.removeprefix("# article").strip() for line in lines if line.startswith("# article")]
    for name, article in zip(names, read_articles(path), strict=True):
        paragraphs = [zip(one.words, one.spaces, strict=True) for one in article]
        text = "\n\n".join("".join(word + " " * space for word, space in one).strip() for one in paragraphs)
        yield {"id": name, "text": text}
