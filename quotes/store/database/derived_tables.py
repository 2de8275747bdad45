"""Derived tables: made by rules from other tables, and made again when the rules change."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from quotes.intake.addresses import PAGES_VERSION
from quotes.store.database.progress import Progress, silent
from quotes.store.identity import resettling, speakers
from quotes.store.publication import outlets, page_joining
from quotes.store.quotations import recording, topics
from quotes.store.tracking import claims, grouping
from quotes.tracking.contradictions.claims import CLAIMS_VERSION
from quotes.tracking.identity.judgement import SPEAKERS_VERSION
from quotes.tracking.names import NAMES_VERSION
from quotes.tracking.outlets import OUTLETS_VERSION
from quotes.tracking.statements import STATEMENTS_VERSION
from quotes.tracking.topics import TOPICS_VERSION
from quotes.tracking.words import WORDS_VERSION


def _untold(make: Callable[[Database], object]) -> Callable[[Database, Progress], object]:
    """A step that does not report progress."""
    return lambda db, _: make(db)


RULES: dict[str, tuple[int, Callable[[Database, Progress], object]]] = {
    "names": (NAMES_VERSION, _untold(speakers.index_all)),
    "speakers": (SPEAKERS_VERSION, resettling.settle_all),
    "topics": (TOPICS_VERSION, _untold(topics.index_all)),
    "words": (WORDS_VERSION, _untold(recording.index_all)),
    "claims": (CLAIMS_VERSION, _untold(claims.index_all)),
    "statements": (STATEMENTS_VERSION, _untold(grouping.enqueue_all)),
    "pages": (PAGES_VERSION, _untold(page_joining.join_all)),
    "outlets": (OUTLETS_VERSION, _untold(outlets.assign_all)),
}


def is_current(db: Database) -> bool:
    """Whether all derived tables were made by today's rules."""
    made = _made(db)
    return all(made.get(name) == version for name, (version, _) in RULES.items())


def renew(db: Database, progress: Progress = silent) -> None:
    """Bring the derived tables up to date. To be called inside a transaction."""
    made = _made(db)
    for name, (version, make) in RULES.items():
        if made.get(name) != version:
            make(db, progress)
            db.table("derived").upsert({"name": name, "version": version}, pk="name")


def _made(db: Database) -> dict[str, int]:
    return {row["name"]: row["version"] for row in list(db.query("SELECT name, version FROM derived"))}
