"""A cache of the names' rows, valid as long as only new articles change them."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.identity import naming, speakers
from quotes.tracking.quoted_names import Source

# The most names that are cached.
MOST_KEPT = 200_000


class KnownNames:
    """The row of each name and the speaker it leads to, until the name is resolved again."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._rows: dict[Source, tuple[int, int]] = {}
        self._names: dict[tuple[int, str], int] = {}
        self._version: object = None
        # The names that no article used before.
        self.new: set[int] = set()

    def begin(self) -> None:
        """Begin a transaction: forget what others may have changed since the last one."""
        version = self._db.execute("PRAGMA data_version").fetchone()
        if version != self._version or len(self._names) > MOST_KEPT:
            self.forget()
        self._version = version
        self.new = set()

    def forget(self) -> None:
        """Empty the cache, because this connection has changed what it holds."""
        self._rows.clear()
        self._names.clear()

    def of(self, source: Source, at: str) -> tuple[int, int]:
        """The row of a source's name (made at the time `at` if there is none) and of its speaker."""
        known = self._rows.get(source)
        if known is None:
            pk = naming.row_of(self._db, *source, at)
            root = speakers.root(self._db, pk)
            assert root is not None
            known = self._rows[source] = (pk, root)
        return known

    def name_of(self, pk: int, name: str) -> int:
        """The pk of one of the names of a row."""
        known = self._names.get((pk, name))
        if known is None:
            known = self._names[pk, name] = speakers.named(self._db, pk, name)
            used = "SELECT 1 FROM speaker_names WHERE pk = ? AND articles > 0"
            if self._db.execute(used, (known,)).fetchone() is None:
                self.new.add(pk)
        return known
