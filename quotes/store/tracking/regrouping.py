"""Groups the queued quotes of a file, or all of them, and counts what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.tracking import grouping


@dataclass(frozen=True, slots=True)
class Changed:
    """How many statements were joined or split, and how many pairs of quotes were linked or unlinked."""

    joined: int
    parted: int
    linked: int
    unlinked: int


class Regrouping:
    """Grouping of the quotes queued at its start; `waiting` is their number."""

    def __init__(self, db: Database, *, everything: bool = False) -> None:
        self._db = db
        if everything:
            with transaction(db):
                grouping.enqueue_all(db)
        # The state before, in temporary tables, for comparison with the state at the end.
        db.execute("CREATE TEMP TABLE before_quotes AS SELECT pk, statement FROM quotes")
        db.execute("CREATE TEMP TABLE before_links AS SELECT a, b FROM same_words")
        self.waiting = grouping.waiting(db)

    def steps(self) -> Iterator[int]:
        """Group step by step; yields how many quotes each step grouped."""
        return grouping.steps(self._db)

    def changed(self) -> Changed:
        """What has changed, by these steps and by others who wrote meanwhile."""
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
        """How many of `links` are not in `others`."""
        sql = f"SELECT count(*) FROM (SELECT a, b FROM {links} EXCEPT SELECT a, b FROM {others})"
        return int(self._db.execute(sql).fetchone()[0])
