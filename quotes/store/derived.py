"""What the file holds that rules have made of other things in it, made again when the rules have changed."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from quotes.store import grouping, quotes, speakers, topics
from quotes.store.rules import VERSIONS

# How each part in `rules.VERSIONS` is made, in the order in which they are.
MAKERS: dict[str, Callable[[Database], None]] = {
    "names": speakers.index_all,
    "topics": topics.index_all,
    "words": quotes.index_all,
    "statements": grouping.regroup_all,
}


def renew(db: Database) -> None:
    """Bring what is derived up to date. To be called inside a transaction."""
    made = {row["name"]: row["version"] for row in list(db.query("SELECT name, version FROM derived"))}
    for name, make in MAKERS.items():
        if made.get(name) != VERSIONS[name]:
            make(db)
            db.table("derived").upsert({"name": name, "version": VERSIONS[name]}, pk="name")
