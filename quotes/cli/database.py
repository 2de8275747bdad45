"""`quotes migrate` and `quotes backup`: the database as a whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import click

from quotes.cli.options import configured, counted, database_option, examples
from quotes.store.progress import Progress, silent


def bring_up_to_date(path: Path, progress: Progress = silent) -> list[str]:
    """Apply the migrations that a database lacks, making the file where there is none; their names.

    Raises click.ClickException when the file cannot be used.
    """
    from quotes.store import migrating

    try:
        return migrating.migrate(path, progress)
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{path}: {error}.") from error


def existing(path: Path) -> Path:
    """The database, which must be there; raises click.ClickException."""
    if not path.exists():
        raise click.ClickException(f"{path} does not exist; `quotes ingest` makes it.")
    return path


@click.command(epilog=examples("quotes migrate --database news.db"))
@database_option
def migrate(database: Path | None) -> None:
    """Make the database, or bring it up to date; `quotes serve` and `quotes ingest` do so themselves."""
    from quotes.store import connection, grouping

    path = configured(database=database).database
    for step in bring_up_to_date(path, _tell):
        click.echo(f"Applied {step}.")
    with connection.reading(path) as db:
        waiting = grouping.waiting(db)
    if waiting:
        click.echo(f"{counted(waiting, 'quote')} wait to be grouped; `quotes group` does it now.")
    click.echo(f"{path} is up to date.")


def _tell(step: str, done: int, total: int) -> None:
    """Tell how far a step of long work is, at each tenth of it, and what came of the last."""
    if done == total or done * 10 // total != (done - 1) * 10 // total or step.startswith("quotes"):
        click.echo(f"{step}: {done:,} of {total:,}", err=True)


@click.command(epilog=examples("quotes backup news-backup.db"))
@click.argument("file", type=click.Path(path_type=Path))
@database_option
def backup(file: Path, database: Path | None) -> None:
    """Copy the database to FILE, whole as it is at this moment, while others read and write it."""
    from quotes.store import connection

    path = existing(configured(database=database).database)
    if file.exists():
        raise click.ClickException(f"{file} is there already and is left as it is.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with connection.reading(path) as db, closing(sqlite3.connect(unfinished)) as copy:
        db.conn.backup(copy)
    unfinished.rename(file)
    click.echo(f"Copied {path} to {file}.")
