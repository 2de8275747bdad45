"""Full-text indexes: built again from the texts in a temporary file, and compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding
from quotes.store.database.connection import OpenFile

# Each index, with the table and the columns that it indexes.
INDEXES = (
    ("quotes_search", "quotes", "text"),
    ("revisions_search", "revisions", "title, text"),
    ("speaker_names_search", "speaker_names", "name"),
)


def _compared(index: str, table: str, columns: str, db: Database) -> Iterator[Finding]:
    """Each word with the number of rows and places that it is in, and the length of each row."""
    assert isinstance(db, OpenFile)
    with closing(sqlite3.connect("", uri=True, isolation_level=None)) as other:
        other.execute("ATTACH ? AS stored", (f"{db.path.absolute().as_uri()}?mode=ro",))
        other.execute("BEGIN")
        (declared,) = other.execute(
            "SELECT sql FROM stored.sqlite_master WHERE name = ?", (index,)
        ).fetchone()
        other.execute(declared.replace(f"content='{table}'", "content=''").replace(index, "main.anew", 1))
        other.execute(f"INSERT INTO anew (rowid, {columns}) SELECT pk, {columns} FROM stored.{table}")
        for name, schema, source in (("computed", "main", "anew"), ("kept", "stored", index)):
            other.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab({schema}, {source}, 'row')")
        yield from _only_in_one(other, "SELECT * FROM temp.computed", "SELECT * FROM temp.kept", "the word")
        yield from _only_in_one(
            other, "SELECT id, sz FROM main.anew_docsize", f"SELECT id, sz FROM stored.{index}_docsize", "row"
        )


def _only_in_one(db: sqlite3.Connection, computed: str, kept: str, what: str) -> Iterator[Finding]:
    for way, told in (
        ((computed, kept), "is missing or has a wrong count"),
        ((kept, computed), "is in the index but not in the texts"),
    ):
        for row in db.execute(" EXCEPT ".join(way)):
            yield f"{what} {row[0]!r} {told}"


def _rebuilt(index: str) -> Callable[[Database], None]:
    def rebuild(db: Database) -> None:
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")

    return rebuild


CHECKS = tuple(
    Check(
        f"search in {table}",
        f"every word of {table} can be found by searching",
        partial(_compared, index, table, columns),
        _rebuilt(index),
    )
    for index, table, columns in INDEXES
)
