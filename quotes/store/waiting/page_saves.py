"""Pages that a web archive is to save: which wait for their turn, and which could not be saved."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import Row, one


def wait(db: Database, article: str) -> None:
    """Let the page of an article, by its id, wait to be saved as it stands now; one without address has none.

    To be called inside a transaction.
    """
    db.execute(
        "INSERT INTO page_saves (article, url) SELECT pk, url FROM articles WHERE id = ? AND url IS NOT NULL"
        " ON CONFLICT (article) DO UPDATE SET url = excluded.url, state = 'waiting', tries = 0, next_at = 0,"
        " error = NULL",
        (article,),
    )


def claim(db: Database, now: float, seconds: float) -> Row | None:
    """The page that waits longest, which nobody else is given for so many seconds; None where none is due.

    The try counts from here on: what ends the program must not be the first thing that it does again.
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
    """Note the copy that the archive has made of a page, and when.

    What was asked for once more meanwhile, since the page has changed, waits on.
    """
    with transaction(db):
        db.execute(
            "UPDATE articles SET archived_copy = ?, copied_at = ?"
            " WHERE pk = (SELECT article FROM page_saves WHERE pk = ?)",
            (address, at, claimed["pk"]),
        )
        db.execute("DELETE FROM page_saves WHERE pk = :pk AND tries = :tries", claimed)


def put_off(db: Database, claimed: Row, next_at: float, error: str) -> None:
    """Let a page wait until a moment after a try that went wrong so."""
    with transaction(db):
        _set(db, claimed, {"next_at": next_at, "error": error})


def not_tried(db: Database, claimed: Row, next_at: float) -> None:
    """Let a page wait until a moment that could not be tried now."""
    with transaction(db):
        _set(db, claimed, {"next_at": next_at, "tries": claimed["tries"] - 1})


def fail(db: Database, claimed: Row, error: str) -> None:
    """Give a page up."""
    with transaction(db):
        _set(db, claimed, {"state": "failed", "error": error})


def of_article(db: Database, article: int) -> Row | None:
    """How far the saving of an article's page is: `state`, `tries`, `error`; None where nothing is left."""
    return one(db, "SELECT state, tries, error FROM page_saves WHERE article = :article", article=article)


def retry(db: Database) -> int:
    """Let all pages wait again that could not be saved; how many."""
    with transaction(db):
        return db.execute(
            "UPDATE page_saves SET state = 'waiting', tries = 0, next_at = 0 WHERE state = 'failed'"
        ).rowcount


def _set(db: Database, claimed: Row, columns: Row) -> None:
    """Change a row, unless its page was asked for once more since it was claimed."""
    names = ", ".join(f"{name} = :new_{name}" for name in columns)
    values = {f"new_{name}": value for name, value in columns.items()}
    known = {name: claimed[name] for name in ("pk", "tries")}
    db.execute(f"UPDATE page_saves SET {names} WHERE pk = :pk AND tries = :tries", {**known, **values})
