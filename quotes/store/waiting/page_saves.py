"""Pages to be saved by a web archive: those that wait, and those that could not be saved."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import Row, one


def wait(db: Database, article: str) -> None:
    """Queue an article's page, in its current state, to be saved; none without an address.

    To be called inside a transaction.
    """
    db.execute(
        "INSERT INTO page_saves (article, url) SELECT pk, url FROM articles WHERE id = ? AND url IS NOT NULL"
        " ON CONFLICT (article) DO UPDATE SET url = excluded.url, state = 'waiting', tries = 0, next_at = 0,"
        " error = NULL",
        (article,),
    )


def claim(db: Database, now: float, seconds: float) -> Row | None:
    """Take the page that has waited longest, for so many seconds; None if none is due.

    The attempt counts from now on, so that a page which ends the program is not retried first.
    """
    with transaction(db):
        row = one(
            db,
            "SELECT pk, url, tries FROM page_saves WHERE state = 'waiting' AND next_at <= :now"
            " ORDER BY next_at, pk LIMIT 1",
            now=now,
        )
        if row is None:
            return None
        tries = row["tries"] + 1
        _set(db, row, {"tries": tries, "next_at": now + seconds})
    return {**row, "tries": tries}


def next_due(db: Database) -> float | None:
    """When the next page is due, in Unix time."""
    row = one(db, "SELECT min(next_at) AS at FROM page_saves WHERE state = 'waiting'")
    return None if row is None else row["at"]


def saved(db: Database, claimed: Row, address: str, at: str) -> None:
    """Record the copy that the archive has made of a page, and when.

    If the page has changed meanwhile and was queued again, it stays queued.
    """
    with transaction(db):
        db.execute(
            "UPDATE articles SET archived_copy = ?, copied_at = ?"
            " WHERE pk = (SELECT article FROM page_saves WHERE pk = ?)",
            (address, at, claimed["pk"]),
        )
        db.execute("DELETE FROM page_saves WHERE pk = :pk AND tries = :tries", claimed)


def put_off(db: Database, claimed: Row, next_at: float, error: str) -> None:
    """Let a page wait until a time, after an attempt that failed with this error."""
    with transaction(db):
        _set(db, claimed, {"next_at": next_at, "error": error})


def not_tried(db: Database, claimed: Row, next_at: float) -> None:
    """Let a page that could not be tried now wait until a time."""
    with transaction(db):
        _set(db, claimed, {"next_at": next_at, "tries": claimed["tries"] - 1})


def fail(db: Database, claimed: Row, error: str) -> None:
    """Give a page up."""
    with transaction(db):
        _set(db, claimed, {"state": "failed", "error": error})


def of_article(db: Database, article: int) -> Row | None:
    """The state of saving an article's page: `state`, `tries`, `error`; None if nothing is left to do."""
    return one(db, "SELECT state, tries, error FROM page_saves WHERE article = :article", article=article)


def retry(db: Database) -> int:
    """Queue all pages again that could not be saved. Returns how many."""
    with transaction(db):
        return db.execute(
            "UPDATE page_saves SET state = 'waiting', tries = 0, next_at = 0 WHERE state = 'failed'"
        ).rowcount


def _set(db: Database, claimed: Row, columns: Row) -> None:
    """Change a row, unless its page was queued again since it was claimed."""
    names = ", ".join(f"{name} = :new_{name}" for name in columns)
    values = {f"new_{name}": value for name, value in columns.items()}
    known = {name: claimed[name] for name in ("pk", "tries")}
    db.execute(f"UPDATE page_saves SET {names} WHERE pk = :pk AND tries = :tries", {**known, **values})
