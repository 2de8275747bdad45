"""The `quotes` command itself: its subcommands, and its error messages."""

from __future__ import annotations

import errno
import sqlite3
from importlib import import_module
from typing import Any

import click

from quotes.archive.extra import ArchiveError
from quotes.extraction import ExtractionError
from quotes.intake.errors import IntakeError
from quotes.known_settings import SettingsError
from quotes.store.database.faults import UnusableDatabase, fault_of

# In the order in which a new user needs them. A module is imported when its command is named or listed.
COMMANDS = {
    "demo": "quotes.cli.running.demo",
    "extract": "quotes.cli.reading.extract",
    "ingest": "quotes.cli.reading.ingest",
    "watch": "quotes.cli.reading.watch",
    "lookup": "quotes.cli.asking.lookup",
    "serve": "quotes.cli.running.serve",
    "mcp": "quotes.cli.asking.mcp",
    "worker": "quotes.cli.reading.articles",
    "alerts": "quotes.cli.asking.alerts",
    "articles": "quotes.cli.reading.articles",
    "migrate": "quotes.cli.keeping.database",
    "reextract": "quotes.cli.reading.reextract",
    "group": "quotes.cli.keeping.grouping",
    "export": "quotes.cli.asking.export",
    "cite": "quotes.cli.asking.cite",
    "datasette": "quotes.cli.asking.datasette",
    "speakers": "quotes.cli.keeping.speakers",
    "backup": "quotes.cli.keeping.database",
    "restore": "quotes.cli.keeping.database",
    "check": "quotes.cli.keeping.check",
    "token": "quotes.cli.keeping.tokens",
    "archive": "quotes.cli.reading.archive",
}


class QuotesGroup(click.Group):
    """Finds the subcommands in their modules, and reports failures in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SettingsError, IntakeError, ExtractionError, ArchiveError, UnusableDatabase) as error:
            raise click.ClickException(_sentence(str(error))) from error
        except sqlite3.Error as error:
            raise click.ClickException(_sentence(f"The database cannot be used: {reason(error)}")) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of the output has closed it; click exits quietly
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(_sentence(where + (error.strerror or str(error)))) from error


def reason(error: sqlite3.Error) -> str:
    """What went wrong with the database, as the end of a sentence."""
    fault = fault_of(error)
    return str(error) if fault is None else fault.reason


def _sentence(message: str) -> str:
    first = message.strip().partition("\n")[0].rstrip(".")
    return f"{first}."


@click.group(cls=QuotesGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotes", message="%(package)s %(version)s")
def main() -> None:
    """Extract who is quoted with what, and when, from news articles into one SQLite file.

    Settings come from the environment and from .env; see docs/operating.md.
    """
