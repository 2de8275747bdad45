"""`quotes watch`: feeds and news sitemaps whose articles are fetched as they appear."""

from __future__ import annotations

import fcntl
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples, model_option
from quotes.cli.running.errands import running_errands
from quotes.cli.running.readers import reading_with
from quotes.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from quotes.collecting.collector import Collector

PATIENCE = 300.0  # the most seconds that a person waits for a turn at a host
LONGEST_NAP = 30.0  # seconds between checks for added sources
LONGEST_TURN = 120.0  # the most seconds that --once waits until a host may be asked again
PLAIN_WIDTH = 160  # width of the table if there is no terminal


@click.group(
    epilog=examples(
        "quotes watch add https://example.org/feed.xml",
        "quotes watch list",
        "quotes watch remove 3",
        "quotes watch run",
    )
)
def watch() -> None:
    """Feeds and news sitemaps whose articles are fetched as they appear.

    Needs the setting QUOTES_FETCH=on.
    """


@watch.command(epilog=examples("quotes watch add https://example.org/feed.xml https://example.com/"))
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@database_option
@click.pass_context
def add(ctx: click.Context, urls: tuple[str, ...], database: Path | None) -> None:
    """Start watching feeds (RSS, Atom, JSON Feed), news sitemaps, or the feeds that pages name."""
    from quotes.collecting import sources
    from quotes.collecting.pages import FetchingOff, pages
    from quotes.feeds import NotAFeed
    from quotes.fetching import FetchError
    from quotes.store.database import connection

    settings = configured(database=database)
    bring_up_to_date(settings.database)
    try:
        fetcher = pages(settings).fetcher
    except FetchingOff as error:
        raise click.ClickException(f"Nothing is watched: {error}.") from error
    failed = False
    with connection.writing(settings.database) as db:
        for url in urls:
            try:
                source, is_new = sources.add(db, fetcher, url, patience=PATIENCE)
            except (FetchError, NotAFeed) as error:
                click.echo(f"{url}: {error}.", err=True)
                failed = True
                continue
            told = "is now watched" if is_new else "is already watched"
            waiting = f"{counted(source['waiting'], 'article')} to fetch"
            click.echo(f"{source['url']} {told}: {waiting} ({source['pk']}).")
    if failed:
        ctx.exit(1)


@watch.command("list", epilog=examples("quotes watch list"))
@database_option
def show(database: Path | None) -> None:
    """List the sources and their states."""
    from rich.console import Console

    from quotes.collecting.sources import presented
    from quotes.store.database import connection
    from quotes.store.waiting import sources

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        found = [presented(row, time.time()) for row in sources.every(db)]
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    console.print(source_table(found))
    for one in found:
        if one["muted"] or one["state"] != "ok":
            since = f", last new article {_shown(one['last_new'])}"
            click.echo(
                f"{one['url']} is {one['state']}: {one['muted'] or one['last_error'] or 'silent'}{since}."
            )


@watch.command(epilog=examples("quotes watch remove https://example.org/feed.xml", "quotes watch remove 3"))
@click.argument("source", metavar="URL-or-ID")
@database_option
def remove(source: str, database: Path | None) -> None:
    """Stop watching a source; its articles are kept."""
    from quotes.store.database import connection
    from quotes.store.waiting import sources

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        number = int(source) if source.isascii() and source.isdecimal() else 0
        found = sources.get(db, number) if number else sources.by_url(db, source)
        if found is None:
            raise click.ClickException(f"{source} is not watched.")
        sources.remove(db, found["pk"])
    click.echo(f"{found['url']} is no longer watched.")


@watch.command(epilog=examples("quotes watch run", "quotes watch run --once"))
@click.option("--once", is_flag=True, help="Do what is due now, host after host, and exit.")
@database_option
@model_option
def run(once: bool, database: Path | None, model: str | None) -> None:
    """Ask each source when it is due, and fetch and read what it announces, until SIGTERM or Ctrl-C.

    One process does this for a database; killed at any moment, the next one goes on where it was. What it
    brings may as well be read by `quotes serve` or `quotes worker`. It ends with what it has done.
    """
    from quotes.collecting.collector import Collector, summary
    from quotes.collecting.pages import FetchingOff, pages
    from quotes.readers import Direct
    from quotes.store.database import connection

    settings = configured(database=database, model=model)
    bring_up_to_date(settings.database)
    try:
        found = pages(settings)
    except FetchingOff as error:
        raise click.ClickException(f"Nothing is watched: {error}.") from error
    with (
        alone(settings.database),
        reading_with(settings.model, 1) as reader,
        connection.writing(settings.database) as db,
    ):
        collector = Collector(
            db, settings.database, found, Direct(reader), click.echo, save=settings.save_pages
        )
        if once:
            do_what_is_due(collector, time.sleep)
        else:
            stopped = Event()
            running_errands(settings, stopped, Direct(reader), found.fetcher, click.echo)
            _go_on(collector)
            stopped.set()
    click.echo(summary(collector.done))


def do_what_is_due(collector: Collector, sleep: Callable[[float], object]) -> None:
    """Work until everything that is due is done, waiting for hosts whose turn is soon."""
    while (wait := collector.work()) is not None and wait <= LONGEST_TURN:
        if wait:
            sleep(wait)


def _go_on(collector: Collector) -> None:
    """Work until a signal arrives, and finish the work in progress."""
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    before = {one: signal.signal(one, stop) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not stopped:
            wait = collector.work()
            end = time.monotonic() + min(LONGEST_NAP if wait is None else wait, LONGEST_NAP)
            while not stopped and (left := end - time.monotonic()) > 0:
                time.sleep(min(left, 0.5))
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the lock of the only watching process of a database, which is released if the process is killed.

    Raises click.ClickException.
    """
    with database.with_name(f"{database.name}-watch").open("a") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException(f"Another process is already watching for {database}.") from error
        yield


def source_table(found: list[dict[str, Any]]) -> Table:
    """The sources as a table with a line for each."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    columns = ("Id", "Source", "State", "Stored", "Waiting", "Failed", "Last new", "Next", "Last error")
    table = Table(*columns, box=SIMPLE_HEAD)
    for one in found:
        counts = (str(one[name]) for name in ("articles", "waiting", "failed"))
        times = (_shown(one["last_new"]), _shown(one["next"]))
        error = Text(one["last_error"] or "-")
        table.add_row(str(one["id"]), Text(one["url"], overflow="fold"), one["state"], *counts, *times, error)
    return table


def _shown(moment: str | None) -> str:
    """A moment to the minute, in UTC."""
    return "-" if moment is None else moment.replace("T", " ")[:16]
