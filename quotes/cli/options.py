"""What several subcommands share: options named after settings, and a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from quotes.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The end of a command's help, each example on a line of its own."""
    return "\b\n" + "\n".join(
        ["Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)]
    )


def counted(number: int, what: str) -> str:
    """A number of things in words: 1 quote, 2 quotes."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def where_to_look(address: str) -> str:
    """What to do with the address of a service: open its pages, read its API's documentation."""
    return f"Open {address} in a browser. The API is described at {address}/api/docs."


def configured(**options: Any) -> Settings:
    """The settings of the environment, under the options that were given: those that are not None.

    What they say of the database's file holds from here on. Raises SettingsError.
    """
    from quotes.store.database import connection

    given = {name: value for name, value in options.items() if value is not None}
    settings = replace(Settings.from_environment(), **given)
    connection.configure(synchronous=settings.synchronous, network=settings.allow_network_file_system)
    return settings


database_option = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The SQLite file; otherwise QUOTES_DATABASE, otherwise quotes.db.",
)
host_option = click.option("--host", help="The address to listen at; otherwise QUOTES_HOST, or 127.0.0.1.")
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port to listen at, 0 for any free one; otherwise QUOTES_PORT, or 8000.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    help="Another spaCy pipeline to read with, by its name or path; otherwise QUOTES_MODEL.",
)


def day_option(flag: str, name: str, said: str) -> Callable[[Command], Command]:
    """An option that takes a day, as in 2024-05-03, and gives it to the command as `name`."""
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
    "The day on which articles appeared that do not say so themselves, as in 2024-05-03.",
)
