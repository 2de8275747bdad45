"""How large the database is, for /metrics."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock
from time import monotonic

from quotes.store.database import probes
from quotes.store.database.connection import reading
from quotes.watching.metrics import Gauges

# Counting scans an index, which takes a while in a large file.
COUNTED_EVERY = 60.0  # seconds


def register(gauges: Gauges, path: Path) -> None:
    """Add gauges for the size of the file and the number of articles and quotes in it."""
    counts = _Counts(path)
    gauges.register("database_bytes", "Size of the database file.", lambda: _size(path))
    gauges.register(
        "database_wal_bytes",
        "Size of the database's write-ahead log.",
        lambda: _size(path.with_name(f"{path.name}-wal")),
    )
    gauges.register("articles", "Stored articles, counted once a minute.", lambda: counts.read()[0])
    gauges.register("quotes", "Stored quotes, counted once a minute.", lambda: counts.read()[1])


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


class _Counts:
    """The numbers of articles and quotes at most a minute ago; None if the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._until = 0.0
        self._found: tuple[int | None, int | None] = (None, None)

    def read(self) -> tuple[int | None, int | None]:
        with self._lock:
            if monotonic() >= self._until:
                self._found = self._count()
                self._until = monotonic() + COUNTED_EVERY
            return self._found

    def _count(self) -> tuple[int, int] | tuple[None, None]:
        try:
            with reading(self._path) as db:
                return probes.article_and_quote_counts(db)
        except sqlite3.Error:
            return None, None
