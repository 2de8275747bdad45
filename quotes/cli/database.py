"""`quotes migrate` and `quotes token`: the database as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import configured, database_option


@click.command()
@database_option
def migrate(database: Path | None) -> None:
    r"""Make the database, or bring it up to date; `quotes serve` and `quotes ingest` do so themselves.

    \b
    Example:
      quotes migrate --database news.db
    """
    from quotes.store import migrating

    path = configured(database=database).database
    applied = migrating.migrate(path)
    for step in applied:
        click.echo(f"Applied {step}.")
    click.echo(f"{path} is up to date.")


@click.group()
def token() -> None:
    r"""Tokens for writing through the API.

    \b
    Example:
      quotes token create --label newsroom
    """


@token.command()
@database_option
@click.option("--label", default="command line", show_default=True, help="What the token is for.")
def create(database: Path | None, label: str) -> None:
    r"""Make a token and print it, this once: the database keeps only its hash.

    \b
    Example:
      curl -H "Authorization: Bearer $(quotes token create)" ...
    """
    from quotes.store import connection, migrating, tokens

    path = configured(database=database).database
    migrating.migrate(path)
    with connection.writing(path) as db:
        click.echo(tokens.create(db, label))
