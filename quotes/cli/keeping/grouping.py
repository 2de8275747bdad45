"""`quotes group`: which quotes are one statement, found anew."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, counted, database_option, examples
from quotes.cli.progress import progress


@click.command(epilog=examples("quotes group", "quotes group --all --database news.db"))
@click.option("--all", "everything", is_flag=True, help="Group all quotes anew, not only those that wait.")
@database_option
def group(everything: bool, database: Path | None) -> None:
    """Group quotes into statements, and link the same words of different speakers.

    Articles are grouped as they come, so this is for a file of an earlier version, and for what a killed
    ingest has left. It works in short steps, beside a service that reads and writes, and goes on where it was
    when it is started again. Prints what has changed.
    """
    from quotes.store.database import connection
    from quotes.store.tracking import regrouping

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        work = regrouping.Regrouping(db, everything=everything)
        with progress("Grouping quotes", work.waiting) as advance:
            for number in work.steps():
                for _ in range(number):
                    advance()
        changed = work.changed()
    click.echo(
        f"{counted(work.waiting, 'quote')} grouped: {counted(changed.joined, 'statement')} joined another, "
        f"{changed.parted} parted from one; {counted(changed.linked, 'pair')} of quotes of different "
        f"speakers with the same words linked, {changed.unlinked} no longer."
    )
