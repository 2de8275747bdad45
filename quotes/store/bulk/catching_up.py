"""Finishes the work that other processes left in a file, for example because they were killed."""

from __future__ import annotations

from pathlib import Path

from quotes.store.bulk import names_waiting
from quotes.store.database.connection import writing
from quotes.store.tracking import grouping


def catch_up(path: Path) -> None:
    """Resolve all names that wait in a file, and group all quotes that wait."""
    with writing(path) as db:
        for work in (names_waiting.steps, grouping.steps):
            for _ in work(db):
                pass
