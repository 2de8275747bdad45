"""`quotes export`: statements for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, day_option, examples

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quotes.extraction import Factuality
    from quotes.store.tracking.statements import Filters


@click.command(
    epilog=examples(
        "quotes export > statements.csv",
        "quotes export --format jsonl --speaker ivo-marrek --about Tarnholm --from 2024-05-01",
    )
)
@click.option(
    "--format", "ending", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True,
    help="CSV for spreadsheets, or JSON Lines.",
)  # fmt: skip
@click.option("--speaker", metavar="SLUG", help="Whose statements; otherwise everybody's.")
@click.option("--about", metavar="NAME", help="Whom or what they are about: a name in any form, or a slug.")
@click.option("--q", metavar="WORDS", help='Words in a quote; a "phrase" in double quotes.')
@click.option(
    "--factuality", type=click.Choice(["said", "denied", "hypothetical", "fabricated", "any"]),
    default="said", show_default=True, help="What the articles report of the words.",
)  # fmt: skip
@click.option(
    "--min-said-confidence", type=click.FloatRange(0, 1), metavar="P",
    help="How sure, from 0 to 1, the time must be; what claims none is left out.",
)  # fmt: skip
@day_option("--from", "since", "The first day on which they were said.")
@day_option("--to", "until", "The last day on which they were said.")
@database_option
def export(
    ending: str,
    speaker: str | None,
    about: str | None,
    factuality: Factuality | Literal["any"],
    database: Path | None,
    **wanted: Any,
) -> None:
    """Print statements, the latest said first, as CSV or JSON Lines."""
    from quotes.store.database import connection
    from quotes.store.quotations import topics
    from quotes.store.search import NoWords
    from quotes.store.tracking.statements import Filters, list_of

    since, until = wanted["since"], wanted["until"]
    if since is not None and until is not None and since > until:
        raise click.UsageError("--to must not be before --from.")
    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        meant = None if about is None else topics.called(db, about)
        filters = Filters(
            speaker=_speaker(db, speaker),
            about=meant,
            factuality=None if factuality == "any" else factuality,
            **wanted,
        )
        try:
            list_of(filters)  # before the first line of output is printed
        except NoWords:
            raise click.UsageError("--q must hold a letter or a digit.") from None
        for line in _lines(db, filters, ending):
            click.echo(line.encode("utf-8"), nl=False)


def _lines(db: Database, filters: Filters, ending: str) -> Iterator[str]:
    from quotes.api.answers.formats import csv_lines, json_lines
    from quotes.store.tracking.statements import everything

    return (csv_lines if ending == "csv" else json_lines)(everything(db, filters))


def _speaker(db: Database, slug: str | None) -> int | None:
    from quotes.store.identity import speakers

    if slug is None:
        return None
    speaker = speakers.pk_of(db, slug)
    if speaker is None:
        raise click.ClickException(f"There is no speaker of the slug {slug}.")
    return speaker
