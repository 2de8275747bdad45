"""`quotes reextract`: reads stored articles again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples, model_option
from quotes.cli.progress import progress
from quotes.cli.running.readers import reading_with, workers_option
from quotes.wording import counted

if TYPE_CHECKING:
    from quotes.workflows.reextraction import Reread

SIGNS = {"added": "+", "changed": "~", "gone": "-"}


@click.command(epilog=examples("quotes reextract --workers 4", "quotes reextract --quiet"))
@database_option
@workers_option
@click.option("--quiet", is_flag=True, help="Print only the totals.")
@model_option
def reextract(database: Path | None, workers: int, quiet: bool, model: str | None) -> None:
    """Read stored articles again that another version of the extractor has read.

    Quotes keep their ids, and people's decisions are kept. Prints what changed. If interrupted, the next run
    continues there. An article on which the extraction fails is not changed and is reported on standard
    error; then the exit status is 1.
    """
    from quotes.store.database import connection
    from quotes.workflows import reextraction

    settings = configured(database=database, model=model)
    bring_up_to_date(existing(settings.database))
    done: Counter[str] = Counter()
    with (
        reading_with(settings.model, workers) as reader,
        connection.writing(settings.database) as db,
        progress("Reading articles again", reextraction.count(db, reader)) as advance,
    ):
        for reread in reextraction.reextract(db, reader):
            advance()
            if reread.failed is not None:
                click.echo(f"Article {reread.article}: {reread.failed}. It stays as it was.", err=True)
                done["failed"] += 1
                continue
            done.update(["articles", *(change.kind for change in reread.changes)])
            if not quiet:
                for line in told(reread):
                    click.echo(line)
    click.echo(
        f"{counted(done['articles'], 'article')} read again; "
        f"{counted(done['added'], 'quote')} added, {done['changed']} changed, {done['gone']} gone."
    )
    if done["failed"]:
        sys.exit(1)


def told(reread: Reread) -> Iterator[str]:
    """The lines that report an article's changes: its id and a line for each quote, or none."""
    if reread.changes:
        yield f"Article {reread.article}"
    for change in reread.changes:
        fields = "; ".join(
            f"{field}: {_shown(before)} → {_shown(after)}" for field, (before, after) in change.fields.items()
        )
        yield f"  {SIGNS[change.kind]} {change.quote}  {fields}"


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)
