"""The extractor of a command: one in this process, or several in other processes."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quotes.workflows.ingestion import Reader

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes read articles at once; one writes.",
)


def reading_with(model: str | None, workers: int) -> AbstractContextManager[Reader]:
    """A context with the reader. Raises ModelError."""
    if workers == 1:
        from quotes.extraction import Extractor

        return nullcontext(Extractor(model))
    from quotes.cli.running.workers import Workers

    return Workers(model, workers)
