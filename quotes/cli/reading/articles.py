"""`quotes articles` and `quotes worker`: what waits to be read, and what could not be read."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from threading import Event
from types import FrameType

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, counted, database_option, examples, model_option


@click.group(epilog=examples("quotes articles failed", "quotes articles retry"))
def articles() -> None:
    """Articles that are stored and could not be read."""


@articles.command(epilog=examples("quotes articles failed"))
@database_option
def failed(database: Path | None) -> None:
    """List the articles that could not be read, with the reason; the exit status is 1 if there are any."""
    from quotes.store.database import connection
    from quotes.store.waiting import unread_texts

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        rows = list(unread_texts.failed(db))
    for row in rows:
        click.echo(f"{row['id']}  {row['url'] or row['title'] or '-'}  {row['error'] or 'reason not known'}")
    if rows:
        click.echo(
            f"{counted(len(rows), 'article')} not read; `quotes articles retry` tries again.", err=True
        )
        sys.exit(1)


@articles.command(epilog=examples("quotes articles retry", "quotes articles retry 3fjm5k2qpqv7xw4d"))
@click.argument("ids", nargs=-1, metavar="[ID...]")
@database_option
def retry(ids: tuple[str, ...], database: Path | None) -> None:
    """Let articles that could not be read wait to be read again: all of them, or those with these ids."""
    from quotes.store.database import connection
    from quotes.store.waiting import unread_texts

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        waiting = unread_texts.retry(db, ids or None)
    missing = [one for one in ids if one not in waiting]
    number = counted(len(waiting), "article")
    click.echo(f"Waiting again: {number}. `quotes serve` and `quotes worker` read them.")
    if missing:
        raise click.ClickException(f"None has failed of the id {missing[0]}.")


@click.command(epilog=examples("quotes worker", "quotes worker --once"))
@click.option("--once", is_flag=True, help="End when nothing waits any more.")
@database_option
@model_option
def worker(once: bool, database: Path | None, model: str | None) -> None:
    """Read the articles that were accepted to be read later, as they come.

    Any number of workers may run, on the machine of the database; each article is read by one of them. Ctrl-C
    and SIGTERM stop a worker; the article that it was reading waits again.
    """
    from quotes.readers import Pool
    from quotes.store.database import connection
    from quotes.workflows.jobs import read_next, read_on

    settings = configured(database=database, model=model)
    bring_up_to_date(settings.database)
    signal.signal(signal.SIGTERM, _stop)
    pool = Pool(
        settings.model,
        processes=1,
        seconds=settings.reading_seconds,
        megabytes=settings.reading_megabytes,
    )
    try:
        click.echo(f"Reading with extractor {pool.version} into {settings.database}. Stop with Ctrl-C.")
        if not once:
            read_on(settings.database, pool, Event())
        with connection.writing(settings.database) as db:
            while row := read_next(db, settings.database, pool):
                click.echo(f"Read {row['id']}.")
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        pool.close()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
