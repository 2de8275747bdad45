"""`quotes check`: checks that the database is consistent, and repairs derived data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.keeping.database import existing
from quotes.cli.options import configured, database_option, examples
from quotes.cli.progress import progress
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.store.checking import Checked

MOST_SHOWN = 10


@click.command(epilog=examples("quotes check", "quotes check --repair"))
@click.option("--repair", is_flag=True, help="Make derived data that is wrong again.")
@database_option
def check(repair: bool, database: Path | None) -> None:
    """Check that the database is consistent, and show where it is not.

    All derived data (counts, groups of quotes, search indexes) is computed again and compared. Others may
    read and write meanwhile. The exit status is 1 if anything is wrong and was not repaired. Without
    --repair, nothing is changed; with it, no article, quote or decision is changed.
    """
    from quotes.store import checking
    from quotes.store.database import connection

    path = existing(configured(database=database).database)
    found = _checked(path)
    _tell(found)
    if repair and any(one.findings and one.check.repair for one in found):
        with connection.writing(path) as db:
            checking.repair(db, found)
        click.echo("Made the derived data again. Checking again:")
        found = _checked(path)
        _tell(found)
    wrong = [one for one in found if one.findings]
    if not wrong:
        click.echo(f"{path} is consistent: {counted(len(found), 'check')}.")
        return
    mendable = sum(one.check.repair is not None for one in wrong)
    click.echo(
        f"{path} is not consistent: {len(wrong)} of {counted(len(found), 'check')} found something wrong."
    )
    if mendable and not repair:
        click.echo(f"`quotes check --repair` repairs what {mendable} of them found.")
    if mendable < len(wrong):
        click.echo("The rest cannot be repaired, but may be in a backup: docs/operating.md says what to do.")
    sys.exit(1)


def _checked(path: Path) -> list[Checked]:
    from quotes.store import checking
    from quotes.store.database import connection

    found = []
    with connection.reading(path) as db, progress("Checking", len(checking.CHECKS)) as advance:
        for one in checking.check(db):
            found.append(one)
            advance()
    return found


def _tell(found: list[Checked]) -> None:
    for one in found:
        click.echo(f"{'WRONG' if one.findings else 'ok':<6} {one.check.name}: {one.check.promise}.")
        for finding in one.findings[:MOST_SHOWN]:
            click.echo(f"         {finding}")
        if len(one.findings) > MOST_SHOWN:
            click.echo(f"         and {len(one.findings) - MOST_SHOWN} more")
