"""Options that several subcommands share: those named after settings, and days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from quotes.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The examples at the end of a command's help, each on a line of its own."""
    return "\b\n" + "\n".join(
        ["Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)]
    )


def where_to_look(address: str) -> str:
    """A sentence with the URLs of a service's pages and of its API's documentation."""
    return f"Open {address} in a browser. The API is described at {address}/api/docs."


def configured(**options: Any) -> Settings:
    """The settings from the environment, overridden by the given options (those that are not None).

    Their policy for database files applies to this process from now on. Raises SettingsError.
    """
    from quotes.store.database import connection

    given = {name: value for name, value in options.items() if value is not None}
    settings = replace(Settings.from_environment(), **given)
    connection.configure(synchronous=settings.synchronous, network=settings.allow_network_file_system)
    return settings


database_option = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The SQLite file. Default: QUOTES_DATABASE, or quotes.db.",
)
host_option = click.option("--host", help="The address to listen on. Default: QUOTES_HOST, or 127.0.0.1.")
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 for any free one. Default: QUOTES_PORT, or 8000.",
)
site_option = click.option(
    "--site",
    metavar="URL",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="Where the service is reached at which each quote has its record.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    help="Another spaCy pipeline to use, by name or path. Default: QUOTES_MODEL.",
)


def day_option(flag: str, name: str, said: str) -> Callable[[Command], Command]:
    """An option for a day, as in 2024-05-03, which is passed to the command as `name`."""
    return click.option(
        flag,
        name,
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, given: given and given.date(),
        help=said,
    )


published_option = day_option(
    "--published",
    "published",
    "The day of publication, as in 2024-05-03, for articles that do not give theirs.",
)
