"""`quotes archive`: articles by the million, their quotes in Parquet files beside the tracker."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quotes.cli.keeping.database import bring_up_to_date
from quotes.cli.options import (
    Command,
    configured,
    counted,
    database_option,
    day_option,
    examples,
    model_option,
    published_option,
)
from quotes.cli.progress import progress
from quotes.cli.reading.archive_progress import archive_progress
from quotes.cli.reading.ingest import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.archive.extraction import Done
    from quotes.archive.reading import Options
    from quotes.archive.running import Lost, Told
    from quotes.archive.shards import Shard


@click.group(
    epilog=examples(
        "quotes archive extract news/ --to archive/ --workers 4",
        'quotes archive report archive/ --speaker "Ada Moor"',
        "quotes archive load archive/ --from 2024-01-01",
    )
)
def archive() -> None:
    """Archives of millions of articles: read on many machines, kept as Parquet.

    Needs the extra: pip install 'quotes[archive]'.
    """


@archive.command(
    epilog=examples(
        "quotes archive extract news.jsonl --to archive/ --workers 2",
        "quotes archive extract s3://news/2024/ --to s3://quotes/2024 --scheduler tcp://10.0.0.5:8786",
        "quotes archive extract news/ --to archive/ --shard 3/40",
    )
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", "out", required=True, metavar="DIR", help="The archive: a folder, here or in storage.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler whose workers are to read.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="How many processes of this machine read, where no scheduler is given; otherwise 1.",
)
@click.option(
    "--shard",
    "which",
    metavar="N/OF",
    help="Do this share of the work alone, as one task of a batch system does.",
)
@click.option(
    "--resume/--no-resume",
    default=True,
    show_default=True,
    help="Leave shards that are done as they are, or do all again.",
)
@published_option
@model_option
def extract(
    inputs: tuple[str, ...],
    out: str,
    scheduler: str | None,
    workers: int | None,
    which: str | None,
    resume: bool,
    published: date | None,
    model: str | None,
) -> None:
    """Read the articles of INPUTs, and write their quotes into an archive of Parquet files.

    An INPUT is a file, a folder, or a pattern with a *, on this machine or in object storage (s3://, gs://):
    .jsonl as `quotes extract` takes it, also packed (.gz, .zst, .bz2, .xz), .parquet with the same fields as
    columns, .warc and .warc.gz with web pages, .html and .txt. What could not be read stands in the archive
    with the reason; the exit status is 1 if there is any.
    """
    from quotes.archive import running, shards
    from quotes.archive import summary as summaries
    from quotes.archive.reading import Options
    from quotes.extraction.extractor import version_of

    _one_way(scheduler, workers, which)
    settings = configured(model=model)
    options = Options(settings.model, published, settings.max_article_chars)
    planned = shards.plan(inputs)
    extractor = version_of(settings.model)
    started = monotonic()
    running.remove_outdated(planned, out)
    mine = shards.share(planned, which) if which else planned
    there, left = running.left_to_do(mine, out, extractor, options) if resume else ([], list(mine))
    if there:
        click.echo(f"{counted(len(there), 'shard')} of {len(mine)} done before.", err=True)
    done, lost = list(there), {}
    with archive_progress(left) as (told, finished):
        for one in _results(left, out, options, told, scheduler, workers):
            if isinstance(one, running.Lost):
                lost[one.name] = one.reason
                click.echo(f"Shard {one.name} is not done: {one.reason}", err=True)
            else:
                done.append(one)
            finished(one)
    run = {
        "inputs": list(inputs),
        "share": which,
        "published": published and published.isoformat(),
        "seconds": round(monotonic() - started, 1),
        "done_before": len(there),
    }
    name = f"summary-{which.replace('/', '-of-')}.json" if which else "summary.json"
    address = summaries.write(out, name, sorted(done, key=lambda one: one.name), lost, run)
    _tell(done, address)
    if lost or any(one.counts.failures for one in done):
        sys.exit(1)


def _names(flag: str, name: str, said: str) -> Callable[[Command], Command]:
    return click.option(flag, name, multiple=True, metavar="NAME", help=said)


speakers_option = _names("--speaker", "speakers", "Only of this speaker, as articles name them; repeatable.")
outlets_option = _names("--outlet", "outlets", "Only of this outlet, a domain or a name; repeatable.")
since_option = day_option("--from", "since", "Only of articles published on this day or later.")
until_option = day_option("--to", "until", "Only of articles published on this day or earlier.")


@archive.command(
    epilog=examples(
        "quotes archive load archive/",
        'quotes archive load archive/ --speaker "Ada Moor" --from 2024-01-01 --database moor.db',
    )
)
@click.argument("directory", metavar="DIR")
@speakers_option
@outlets_option
@since_option
@until_option
@database_option
def load(
    directory: str,
    speakers: tuple[str, ...],
    outlets: tuple[str, ...],
    since: date | None,
    until: date | None,
    database: Path | None,
) -> None:
    """Store the articles of an archive, with their quotes, in the database.

    Articles are loaded with all their quotes: those that quote the speakers, if any are named. What is there
    already is left as it is, so that loading can be stopped and begun again. Which quotes are one statement
    is found at the end; until then the service tells each as a statement of its own.
    """
    from quotes.archive.loading import Wanted, group, load, shards_in
    from quotes.store.database import connection
    from quotes.store.tracking import grouping

    path = configured(database=database).database
    wanted = Wanted(speakers, outlets, since, until)
    shards = shards_in(directory)
    done: Counter[str] = Counter()
    found = 0
    bring_up_to_date(path)
    with progress("Loading shards", len(shards)) as advance, connection.writing(path) as db:
        for shard in shards:
            for outcome in load(db, directory, shard, wanted):
                done["unread" if outcome.failed else outcome.status] += 1
                found += outcome.quotes
            advance()
    with (
        connection.writing(path) as db,
        progress("Grouping quotes", grouping.waiting(db)) as advance,
    ):
        for number in group(db):
            for _ in range(number):
                advance()
    click.echo(summary(done, found))


@archive.command(
    epilog=examples("quotes archive report archive/", 'quotes archive report archive/ --speaker "Ada Moor"')
)
@click.argument("directory", metavar="DIR")
@click.option("--speaker", metavar="NAME", help="Of this speaker alone, as articles name them.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many each.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(directory: str, speaker: str | None, limit: int, as_json: bool) -> None:
    """Tell who is quoted in an archive, how often, about what, and when."""
    from quotes.archive.report import report

    found = report(directory, speaker, limit)
    if as_json:
        click.echo(json.dumps(found, default=str, ensure_ascii=False, indent=2))
        return
    console = Console()
    for title, rows in found.items():
        table = Table(title=title, title_justify="left")
        for name in rows[0] if rows else ():
            table.add_column(name)
        for row in rows:
            table.add_row(*("" if value is None else escape(str(value)) for value in row.values()))
        console.print(table)


def _one_way(scheduler: str | None, workers: int | None, which: str | None) -> None:
    """Raises click.UsageError for options that do not go together."""
    ways = {"--scheduler": scheduler, "--workers": workers, "--shard": which}
    given = [flag for flag, value in ways.items() if value]
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} does not go with {given[1]}.")


def _results(
    left: Sequence[Shard],
    out: str,
    options: Options,
    told: Told,
    scheduler: str | None,
    workers: int | None,
) -> Iterator[Done | Lost]:
    from quotes.archive import running

    if not left:
        return
    if scheduler is None and (workers or 1) == 1:
        yield from running.alone(left, out, options, told)
        return
    with running.client_of(scheduler, workers or 1) as client:
        yield from running.on_cluster(left, out, options, told, client)


def _tell(done: Sequence[Done], address: str) -> None:
    from quotes.archive.extraction import Counts

    total = sum((one.counts for one in done), Counts())
    failed = f", {total.failures} not read" if total.failures else ""
    click.echo(
        f"{counted(total.articles, 'article')}{failed}, {counted(total.words, 'word')},"
        f" {counted(total.quotes, 'quote')} in {counted(len(done), 'shard')}. See {address}."
    )
