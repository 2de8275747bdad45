"""What the file holds that rules have made of other things in it, made again when the rules have changed."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from quotes.store import claims, grouping, quotes, speakers, topics
from quotes.tracking.claims import CLAIMS_VERSION
from quotes.tracking.names import NAMES_VERSION
from quotes.tracking.statements import STATEMENTS_VERSION
from quotes.tracking.topics import TOPICS_VERSION
from quotes.tracking.words import WORDS_VERSION

RULES: dict[str, tuple[int, Callable[[Database], None]]] = {
    "names": (NAMES_VERSION, speakers.index_all),
    "topics": (TOPICS_VERSION, topics.index_all),
    "words": (WORDS_VERSION, quotes.index_all),
    "claims": (CLAIMS_VERSION, claims.index_all),
    "statements": (STATEMENTS_VERSION, grouping.regroup_all),
}


def renew(db: Database) -> None:
    """Bring what is derived up to date. To be called inside a transaction."""
    made = {row["name"]: row["version"] for row in list(db.query("SELECT name, version FROM derived"))}
    for name, (version, make) in RULES.items():
        if made.get(name) != version:
            make(db)
            db.table("derived").upsert({"name": name, "version": version}, pk="name")
