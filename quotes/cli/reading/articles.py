"""`quotes articles` and `quotes worker`: articles in the queue, and articles that could not be read."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples, model_option
from quotes.cli.running.errands import errands_of, running_errands
from quotes.wording import counted


@click.group(epilog=examples("quotes articles failed", "quotes articles retry"))
def articles() -> None:
    """Stored articles that could not be read."""


@articles.command(epilog=examples("quotes articles failed"))
@database_option
def failed(database: Path | None) -> None:
    """List the articles that could not be read, with the reasons; if there are any, the exit status is 1."""
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
    """Queue articles that could not be read again: all of them, or those with these ids.

    With all of them, pages that the web archive could not save are queued again too.
    """
    from quotes.store.database import connection
    from quotes.store.waiting import page_saves, unread_texts

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        waiting = unread_texts.retry(db, ids or None)
        pages = 0 if ids else page_saves.retry(db)
    missing = [one for one in ids if one not in waiting]
    number = counted(len(waiting), "article")
    click.echo(f"Queued again: {number}. `quotes serve` and `quotes worker` read them.")
    if pages:
        click.echo(f"To be saved by the web archive again: {counted(pages, 'page')}.")
    if missing:
        raise click.ClickException(f"There is no failed article with the id {missing[0]}.")


@click.command(epilog=examples("quotes worker", "quotes worker --once"))
@click.option("--once", is_flag=True, help="Exit when the queue is empty.")
@database_option
@model_option
def worker(once: bool, database: Path | None, model: str | None) -> None:
    """Read queued articles as they arrive, and send the alerts that are due.

    If QUOTES_FETCH is on, also fetch accepted addresses; if QUOTES_SAVE_PAGES is on, have pages saved.

    Any number of workers may run on the machine of the database; each article is read by one of them. Ctrl-C
    and SIGTERM stop a worker, and the article that it was reading is queued again.
    """
    from quotes.alerts.channels import channels
    from quotes.alerts.sending import Sending, send_on
    from quotes.readers import Pool
    from quotes.store.database import connection
    from quotes.workflows.jobs import read_next, read_on

    settings = configured(database=database, model=model)
    bring_up_to_date(settings.database)
    signal.signal(signal.SIGTERM, _stop)
    sending = Sending(channels(settings), settings.digest_hour)
    pool = Pool(
        settings.model,
        processes=1,
        seconds=settings.reading_seconds,
        megabytes=settings.reading_megabytes,
    )
    try:
        click.echo(f"Reading with extractor {pool.version} into {settings.database}. Stop with Ctrl-C.")
        if not once:
            Thread(target=send_on, args=(settings.database, sending, Event()), daemon=True).start()
            running_errands(settings, Event(), pool, tell=click.echo)
            read_on(settings.database, pool, Event())
        errands = errands_of(settings, pool, tell=click.echo)
        with connection.writing(settings.database) as db:
            while errands is not None and errands.work(db):
                pass
            while row := read_next(db, settings.database, pool):
                click.echo(f"Read {row['id']}.")
            sending.work(db)
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        pool.close()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
