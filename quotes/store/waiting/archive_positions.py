"""How far archive files have been read, so that an interrupted reading can continue."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import one


def place(db: Database, file: str) -> int:
    """The offset up to which everything in a file is stored; 0 if it was not begun or is done."""
    row = one(db, "SELECT place FROM half_read WHERE file = :file", file=file)
    return 0 if row is None else int(row["place"])


def note(db: Database, file: str, offset: int) -> None:
    """Record that everything before the offset is stored."""
    with transaction(db):
        db.table("half_read").upsert({"file": file, "place": offset}, pk="file")


def done(db: Database, file: str) -> None:
    """Record that the whole file is stored."""
    with transaction(db):
        db.execute("DELETE FROM half_read WHERE file = ?", (file,))
