"""What the file holds that rules have made of other things in it, made again when the rules have changed."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from quotes.store import grouping, recording, speakers, topics
from quotes.tracking.names import NAMES_VERSION
from quotes.tracking.statements import STATEMENTS_VERSION
from quotes.tracking.topics import TOPICS_VERSION
from quotes.tracking.words import WORDS_VERSION

RULES: dict[str, tuple[int, Callable[[Database], None]]] = {
    "names": (NAMES_VERSION, speakers.index_all),
    "topics": (TOPICS_VERSION, topics.index_all),
    "words": (WORDS_VERSION, recording.index_all),
    "statements": (STATEMENTS_VERSION, grouping.enqueue_all),
}


def is_current(db: Database) -> bool:
    """Whether all that is derived was made by the rules of today."""
    made = _made(db)
    return all(made.get(name) == version for name, (version, _) in RULES.items())


def renew(db: Database) -> None:
    """Bring what is derived up to date. To be called inside a transaction."""
    made = _made(db)
    for name, (version, make) in RULES.items():
        if made.get(name) != version:
            make(db)
            db.table("derived").upsert({"name": name, "version": version}, pk="name")


def _made(db: Database) -> dict[str, int]:
    return {row["name"]: row["version"] for row in list(db.query("SELECT name, version FROM derived"))}
