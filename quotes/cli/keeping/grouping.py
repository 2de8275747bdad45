"""`quotes group`: groups quotes into statements."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples
from quotes.cli.progress import progress
from quotes.wording import counted


@click.command(epilog=examples("quotes group", "quotes group --all --database news.db"))
@click.option(
    "--all", "everything", is_flag=True, help="Group all quotes again, not only those in the queue."
)
@database_option
def group(everything: bool, database: Path | None) -> None:
    """Group quotes into statements, and link the same words of different speakers.

    Articles are grouped as they arrive. So this is only needed for a file of an earlier version, and after an
    ingest or load was killed; names that a load left are resolved first. It works in short steps, so that a
    service can read and write meanwhile, and continues where it was interrupted. Prints what changed.
    """
    from quotes.store.bulk import names_waiting
    from quotes.store.database import connection
    from quotes.store.tracking import regrouping

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        with progress("Settling names", names_waiting.waiting(db)) as advance:
            for number in names_waiting.steps(db):
                for _ in range(number):
                    advance()
        work = regrouping.Regrouping(db, everything=everything)
        with progress("Grouping quotes", work.waiting) as advance:
            for number in work.steps():
                for _ in range(number):
                    advance()
        changed = work.changed()
    click.echo(
        f"{counted(work.waiting, 'quote')} grouped: {counted(changed.joined, 'statement')}"
        " joined with others, "
        f"{changed.parted} split off; {counted(changed.linked, 'pair')} of quotes of different "
        f"speakers with the same words linked, {changed.unlinked} unlinked."
    )
