"""Progress of the extraction of an archive: articles, words, failures and the time left."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from quotes.archive.extraction import Counts, Done
    from quotes.archive.running import Lost, Told
    from quotes.archive.shards import Shard

_EVERY = 30.0  # seconds between two lines if there is no terminal


@contextmanager
def archive_progress(
    shards: Sequence[Shard],
) -> Iterator[tuple[Told, Callable[[Done | Lost], None]]]:
    """Two callbacks: one for what was read in a shard since the last call, one for finished shards.

    On a terminal there is a bar; otherwise, as in the log of a batch system, a line twice a minute.
    """
    tally = _Tally(shards)
    if not sys.stderr.isatty():
        yield tally.read, tally.finish
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        speed_estimate_period=600,
    )
    with bar:
        task = bar.add_task(tally.sentence(), total=tally.total)
        tally.changed = lambda: bar.update(task, description=tally.sentence(), completed=tally.bytes)
        yield tally.read, tally.finish


@contextmanager
def index_progress() -> Iterator[Callable[[str, int], None]]:
    """A call that takes how far the indexing of an archive has come; see `quotes.archive.index.indexing`.

    On a terminal there is a bar of shards; elsewhere a line twice a minute.
    """
    if not sys.stderr.isatty():
        yield _IndexTally().heard
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} of {task.total} shards"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task("Indexing", total=None)

        def heard(what: str, number: int) -> None:
            if what == "shards":
                bar.update(task, total=number)
            elif what == "shard":
                bar.advance(task, number)
            elif what == "merging":
                bar.update(task, description="Merging")

        yield heard


class _IndexTally:
    """How much has been indexed, told now and then."""

    def __init__(self) -> None:
        self._quotes = 0
        self._told = monotonic()

    def heard(self, what: str, number: int) -> None:
        if what == "quotes":
            self._quotes += number
        if monotonic() - self._told > _EVERY:
            self._told = monotonic()
            click.echo(f"{self._quotes:,} quotes indexed", err=True)


class _Tally:
    """Totals over all shards. The time left is estimated from the stored bytes of the shards."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._sizes = {shard.name: shard.size for shard in shards}
        self._of: dict[str, Counts] = {}
        self._read: dict[str, int] = defaultdict(int)
        self._started = self._told = monotonic()
        self.total = sum(self._sizes.values())
        self.changed: Callable[[], None] = self._line

    @property
    def bytes(self) -> int:
        return sum(min(read, self._sizes[name]) for name, read in self._read.items())

    def read(self, name: str, more: Counts) -> None:
        if self._read[name] < self._sizes[name]:
            self._of[name] = self._of[name] + more if name in self._of else more
            self._read[name] += more.bytes
        self.changed()

    def finish(self, one: Done | Lost) -> None:
        # Counts on the way may be too high, because a lost worker's shard was started again.
        if hasattr(one, "counts"):
            self._of[one.name] = one.counts
        self._read[one.name] = self._sizes[one.name]
        self.changed()

    def sentence(self) -> str:
        articles, words, failures = (
            sum(getattr(counts, name) for counts in self._of.values())
            for name in ("articles", "words", "failures")
        )
        return f"{articles:,} articles, {words:,} words, {failures:,} not read"

    def _line(self) -> None:
        now = monotonic()
        if now - self._told < _EVERY:
            return
        self._told = now
        left = (now - self._started) * (self.total / max(1, self.bytes) - 1)
        click.echo(f"{self.sentence()}; about {left / 60:,.0f} minutes left.", err=True)
