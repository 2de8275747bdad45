"""Grouping what waits in a file, or all of it, with an account of what that has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.tracking import grouping


@dataclass(frozen=True, slots=True)
class Changed:
    """How many statements joined others or parted from others, and how many pairs are (un)linked."""

    joined: int
    parted: int
    linked: int
    unlinked: int


class Regrouping:
    """The work on what waits when it begins; `waiting` is how many quotes that is."""

    def __init__(self, db: Database, *, everything: bool = False) -> None:
        self._db = db
        if everything:
            with transaction(db):
                grouping.enqueue_all(db)
        # What was, beside the file: it is compared with what is in the end.
        db.execute("CREATE TEMP TABLE before_quotes AS SELECT pk, statement FROM quotes")
        db.execute("CREATE TEMP TABLE before_links AS SELECT a, b FROM same_words")
        self.waiting = grouping.waiting(db)

    def steps(self) -> Iterator[int]:
        """Group step by step; how many quotes each has grouped."""
        return grouping.steps(self._db)

    def changed(self) -> Changed:
        """What all steps, and whoever else has written meanwhile, have changed."""
        pairs, old, new = self._db.execute(
            "SELECT count(*), count(DISTINCT old), count(DISTINCT new) FROM (SELECT DISTINCT"
            " b.statement AS old, q.statement AS new FROM temp.before_quotes b JOIN quotes q ON q.pk = b.pk)"
        ).fetchone()
        return Changed(
            joined=pairs - new,
            parted=pairs - old,
            linked=self._more("same_words", "temp.before_links"),
            unlinked=self._more("temp.before_links", "same_words"),
        )

    def _more(self, links: str, others: str) -> int:
        """How many links there are that are not among the others."""
        sql = f"SELECT count(*) FROM (SELECT a, b FROM {links} EXCEPT SELECT a, b FROM {others})"
        return int(self._db.execute(sql).fetchone()[0])
