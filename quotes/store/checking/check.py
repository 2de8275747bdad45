"""A check: what must be true of every file, how to find exceptions, and how to repair them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

Finding = str


@dataclass(frozen=True, slots=True)
class Check:
    """`promise` says what must be true, as a sentence without its full stop; `find` yields the exceptions.

    `repair` makes derived data again. It is called inside a transaction. People's decisions and the texts of
    articles are derived from nothing, so their checks have no `repair`.
    """

    name: str
    promise: str
    find: Callable[[Database], Iterator[Finding]]
    repair: Callable[[Database], object] | None = None


def differing(db: Database, stored: str, computed: str, what: str) -> Iterator[Finding]:
    """A finding for each row that only one of two queries returns. `what` is the start of its message."""
    for row in db.execute(f"SELECT * FROM ({computed}) EXCEPT SELECT * FROM ({stored})"):
        yield f"{what} {_told(row)} is missing or has another value"
    for row in db.execute(f"SELECT * FROM ({stored}) EXCEPT SELECT * FROM ({computed})"):
        yield f"{what} {_told(row)} is stored and does not follow"


def _told(row: tuple[object, ...]) -> str:
    return ", ".join("nothing" if value is None else str(value) for value in row)
