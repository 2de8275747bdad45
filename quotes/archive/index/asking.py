"""The corpus that a lookup searches: one archive, several, or the database together with an archive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

from sqlite_utils import Database

from quotes.archive.extra import ArchiveError
from quotes.archive.index.corpus import ArchiveCorpus
from quotes.archive.index.opened import MOST_ARCHIVES, FollowedIndex, OpenIndex
from quotes.lookup.combined_corpus import CombinedCorpus
from quotes.lookup.corpus import Corpus
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.store.publication import articles


def archives(directories: Sequence[str]) -> list[OpenIndex]:
    """The indexes of archives that are searched together. Raises ArchiveError."""
    if len(directories) > MOST_ARCHIVES:
        raise ArchiveError(f"At most {MOST_ARCHIVES} archives can be searched together.")
    return [OpenIndex(directory, number) for number, directory in enumerate(directories)]


def corpus_of(indexes: Sequence[OpenIndex]) -> Corpus:
    """One or several archives."""
    corpora: list[Corpus] = [ArchiveCorpus(index) for index in reversed(indexes)]
    return reduce(lambda beside, first: CombinedCorpus(first, beside), corpora)


class Beside:
    """Makes the corpus to search from a connection: the database and the archive's current index.

    Articles of the archive that are also in the database are left out.

    Raises ArchiveError if the archive has no index.
    """

    def __init__(self, archive: str) -> None:
        self._index = FollowedIndex(archive)

    def __call__(self, db: Database) -> Corpus:
        archive = ArchiveCorpus(self._index.current, partial(articles.stored, db))
        return CombinedCorpus(DatabaseCorpus(db), archive)
