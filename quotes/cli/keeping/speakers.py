"""`quotes speakers`: imports and exports newsrooms' lists of speakers."""

from __future__ import annotations

import getpass
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.speaker_lists import Taken

OUTCOMES = {
    "new": "new",
    "changed": "changed",
    "unchanged": "as it is",
    "unclear": "unclear, left out",
    "bad": "bad, left out",
}


@click.group(
    epilog=examples(
        "quotes speakers import --dry-run politicians.csv", "quotes speakers export > speakers.csv"
    )
)
def speakers() -> None:
    """Lists of speakers, with their other names, Wikidata ids and roles."""


@speakers.command("import", epilog=examples("quotes speakers import --dry-run politicians.csv"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option(
    "--dry-run", is_flag=True, help="Show what would be joined and changed, without changing anything."
)
@click.option("--by", metavar="NAME", help="The name of the person who decides; without it, your login name.")
@database_option
def import_list(file: Path, dry_run: bool, by: str | None, database: Path | None) -> None:
    """Import FILE, a CSV list with the columns name, other_names, kind, description, wikidata, roles, slug.

    Only name is required. Speakers who are quoted by that name or one of the other names are merged into the
    listed speaker; this can be undone. A person's decision to the contrary is kept and reported. Bad and
    unclear rows are reported by line and left out, and then the exit status is 1. Each other row is stored
    whole.
    """
    from quotes.intake.characters import decode_text
    from quotes.intake.tables.speaker_lists import read_list
    from quotes.speaker_lists import take_in
    from quotes.store.database import connection
    from quotes.store.quotations.decision_history import Decision

    rows = list(read_list(decode_text(file.read_bytes()).text))
    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decision = Decision(by or getpass.getuser(), f"listed in {file.name}", now)
    with (connection.reading if dry_run else connection.writing)(path) as db:
        taken = list(take_in(db, rows, decision, dry_run=dry_run))
    _show(taken)
    click.echo(_summary(taken, dry_run=dry_run))
    if any(one.outcome in ("bad", "unclear") for one in taken):
        sys.exit(1)


@speakers.command("export", epilog=examples("quotes speakers export > speakers.csv"))
@click.option(
    "--all",
    "everybody",
    is_flag=True,
    help="All speakers with all names, instead of only what people have set.",
)
@database_option
def export_list(everybody: bool, database: Path | None) -> None:
    """Print the speakers about whom people have set something, as a list that can be imported."""
    from quotes.api.answers.formats import speaker_lines
    from quotes.store.database import connection
    from quotes.store.identity.speaker_lists import listed_speakers

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        for line in speaker_lines(listed_speakers(db, everybody=everybody)):
            click.echo(line.encode("utf-8"), nl=False)


def _show(taken: Iterable[Taken]) -> None:
    """Print a table of the rows that change something. Problems go to standard error."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for column in ("line", "listed", "outcome", "quotes", "joined (quotes)", "set"):
        table.add_column(column, justify="right" if column in ("line", "quotes") else "left", overflow="fold")
    for one in taken:
        joined = [f"{who['name']} ({who['quotes']})" for who in one.joined]
        told = [*one.changes, *(f"name {name}" for name in one.names)]
        cells = (OUTCOMES[one.outcome], str(one.quotes), "\n".join(joined), "\n".join(told))
        if one.outcome not in ("unchanged", "bad", "unclear"):
            table.add_row(str(one.line), *(escape(cell) for cell in (one.name, *cells)))
        for problem in one.problems:
            click.echo(f"Line {one.line}, {one.name or 'without a name'}: {problem}", err=True)
    if table.row_count:
        width = None if sys.stdout.isatty() else 160
        Console(width=width, highlight=False).print(table)


def _summary(taken: list[Taken], *, dry_run: bool) -> str:
    totals = Counter(one.outcome for one in taken)
    parts = ", ".join(f"{totals[name]} {said}" for name, said in OUTCOMES.items() if totals[name])  # type: ignore[index]
    joined = [who for one in taken for who in one.joined]
    moved = sum(who["quotes"] for who in joined)
    would = "would be" if dry_run else "were" if len(joined) != 1 else "was"
    ends = (
        ""
        if not joined
        else f" {counted(len(joined), 'speaker')} with {counted(moved, 'quote')} {would} joined."
    )
    nothing = " Nothing was stored." if dry_run else ""
    return f"{counted(len(taken), 'row')}{f': {parts}' if parts else ''}.{ends}{nothing}"
