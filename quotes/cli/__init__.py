"""The `quotes` command, with one module for each subcommand."""

from quotes.cli.group import main

__all__ = ["main"]
