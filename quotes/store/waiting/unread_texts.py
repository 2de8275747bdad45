"""The queue of stored texts to read: which process reads which text, and which texts have failed.

A process holds a text for some seconds and renews its hold while it reads. If it does not, because it was
killed, the text is queued again. After three tries the text has failed.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.listing import Row, one

MOST_TRIES = 3
HELD_SECONDS = 60.0

_FIELDS = """u.pk, u.article, u.revision, u.state, u.tries, u.error, a.id, a.url,
    r.title, r.author, r.published, r.modified, a.lang"""
_FROM = """FROM unread u JOIN articles a ON a.pk = u.article
    JOIN revisions r ON r.article = u.article AND r.number = u.revision"""
# The next text to read: one that is queued or whose hold has expired. Texts of one article are read in order.
_NEXT = f"""SELECT {_FIELDS}, u.holder, r.text {_FROM}
    WHERE (u.state = 'waiting' OR (u.state = 'reading' AND (u.until < :now OR u.holder IN ({{gone}}))))
    AND NOT EXISTS (SELECT 1 FROM unread o
        WHERE o.article = u.article AND o.revision < u.revision AND o.state <> 'failed')
    ORDER BY u.pk LIMIT 1"""


def holder() -> str:
    """A name that identifies this process among all that read."""
    return f"{socket.gethostname()}:{os.getpid()}"


def wait(db: Database, article: int, revision: int) -> None:
    """Queue an unread text. To be called in a transaction."""
    db.execute(
        "UPDATE unread SET state = 'waiting', tries = 0, error = NULL WHERE article = ? AND revision = ?",
        (article, revision),
    )


def any_waits(db: Database) -> bool:
    """Whether there may be something to read."""
    sql = "SELECT 1 FROM unread WHERE state IN ('waiting', 'reading') LIMIT 1"
    return db.execute(sql).fetchone() is not None


def count(db: Database, state: str) -> int:
    """How many texts are in this state."""
    found: int = db.execute("SELECT count(*) FROM unread WHERE state = ?", (state,)).fetchone()[0]
    return found


def claim(db: Database, by: str, seconds: float = HELD_SECONDS) -> Row | None:
    """Hold the next text and return it with its article's data; None if the queue is empty."""
    with transaction(db):
        while (row := _next(db)) is not None:
            if _superseded(db, row):
                db.execute("DELETE FROM unread WHERE pk = ?", (row["pk"],))
            elif row["tries"] >= MOST_TRIES:
                why = row["error"] or f"The process that read it died, {MOST_TRIES} times"
                _fail(db, row["pk"], why)
            else:
                db.execute(
                    "UPDATE unread SET state = 'reading', holder = ?, until = ?, tries = tries + 1"
                    " WHERE pk = ?",
                    (by, time.time() + seconds, row["pk"]),
                )
                return {**row, "tries": row["tries"] + 1, "day": row["published"] or ""}
    return None


def hold_on(db: Database, pk: int, by: str, seconds: float = HELD_SECONDS) -> None:
    """Renew the hold on a text."""
    sql = "UPDATE unread SET until = ? WHERE pk = ? AND holder = ? AND state = 'reading'"
    db.execute(sql, (time.time() + seconds, pk, by))


def is_held(db: Database, pk: int, by: str) -> bool:
    """Whether a text is still held; to be called in the transaction that stores its quotes."""
    sql = "SELECT 1 FROM unread WHERE pk = :pk AND holder = :by AND state = 'reading'"
    return one(db, sql, pk=pk, by=by) is not None


def give_back(db: Database, pk: int, by: str) -> None:
    """Put a held text back into the queue; this does not count as a try."""
    sql = (
        "UPDATE unread SET state = 'waiting', holder = NULL, tries = tries - 1"
        " WHERE pk = ? AND holder = ? AND state = 'reading'"
    )
    db.execute(sql, (pk, by))


def try_again(db: Database, pk: int, by: str, why: str) -> None:
    """Put a text back into the queue after a failed try; after the last try it has failed."""
    with transaction(db):
        if not is_held(db, pk, by):
            return
        tries = db.execute("SELECT tries FROM unread WHERE pk = ?", (pk,)).fetchone()[0]
        if tries >= MOST_TRIES:
            _fail(db, pk, why)
        else:
            sql = "UPDATE unread SET state = 'waiting', holder = NULL, error = ? WHERE pk = ?"
            db.execute(sql, (why, pk))


def fail(db: Database, article: int, revision: int, why: str) -> None:
    """Record why a text could not be read."""
    db.execute(
        "UPDATE unread SET state = 'failed', holder = NULL, error = ? WHERE article = ? AND revision = ?",
        (why, article, revision),
    )


def failed(db: Database) -> Iterator[Row]:
    """The articles whose latest text could not be read, in the order in which they arrived."""
    sql = f"SELECT {_FIELDS} {_FROM} WHERE u.state = 'failed' AND u.revision = a.revision ORDER BY u.pk"
    return iter(list(db.query(sql)))


def retry(db: Database, identifiers: Sequence[str] | None = None) -> list[str]:
    """Queue failed articles again, all of them or those with these ids. Returns the ids of those queued."""
    with transaction(db):
        rows = [row for row in failed(db) if identifiers is None or row["id"] in identifiers]
        for row in rows:
            wait(db, row["article"], row["revision"])
    return [row["id"] for row in rows]


def _next(db: Database) -> Row | None:
    gone = _gone(db)
    names = {f"gone{place}": name for place, name in enumerate(gone)}
    sql = _NEXT.format(gone=", ".join(f":{name}" for name in names))
    return one(db, sql, now=time.time(), **names)


def _gone(db: Database) -> list[str]:
    """The processes of this machine that hold texts but no longer run."""
    holders = db.query("SELECT DISTINCT holder FROM unread WHERE state = 'reading'")
    found = []
    for name in [row["holder"] for row in list(holders)]:
        host, _, number = name.rpartition(":")
        if host == socket.gethostname() and not _runs(int(number)):
            found.append(name)
    return found


def _runs(process: int) -> bool:
    with suppress(PermissionError):  # it runs as another user
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _superseded(db: Database, row: Row) -> bool:
    """Whether a later text of the article has already been read, so that this one is out of date."""
    sql = "SELECT 1 FROM revisions WHERE article = :article AND number > :number AND extractor <> ''"
    return one(db, sql, article=row["article"], number=row["revision"]) is not None


def _fail(db: Database, pk: int, why: str) -> None:
    db.execute("UPDATE unread SET state = 'failed', holder = NULL, error = ? WHERE pk = ?", (why, pk))
