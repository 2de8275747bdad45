"""How far archive files are read, so that reading goes on where it was broken off."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import one


def place(db: Database, file: str) -> int:
    """The offset up to which everything in a file is stored; 0 for one that is not begun, or done."""
    row = one(db, "SELECT place FROM half_read WHERE file = :file", file=file)
    return 0 if row is None else int(row["place"])


def note(db: Database, file: str, offset: int) -> None:
    """Everything before the offset is stored."""
    with transaction(db):
        db.table("half_read").upsert({"file": file, "place": offset}, pk="file")


def done(db: Database, file: str) -> None:
    """The whole file is stored."""
    with transaction(db):
        db.execute("DELETE FROM half_read WHERE file = ?", (file,))
