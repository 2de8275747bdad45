"""The `quotes` command, one module a subcommand."""

from quotes.cli.group import main

__all__ = ["main"]
