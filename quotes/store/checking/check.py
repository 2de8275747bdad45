"""What a check is: what must hold of every file, how to find where it does not, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

Finding = str


@dataclass(frozen=True, slots=True)
class Check:
    """`promise` is what holds, as a sentence without its full stop; `find` tells where it does not.

    `repair` makes anew what follows from other things in the file. What people decided and what articles say
    follows from nothing, so checks of these have none. It is called inside a transaction.
    """

    name: str
    promise: str
    find: Callable[[Database], Iterator[Finding]]
    repair: Callable[[Database], object] | None = None


def differing(db: Database, stored: str, computed: str, what: str) -> Iterator[Finding]:
    """A finding for each row that only one of two queries gives; `what` is put before the row's values."""
    for row in db.execute(f"SELECT * FROM ({computed}) EXCEPT SELECT * FROM ({stored})"):
        yield f"{what} {_told(row)} is missing or has another value"
    for row in db.execute(f"SELECT * FROM ({stored}) EXCEPT SELECT * FROM ({computed})"):
        yield f"{what} {_told(row)} is stored and does not follow"


def _told(row: tuple[object, ...]) -> str:
    return ", ".join("nothing" if value is None else str(value) for value in row)
