"""The corpus for lookups according to the settings: the database, and an archive if one is set."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sqlite_utils import Database

from quotes.lookup.corpus import Corpus
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.settings import Settings


def searching(settings: Settings) -> Callable[[Database], Corpus]:
    """Makes the corpus to search from a connection.

    Raises ArchiveError if the configured archive cannot be searched.
    """
    if settings.archive is None:
        return DatabaseCorpus
    # Imported only here, because archives need packages that a service without one lacks.
    beside: Callable[[Database], Corpus] = import_module("quotes.archive.index.asking").Beside(
        settings.archive
    )
    return beside
