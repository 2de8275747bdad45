"""`quotes mcp`: tools for language models, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.keeping.database import existing
from quotes.cli.options import configured, database_option, examples, model_option


@click.command(epilog=examples("quotes mcp --database news.db"))
@model_option
@database_option
def mcp(model: str | None, database: Path | None) -> None:
    """Let a language model look up quotes, over the Model Context Protocol.

    A client such as a desktop assistant starts this command; docs/assistants.md says how. The database is
    only read. Needs the extra quotes[mcp].
    """
    settings = configured(database=database, model=model)
    existing(settings.database)
    try:
        from quotes.assistants.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        raise click.ClickException(
            "This needs the package mcp: install it with pip install 'quotes[mcp]'."
        ) from error
    serve(settings)
