"""Telling of files that are read although some of their bytes mean nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from quotes.cli.options import counted
from quotes.intake.formats.records import Incoming


def damage_told(file: Path, incoming: Iterable[Incoming]) -> Iterator[Incoming]:
    """The same, with a sentence on standard error for each article that was damaged on its way."""
    for one in incoming:
        if one.damaged:
            places = counted(one.damaged, "place")
            click.echo(
                f"{file}: {places} of it cannot be decoded and became U+FFFD; the rest is read.", err=True
            )
        yield one
