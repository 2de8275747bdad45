"""What words are looked up in, as the settings have it: the database, and the archive beside it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sqlite_utils import Database

from quotes.lookup.corpus import Corpus
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.settings import Settings


def searching(settings: Settings) -> Callable[[Database], Corpus]:
    """What makes of a connection what words are looked up in.

    Raises ArchiveError where there is to be an archive beside that cannot be asked.
    """
    if settings.archive is None:
        return DatabaseCorpus
    # Imported only here, since archives need packages that a service without one does not have.
    beside: Callable[[Database], Corpus] = import_module("quotes.archive.index.asking").Beside(
        settings.archive
    )
    return beside
