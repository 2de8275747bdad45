"""`quotes migrate`, `quotes backup` and `quotes restore`: the database as a whole."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import click

from quotes.cli.options import configured, database_option, examples
from quotes.cli.running.signals import ending_orderly
from quotes.store.database.progress import Progress, silent
from quotes.wording import counted


def bring_up_to_date(path: Path, progress: Progress = silent) -> list[str]:
    """Apply pending migrations, making the file if there is none. Returns the names of those applied.

    Raises click.ClickException if the file cannot be used.
    """
    from quotes.cli.group import reason
    from quotes.store.database import migrating

    try:
        return migrating.migrate(path, progress)
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{path}: {reason(error)}.") from error


def existing(path: Path) -> Path:
    """The path of a database that must exist. Raises click.ClickException."""
    if not path.exists():
        raise click.ClickException(f"{path} does not exist; `quotes ingest` makes it.")
    return path


@click.command(epilog=examples("quotes migrate --database news.db"))
@database_option
def migrate(database: Path | None) -> None:
    """Make the database or bring it up to date. `quotes serve` and `quotes ingest` do this themselves."""
    from quotes.store.database import connection
    from quotes.store.publication import page_joining
    from quotes.store.tracking import grouping

    path = configured(database=database).database
    since = datetime.now(UTC).isoformat(timespec="seconds")
    for step in bring_up_to_date(path, _tell):
        click.echo(f"Applied {step}.")
    with connection.reading(path) as db:
        joined = page_joining.joined_since(db, since)
        waiting = grouping.waiting(db)
    for one in joined:
        click.echo(
            f"Article {one.article} is the same page as {one.into}, which now has its texts and quotes."
        )
    if joined:
        click.echo(f"{counted(len(joined), 'article')} joined with others that are the same page.")
    if waiting:
        click.echo(f"{counted(waiting, 'quote')} wait to be grouped; `quotes group` does it now.")
    click.echo(f"{path} is up to date.")


def _tell(step: str, done: int, total: int) -> None:
    """Print the progress of a step, at each tenth of it."""
    if done == total or done * 10 // total != (done - 1) * 10 // total or step.startswith("quotes"):
        click.echo(f"{step}: {done:,} of {total:,}", err=True)


@click.command(epilog=examples("quotes backup news-backup.db"))
@click.argument("file", type=click.Path(path_type=Path))
@database_option
def backup(file: Path, database: Path | None) -> None:
    """Copy the present state of the database to FILE. Others may read and write it meanwhile.

    The copy is verified before it gets its name. An existing FILE is left as it is.
    """
    from quotes.store.database import copies

    path = existing(configured(database=database).database)
    with ending_orderly():
        copies.backup(path, file)
    click.echo(f"Copied {path} to {file}, and verified the copy.")


@click.command(epilog=examples("quotes restore news-backup.db"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@database_option
def restore(file: Path, database: Path | None) -> None:
    """Replace the database with a copy of the backup FILE.

    The copy is verified and brought up to date first. The previous database is kept under another name, which
    is printed. Stop the service before: a database in use is not replaced.
    """
    from quotes.store.database import copies

    path = configured(database=database).database
    with ending_orderly():
        restored = copies.restore(file, path)
    for step in restored.applied:
        click.echo(f"Applied {step}.")
    click.echo(f"Restored {path} from {file}.")
    if restored.aside is not None:
        click.echo(f"The previous database is kept as {restored.aside}.")
