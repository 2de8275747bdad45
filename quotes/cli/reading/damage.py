"""Reports files that are read although some of their bytes cannot be decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from quotes.intake.formats.records import Incoming
from quotes.wording import counted


def damage_told(file: Path, incoming: Iterable[Incoming]) -> Iterator[Incoming]:
    """The same articles, with a sentence on standard error for each with undecodable bytes."""
    for one in incoming:
        if one.damaged:
            places = counted(one.damaged, "place")
            click.echo(
                f"{file}: {places} in it cannot be decoded and became U+FFFD; the rest is read.", err=True
            )
        yield one
