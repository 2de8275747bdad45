"""When each host may be asked next, and each origin's robots.txt, for all processes of one file."""

from __future__ import annotations

from pathlib import Path

from quotes.fetching.hosts import Rules
from quotes.store.database.connection import reading, transaction, writing
from quotes.store.listing import one


class StoredHosts:
    """`quotes.fetching.hosts.Hosts` in the database; each call is one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def claim(self, host: str, now: float, until: float) -> float:
        with writing(self._path) as db, transaction(db):
            row = one(db, "SELECT free_at FROM hosts WHERE host = :host", host=host)
            if row is not None and row["free_at"] > now:
                return float(row["free_at"]) - now
            db.table("hosts").upsert({"host": host, "free_at": until}, pk="host")
        return 0.0

    def release(self, host: str, free_at: float) -> None:
        with writing(self._path) as db, transaction(db):
            db.table("hosts").upsert({"host": host, "free_at": free_at}, pk="host")

    def free_at(self, host: str) -> float:
        with reading(self._path) as db:
            row = one(db, "SELECT free_at FROM hosts WHERE host = :host", host=host)
        return 0.0 if row is None else float(row["free_at"])

    def rules(self, origin: str, now: float) -> Rules | None:
        with reading(self._path) as db:
            row = one(
                db,
                "SELECT text, until FROM robots WHERE origin = :origin AND until > :now",
                origin=origin,
                now=now,
            )
        return None if row is None else Rules(row["text"], row["until"])

    def keep_rules(self, origin: str, rules: Rules) -> None:
        with writing(self._path) as db, transaction(db):
            db.table("robots").upsert(
                {"origin": origin, "text": rules.text, "until": rules.until}, pk="origin"
            )
