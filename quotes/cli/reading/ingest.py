"""`quotes ingest`: reads files, folders, web archives and web pages into the database."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import click

from quotes.cli.keeping.database import bring_up_to_date
from quotes.cli.options import configured, database_option, examples, model_option, published_option
from quotes.cli.progress import progress
from quotes.cli.reading.damage import damage_told
from quotes.cli.reading.places import Place, archived, fetched, fetching_pages
from quotes.cli.running.readers import reading_with, workers_option
from quotes.intake.article import Article
from quotes.intake.files import count_articles, find_files, read_file
from quotes.intake.formats.warc import is_archive
from quotes.intake.languages import is_english
from quotes.wording import counted


@click.command(
    epilog=examples(
        'quotes ingest --published 2024-05-03 --publisher "Tarn Post" article.txt',
        "quotes ingest --workers 4 archive/",
        "quotes ingest --workers 4 CC-NEWS-20240503.warc.gz",
        "QUOTES_FETCH=on quotes ingest https://example.org/2024/05/03/story",
    )
)
@click.argument(
    "places", nargs=-1, required=True, type=Place(), metavar="PATH-or-URL...",
)  # fmt: skip
@database_option
@published_option
@click.option("--publisher", metavar="NAME", help="The publisher, for articles that do not give theirs.")
@workers_option
@model_option
def ingest(
    places: tuple[Path | str, ...],
    database: Path | None,
    published: date | None,
    publisher: str | None,
    workers: int,
    model: str | None,
) -> None:
    """Read articles and store them with their quotes in the database.

    A PATH is a file or a folder of files. A .txt, .md, .html, .mht, .eml or .pdf file has one article; a
    .jsonl file has one on each line, as for `quotes extract`, and a .json file a list of them. Any of these
    may be compressed (.gz); the type of other files is recognised by their content. A web archive (.warc,
    .warc.gz) has many pages: those that are not articles are left out and counted, and an interrupted archive
    is continued. A URL is fetched, which needs the setting QUOTES_FETCH=on. A stored article is left as it
    is, and one that is not in English is stored but not read. Files that cannot be read are reported on
    standard error, and the exit status is 1. An article on which the extraction fails is stored all the same,
    so that `quotes reextract` can read it.
    """
    from quotes.store.database import connection
    from quotes.workflows.ingestion import ingest_many

    settings = configured(database=database, model=model)
    urls = [place for place in places if isinstance(place, str)]
    files: list[Path] = []
    archives: list[Path] = []
    for file in find_files(place for place in places if isinstance(place, Path)):
        (archives if is_archive(file) else files).append(file)
    pages = fetching_pages(settings) if urls else None
    total = None if archives else sum(map(count_articles, files)) + len(urls)
    done: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    lacking: Counter[str] = Counter()
    found = 0
    bring_up_to_date(settings.database)
    with (
        progress("Reading articles", total) as advance,
        reading_with(settings.model, workers) as reader,
        connection.writing(settings.database) as db,
    ):

        def failed(where: str, why: str) -> None:
            click.echo(f"{where}: {why}.", err=True)
            done["failed"] += 1
            advance()

        def complete(articles: Iterable[Article]) -> Iterator[Article]:
            return noted(completed(articles, published, publisher), lacking)

        limit = settings.max_article_chars
        outcomes = [ingest_many(db, complete(articles_in(files, limit, failed)), reader)]
        outcomes += [archived(db, one, reader, limit, complete, failed, left_out) for one in archives]
        if pages is not None:
            outcomes.append(fetched(db, urls, reader, pages, complete, failed))
        for outcome in chain.from_iterable(outcomes):
            done["unread" if outcome.failed else outcome.status] += 1
            if outcome.failed:
                click.echo(f"Article {outcome.article}: {outcome.failed}. It is stored.", err=True)
            found += outcome.quotes
            advance()
    click.echo(summary(done, found))
    if left_out:
        click.echo(
            "Left out: " + ", ".join(f"{count} {kind}" for kind, count in left_out.most_common()) + "."
        )
    if told := doubts(lacking, done["unchanged"]):
        click.echo(told)
    if done["failed"] or done["unread"]:
        sys.exit(1)


def articles_in(files: Iterable[Path], limit: int, failed: Callable[[str, str], None]) -> Iterator[Article]:
    """The articles in the files; `failed` is called with the place and the reason of each error."""
    for file in files:
        try:
            for one in damage_told(file, read_file(file, limit)):
                if one.article is not None:
                    yield one.article
                else:
                    failed(f"{file}, {one.place}" if one.place else str(file), one.error or "")
        except OSError as error:
            failed(str(file), error.strerror or str(error))


def completed(
    articles: Iterable[Article], published: date | None, publisher: str | None
) -> Iterator[Article]:
    for one in articles:
        yield replace(one, published=one.published or published, publisher=one.publisher or publisher)


def noted(articles: Iterable[Article], lacking: Counter[str]) -> Iterator[Article]:
    """The same articles; what each lacks is counted in `lacking`."""
    for one in articles:
        lacking["no date"] += one.published is None
        lacking["no title"] += one.title is None
        lacking["another language"] += not is_english(one.lang)
        lacking["beginning"] += one.truncated
        yield one


def doubts(lacking: Counter[str], copies: int) -> str:
    """What a person may want to check, in one line; "" if there is nothing."""
    counts = [
        (lacking["no date"], "without a date"),
        (lacking["no title"], "without a title"),
        (lacking["another language"], "in another language, so not read for quotes"),
        (lacking["beginning"], "with only their beginning"),
        (copies, "copy of a stored article" if copies == 1 else "copies of stored articles"),
    ]
    parts = [f"{number} {what}" for number, what in counts if number]
    return f"Of these: {', '.join(parts)}." if parts else ""


def summary(done: Counter[str], found: int) -> str:
    parts = [f"{done['created']} new", f"{done['revised']} revised", f"{done['unchanged']} unchanged"]
    if done["unread"]:
        parts.append(f"{done['unread']} stored unread")
    if done["failed"]:
        parts.append(f"{done['failed']} not read")
    return f"{counted(sum(done.values()), 'article')}: {', '.join(parts)}; {counted(found, 'quote')}."
