"""What others have left waiting in a file, as when they were killed."""

from __future__ import annotations

from pathlib import Path

from quotes.store.bulk import names_waiting
from quotes.store.database.connection import writing
from quotes.store.tracking import grouping


def catch_up(path: Path) -> None:
    """Settle all names that wait in a file, and group all quotes."""
    with writing(path) as db:
        for work in (names_waiting.steps, grouping.steps):
            for _ in work(db):
                pass
