"""`quotes datasette`: what Datasette has to know to show the database."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples


@click.command(
    epilog=examples("quotes datasette > metadata.json", "datasette quotes.db --metadata metadata.json")
)
@database_option
def datasette(database: Path | None) -> None:
    """Print metadata for Datasette: views with their columns, queries, and what is not to be shown.

    Write it anew after each update of quotes: it refuses the tables that the file has now.
    """
    from quotes.store.database.connection import reading
    from quotes.store.database.shared_views import datasette_metadata

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with reading(path) as db:
        click.echo(json.dumps(datasette_metadata(db, path.stem), indent=2))
