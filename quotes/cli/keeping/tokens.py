"""`quotes token`: tokens for the API and what they allow."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.keeping.database import bring_up_to_date, existing
from quotes.cli.options import configured, database_option, examples

if TYPE_CHECKING:
    from rich.table import Table

    from quotes.store.access.tokens import Token

SCOPES = click.Choice(("read", "write", "decide"))
PLAIN_WIDTH = 140  # width of the table if there is no terminal


class Expiry(click.ParamType[datetime]):
    """The last day on which a token is valid, in UTC, or how long it is valid from now on."""

    name = "date or time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        now = datetime.now(UTC)
        given = re.fullmatch(r"([1-9][0-9]{0,4})([hd])", str(value))
        if given is not None:
            number = int(given[1])
            return now + (timedelta(hours=number) if given[2] == "h" else timedelta(days=number))
        try:
            day = datetime.strptime(str(value), "%Y-%m-%d").replace(tzinfo=UTC)
            end = datetime.combine(day, time.min, UTC) + timedelta(days=1)
        except (ValueError, OverflowError):
            self.fail("Give a day, as in 2027-01-31, or a duration from now, as in 90d or 12h.", param, ctx)
        if end <= now:
            self.fail(f"{value} has passed.", param, ctx)
        return end


@click.group(
    epilog=examples(
        "quotes token create --name newsroom --scope write --expires 90d",
        "quotes token list",
        "quotes token revoke newsroom",
    )
)
def token() -> None:
    """Tokens for the API: who may read, post articles, and decide.

    A running service applies what is made and revoked here from the next request on.
    """


@token.command(epilog=examples("quotes token create --name desk --scope write --scope decide"))
@database_option
@click.option("--name", help="The token's name, for lists, logs and histories.")
@click.option(
    "--scope",
    "scopes",
    type=SCOPES,
    multiple=True,
    help="What it may do; may be given several times. read: read if QUOTES_READ_TOKEN_REQUIRED is set;"
    " write: read and post articles; decide: read, correct, confirm and reject quotes, name and merge"
    " speakers. Without this option it may do all of these.",
)
@click.option(
    "--expires",
    type=Expiry(),
    help="The last day on which it is valid, as in 2027-01-31 (UTC), or how long, as in 90d or 12h.",
)
def create(
    database: Path | None, name: str | None, scopes: tuple[str, ...], expires: datetime | None
) -> None:
    """Make a token and print it. This is the only time, since the database keeps only its hash."""
    from quotes.store.access import tokens
    from quotes.store.database import connection

    path = configured(database=database).database
    bring_up_to_date(path)
    with connection.writing(path) as db:
        wanted = tokens.free_name(db, "command line") if name is None else name
        try:
            click.echo(tokens.create(db, wanted, scopes or tokens.SCOPES, expires))
        except tokens.BadName as error:
            raise click.ClickException(str(error)) from error


@token.command("list", epilog=examples("quotes token list --database news.db"))
@database_option
def show(database: Path | None) -> None:
    """List the tokens, the latest first: what they may do, and when they were last used."""
    from rich.console import Console

    from quotes.store.access import tokens
    from quotes.store.database import connection

    settings = configured(database=database)
    path = existing(settings.database)
    bring_up_to_date(path)
    with connection.reading(path) as db:
        found = tokens.listing(db)
    if settings.token is not None:
        found.append(tokens.Token(id=None, name=tokens.ENVIRONMENT))
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    console.print(token_table(found, datetime.now(UTC)))


@token.command(epilog=examples("quotes token revoke newsroom", "quotes token revoke 3"))
@database_option
@click.argument("name", metavar="NAME-or-ID")
def revoke(database: Path | None, name: str) -> None:
    """Revoke a token, at once."""
    from quotes.store.access import tokens
    from quotes.store.database import connection

    path = existing(configured(database=database).database)
    bring_up_to_date(path)
    with connection.writing(path) as db:
        try:
            revoked = tokens.revoke(db, name)
        except tokens.NoToken as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"Revoked the token {revoked.name!r} ({revoked.id}).")


def token_table(found: list[Token], now: datetime) -> Table:
    """The tokens as a table with a line for each."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table("Id", "Name", "Scopes", "State", "Created", "Last used", "Expires", box=SIMPLE_HEAD)
    for one in found:
        table.add_row(
            "-" if one.id is None else str(one.id),
            Text(one.name),
            " ".join(one.scopes),
            one.state(now),
            *(_shown(moment) for moment in (one.created, one.last_used, one.expires)),
        )
    return table


def _shown(moment: str | None) -> str:
    """A moment to the minute, in UTC."""
    return "-" if moment is None else moment.replace("T", " ")[:16]
