"""`quotes archive`: quotes from millions of articles, in Parquet files."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quotes.cli.asking.archive_lookup import index, lookup
from quotes.cli.keeping.database import bring_up_to_date
from quotes.cli.options import (
    Command,
    configured,
    database_option,
    day_option,
    examples,
    model_option,
    published_option,
)
from quotes.cli.progress import progress
from quotes.cli.reading.archive_progress import archive_progress
from quotes.cli.reading.ingest import summary
from quotes.wording import counted

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
        "quotes archive index archive/",
        'quotes archive lookup "We have no choice" --to archive/',
    )
)
def archive() -> None:
    """Read millions of articles on many machines, and keep their quotes as Parquet files.

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
@click.option(
    "--to", "out", required=True, metavar="DIR", help="The archive: a folder, local or in object storage."
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler whose workers should read.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="How many processes on this machine read, if no scheduler is given. Default: 1.",
)
@click.option(
    "--shard",
    "which",
    metavar="N/OF",
    help="Do only this share of the work, as one task of a batch system.",
)
@click.option(
    "--resume/--no-resume",
    default=True,
    show_default=True,
    help="Skip shards that are done, or do all again.",
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
    columns, .warc and .warc.gz with web pages, .html and .txt. Articles that could not be read are listed in
    the archive with the reason; then the exit status is 1.
    """
    from quotes.archive import running, shards
    from quotes.archive import summary as summaries
    from quotes.archive.reading import Options
    from quotes.extraction.version import version_of

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


speakers_option = _names(
    "--speaker", "speakers", "Only articles that quote this speaker, by a name used in articles; repeatable."
)
outlets_option = _names(
    "--outlet", "outlets", "Only articles of this outlet, given by domain or name; repeatable."
)
since_option = day_option("--from", "since", "Only articles published on this day or later.")
until_option = day_option("--to", "until", "Only articles published on this day or earlier.")


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
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes prepare articles; one more stores them.",
)
@database_option
def load(
    directory: str,
    speakers: tuple[str, ...],
    outlets: tuple[str, ...],
    since: date | None,
    until: date | None,
    workers: int,
    database: Path | None,
) -> None:
    """Store the articles of an archive, with their quotes, in the database.

    Articles are loaded with all their quotes; if speakers are named, only articles that quote them. Stored
    articles are left as they are, so loading can be stopped and started again. Names and statements are put
    together at the end; until then the service shows each quote as a statement and each spelling of a name as
    a speaker.
    """
    from quotes.archive.loading import Wanted, group, load, settle, shards_in
    from quotes.cli.running.making_ready import worker_processes
    from quotes.store.bulk import names_waiting
    from quotes.store.database import connection
    from quotes.store.tracking import grouping

    path = configured(database=database).database
    wanted = Wanted(speakers, outlets, since, until)
    shards = shards_in(directory)
    done: Counter[str] = Counter()
    found = 0
    bring_up_to_date(path)
    with worker_processes(workers) as at_hand:
        with progress("Loading shards", len(shards)) as advance, connection.writing_much(path) as db:
            for loaded in load(db, directory, shards, wanted, at_hand.mapped):
                for outcome in loaded.outcomes:
                    done["unread" if outcome.failed else outcome.status] += 1
                    found += outcome.quotes
                for _ in range(loaded.shards):
                    advance()
        with connection.writing_much(path) as db:
            for title, waiting, work in (
                ("Settling names", names_waiting.waiting, settle),
                ("Grouping quotes", grouping.waiting, partial(group, mapped=at_hand.mapped)),
            ):
                with progress(title, waiting(db)) as advance:
                    for number in work(db):
                        for _ in range(number):
                            advance()
    click.echo(summary(done, found))


@archive.command(
    epilog=examples("quotes archive report archive/", 'quotes archive report archive/ --speaker "Ada Moor"')
)
@click.argument("directory", metavar="DIR")
@click.option("--speaker", metavar="NAME", help="Only this speaker, by a name used in articles.")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="The most lines of each table.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(directory: str, speaker: str | None, limit: int, as_json: bool) -> None:
    """Show who is quoted in an archive, how often, about what, and when."""
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


archive.add_command(index)
archive.add_command(lookup)


def _one_way(scheduler: str | None, workers: int | None, which: str | None) -> None:
    """Raises click.UsageError for options that do not go together."""
    ways = {"--scheduler": scheduler, "--workers": workers, "--shard": which}
    given = [flag for flag, value in ways.items() if value]
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} cannot be used with {given[1]}.")


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
