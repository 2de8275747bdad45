"""`quotes export`: statements for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, day_option, examples, site_option

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quotes.extraction import Factuality
    from quotes.store.tracking.statements import Filters


@click.command(
    epilog=examples(
        "quotes export > statements.csv",
        "quotes export --format jsonl --speaker ivo-marrek --about Tarnholm --from 2024-05-01",
        "quotes export --format annotations --speaker ivo-marrek > ivo-marrek.jsonld",
        "quotes export --format parquet --factuality any > statements.parquet",
    )
)
@click.option(
    "--format", "ending", type=click.Choice(["csv", "jsonl", "parquet", "annotations"]), default="csv",
    show_default=True,
    help="CSV for spreadsheets, JSON Lines, Parquet (extra quotes[archive]), or the quotes as a collection of"
    " W3C Web Annotations.",
)  # fmt: skip
@click.option("--speaker", metavar="SLUG", help="The slug of the speaker; without it, all speakers.")
@click.option(
    "--about", metavar="NAME", help="Whom or what they are about: a name in any spelling, or a slug."
)
@click.option("--q", metavar="WORDS", help='Words in a quote; a "phrase" in double quotes.')
@click.option(
    "--factuality", type=click.Choice(["said", "denied", "hypothetical", "fabricated", "any"]),
    default="said", show_default=True, help="Whether the articles report the words as said,"
            " denied and so on.",
)  # fmt: skip
@click.option(
    "--min-said-confidence", type=click.FloatRange(0, 1), metavar="P",
    help="The lowest confidence of the date, from 0 to 1; statements without one are left out.",
)  # fmt: skip
@day_option("--from", "since", "The first day on which they were said.")
@day_option("--to", "until", "The last day on which they were said.")
@site_option
@database_option
def export(
    ending: str,
    speaker: str | None,
    about: str | None,
    factuality: Factuality | Literal["any"],
    site: str,
    database: Path | None,
    **wanted: Any,
) -> None:
    """Print statements, the latest said first, in one of these forms."""
    from quotes.store.database import connection
    from quotes.store.quotations import topic_lists
    from quotes.store.search import NoWords
    from quotes.store.tracking.statements import Filters, list_of

    since, until = wanted["since"], wanted["until"]
    if since is not None and until is not None and since > until:
        raise click.UsageError("--to must not be before --from.")
    if ending == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is binary and cannot be shown: add > statements.parquet.")
    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        meant = None if about is None else topic_lists.called(db, about)
        filters = Filters(
            speaker=_speaker(db, speaker),
            about=meant,
            factuality=None if factuality == "any" else factuality,
            **wanted,
        )
        try:
            list_of(filters)  # before the first line of output is printed
        except NoWords:
            raise click.UsageError("--q must contain a letter or a digit.") from None
        for piece in _pieces(db, filters, ending, site):
            click.echo(piece, nl=False)


def _pieces(db: Database, filters: Filters, ending: str, site: str) -> Iterator[bytes]:
    """The bytes of the file, piece by piece. Raises ExtraMissing before the first."""
    from quotes.api.answers.formats import csv_lines, json_lines
    from quotes.api.answers.web_annotations import written_collection
    from quotes.archive.statement_tables import parquet
    from quotes.lookup.evidence.reported_quotes import all_reported_quotes
    from quotes.store.tracking.statements import count_reports, everything

    if ending == "parquet":
        return parquet(everything(db, filters))
    if ending == "annotations":
        quotes, total = all_reported_quotes(db, filters), count_reports(db, filters)
        lines = written_collection(quotes, label="Quotes", total=total, site=site.rstrip("/"))
    else:
        lines = (csv_lines if ending == "csv" else json_lines)(everything(db, filters))
    return (line.encode("utf-8") for line in lines)


def _speaker(db: Database, slug: str | None) -> int | None:
    from quotes.store.identity import speakers

    if slug is None:
        return None
    speaker = speakers.pk_of(db, slug)
    if speaker is None:
        raise click.ClickException(f"There is no speaker with the slug {slug}.")
    return speaker
