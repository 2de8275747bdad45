"""`quotes extract`: articles in, quotes out, no database."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import click

from quotes.cli.options import configured, examples, model_option, published_option
from quotes.cli.progress import progress
from quotes.cli.reading.damage import damage_told
from quotes.cli.reading.explaining import explanation_of
from quotes.extraction import Quote, Reading, ReadingFailed
from quotes.intake.files import read_file
from quotes.intake.formats.records import Incoming, read_records

STANDARD_INPUT = Path("-")


class ReadsMany(Protocol):
    """An extractor that turns articles into quotes, in batches and in order."""

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote] | ReadingFailed]: ...


@click.command(
    epilog=examples(
        "quotes extract --published 2024-05-03 article.txt",
        "quotes extract < articles.jsonl > quotes.jsonl",
        "quotes extract --explain 2 article.txt",
    )
)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True, path_type=Path),
    metavar="[FILE]...",
)
@published_option
@model_option
@click.option(
    "--explain",
    type=click.IntRange(min=1),
    metavar="N",
    help="Instead, explain why the N-th quote of the first article was given to its speaker.",
)
def extract(files: tuple[Path, ...], published: date | None, model: str | None, explain: int | None) -> None:
    """Print the quotes of articles as JSON Lines, in the order of the input.

    A .txt, .md, .html, .mht, .eml or .pdf FILE is one article, whose id is the file's name. A .jsonl FILE, or
    standard input if no FILE is given, has an article on each line: {"text" | "html", "id"?, "published"?,
    "modified"?, "title"?, "author"?, "publisher"?, "url"?, "lang"?}; a .json FILE has a list of them. Other
    fields are ignored. FILEs may be compressed (.gz). For an article that cannot be read, {"id", "error"} is
    printed, and the exit status is 1. An article in another language than English has no quotes.
    """
    from quotes.extraction import Extractor

    settings = configured(model=model)
    incoming = _incoming(files or (STANDARD_INPUT,), settings.max_article_chars)
    if explain is not None:
        for line in explanation_of(explain, dated(incoming, published), Extractor(settings.model)):
            click.echo(line)
        return
    failed = False
    with progress("Reading articles") as advance:
        for record in answers(dated(incoming, published), Extractor(settings.model)):
            click.echo(_line(record))
            failed = failed or "error" in record
            advance()
    if failed:
        sys.exit(1)


def answers(incoming: Iterable[Incoming], extractor: ReadsMany) -> Iterator[dict[str, Any]]:
    """A record for each line or file, in order: its quotes, or its error.

    The extractor reads ahead in batches, so records are buffered here until their turn.
    """
    waiting: deque[Incoming] = deque()

    def readings() -> Iterator[Reading]:
        for one in incoming:
            waiting.append(one)
            if (article := one.article) is not None:
                yield Reading(article.text, article.published, article.author, article.modified, article.lang)

    def errors() -> Iterator[dict[str, Any]]:
        while waiting and waiting[0].article is None:
            one = waiting.popleft()
            yield {"id": one.id, "error": one.error}

    for found in extractor.extract_many(readings()):
        yield from errors()
        identifier = waiting.popleft().id
        if isinstance(found, ReadingFailed):
            yield {"id": identifier, "error": str(found)}
        else:
            yield {"id": identifier, "quotes": [quote.as_record() for quote in found]}
    yield from errors()


def dated(incoming: Iterable[Incoming], published: date | None) -> Iterator[Incoming]:
    """The same articles; those without a date get the date `published`."""
    for one in incoming:
        if one.article is not None and one.article.published is None:
            yield replace(one, article=replace(one.article, published=published))
        else:
            yield one


def _incoming(files: Iterable[Path], limit: int) -> Iterator[Incoming]:
    for file in files:
        if file == STANDARD_INPUT:
            yield from read_records(sys.stdin.buffer, limit)
        else:
            yield from damage_told(file, read_file(file, limit))


def _line(record: dict[str, Any]) -> bytes:
    try:
        return json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # an id may contain half of a surrogate pair, and is returned unchanged
        return json.dumps(record).encode("ascii")
