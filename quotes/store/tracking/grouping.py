"""Statements kept in the file as `quotes.tracking.statements` has them, a few quotes at a time.

A quote's parent depends on the quotes of its speaker alone. So when a quote comes, only its own parent and
those of its neighbours can change, and a statement's quotes move with the quote that they hang on. What was
rejected, or is no longer found in its text, hangs on nothing and has a statement of its own. Words that were
said and the same words denied are two statements.

What comes in, or is changed, waits in the table `ungrouped`, on the statement it was on or one of its own,
until it is grouped. Grouping goes on in steps, each a short transaction, so that nobody else has to wait.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from sqlite_utils import Database

from quotes.store.database.connection import transaction, writing
from quotes.store.quotations.quotes import QUOTED
from quotes.store.tracking import same_words, statement_trees, summaries
from quotes.store.tracking.neighbours import Neighbours
from quotes.tracking.statements import Said, closer, parent, related

# How long a step holds the write lock, in seconds, and for how long it is left to others then. A writer that
# waits tries again at intervals of up to a tenth of a second, so the pause must not be much shorter.
STEP_SECONDS = 0.03
PAUSE_SECONDS = 0.015
# How long a transaction goes on with the quotes that it has stored or changed itself.
AT_ONCE_SECONDS = 0.05
# More than can be grouped in that time.
MOST_A_STEP = 500
# How long a writer helps with what others have left ungrouped.
HELP_SECONDS = 0.1

# Those of given quotes, and those that hang on them, that hang where nothing of theirs may: one end of the
# edge is another speaker's, told otherwise, or does not count any more.
_PARTED = f"""
SELECT q.pk FROM quotes q JOIN quotes p ON p.pk = q.parent
WHERE q.pk IN (SELECT value FROM json_each(:quotes) UNION
    SELECT c.pk FROM quotes c WHERE c.parent IN (SELECT value FROM json_each(:quotes)))
    AND (q.speaker IS NOT p.speaker OR q.factuality <> p.factuality OR NOT ({QUOTED})
        OR p.status = 'rejected' OR p.gone)
ORDER BY length(q.text) DESC, q.id
"""
_ALONE = f"SELECT q.pk FROM quotes q WHERE q.pk IN (SELECT value FROM json_each(?)) AND NOT ({QUOTED})"
_HANGING = "SELECT pk FROM quotes WHERE parent IN (SELECT value FROM json_each(?))"
_OF_ANOTHER = """
SELECT st.pk, q.speaker FROM quotes q JOIN statements st ON st.pk = q.statement
WHERE q.pk IN (SELECT value FROM json_each(?)) AND q.parent IS NULL AND st.speaker IS NOT q.speaker
"""


def settle(db: Database, near: Neighbours, quote: int) -> set[int]:
    """Hang a quote where it belongs, and on it what belongs there; the statements that have changed."""
    db.execute("DELETE FROM ungrouped WHERE quote = ?", (quote,))
    this = near.of(quote).said
    kin = related(this, near.around(quote))
    above = parent(this, kin)
    waits = partial(_waits, db)
    changed = (
        statement_trees.cut(db, quote) if above is None else statement_trees.hang(db, quote, above.pk, waits)
    )
    for other in kin:
        if other.rank < this.rank and not waits(other.pk) and closer(other, this, _parent(db, near, other)):
            changed |= statement_trees.hang(db, other.pk, quote, waits)
    same_words.relink(db, quote)
    return changed | {statement_trees.statement_of(db, quote)}


def parent_of(db: Database, quote: int) -> int | None:
    """The quote that this one belongs on, whatever it hangs on; nothing is changed."""
    near = Neighbours(db)
    near.begin()
    this = near.of(quote).said
    above = parent(this, related(this, near.around(quote)))
    return None if above is None else above.pk


def resettle(db: Database, quotes: Iterable[int]) -> set[int]:
    """Group quotes anew whose speakers, dates, words or factuality have changed; the statements changed.

    To be called in a transaction of `grouped`, which goes on with those of many quotes that are left waiting.
    """
    mark = last(db)
    changed = _loosen(db, sorted(set(quotes)))
    return changed | settle_at_once(db, mark)


def put_off(db: Database, quotes: Iterable[int]) -> set[int]:
    """Let quotes that are new or have changed wait to be grouped; the statements changed."""
    return _loosen(db, sorted(set(quotes)))


def sort_waiting(db: Database) -> None:
    """Let what waits be grouped in an order in which it is compared with the same neighbours for a while."""
    with transaction(db):
        waiting_quotes = db.execute(
            "SELECT u.quote FROM ungrouped u JOIN quotes q ON q.pk = u.quote ORDER BY q.speaker, q.day, q.pk"
        ).fetchall()
        enqueue(db, (pk for (pk,) in waiting_quotes))


def settle_at_once(db: Database, behind: int) -> set[int]:
    """Group of what waits behind a place as much as a transaction has time for; the statements changed."""
    return _settle_waiting(db, Neighbours(db), behind, AT_ONCE_SECONDS)[1]


def enqueue(db: Database, quotes: Iterable[int]) -> None:
    """Let quotes wait to be grouped."""
    db.conn.executemany("INSERT OR REPLACE INTO ungrouped (quote) VALUES (?)", [(pk,) for pk in quotes])


def enqueue_all(db: Database) -> None:
    """Let all quotes wait, those of one speaker and of neighbouring days one after the other."""
    statement_trees.part_all(db)
    db.execute("DELETE FROM ungrouped")
    db.execute("INSERT INTO ungrouped (quote) SELECT pk FROM quotes ORDER BY speaker, day, pk")


def last(db: Database) -> int:
    """The place of the last quote that was made to wait: those that are from now on come behind it."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ungrouped'").fetchone()
    return int(row[0]) if row else 0


def waiting(db: Database) -> int:
    """How many quotes wait to be grouped."""
    return int(db.execute("SELECT count(*) FROM ungrouped").fetchone()[0])


@contextmanager
def grouped(db: Database) -> Iterator[Database]:
    """A transaction, and then, in short ones, the grouping of all that it has left waiting.

    Some time is spent on what others have left, as when they were killed.
    """
    with transaction(db):
        mark = last(db)
        yield db
    for _ in steps(db, mark):
        pass
    until = monotonic() + HELP_SECONDS
    for _ in steps(db):
        if monotonic() > until:
            return


def steps(db: Database, behind: int = 0) -> Iterator[int]:
    """Group what waits behind a place, each step in a short transaction; how many quotes it has grouped."""
    near = Neighbours(db)
    ahead = "SELECT 1 FROM ungrouped WHERE pk > ? LIMIT 1"
    while db.execute(ahead, (behind,)).fetchone() is not None:
        with transaction(db):
            number, changed = _settle_waiting(db, near, behind, STEP_SECONDS)
            summaries.refresh(db, changed)
        yield number
        sleep(PAUSE_SECONDS)


def catch_up(path: Path) -> None:
    """Group all that waits in a file."""
    with writing(path) as db:
        for _ in steps(db):
            pass


def _settle_waiting(db: Database, near: Neighbours, behind: int, seconds: float) -> tuple[int, set[int]]:
    """Settle what waits behind a place for so long, one quote at least; how many, and what has changed."""
    until = monotonic() + seconds
    sql = "SELECT quote FROM ungrouped WHERE pk > ? ORDER BY pk LIMIT ?"
    changed: set[int] = set()
    number = 0
    near.begin()
    for (quote,) in db.execute(sql, (behind, MOST_A_STEP)).fetchall():
        changed |= settle(db, near, quote)
        number += 1
        if monotonic() > until:
            break
    return number, changed


def _loosen(db: Database, quotes: list[int]) -> set[int]:
    """Let quotes wait, with those that hang on them, each on a statement of its speaker; what has changed.

    What was grouped stays together until it is grouped anew, unless it is of two speakers now, or told in two
    ways, or does not count any more.
    """
    wanted = json.dumps(quotes)
    enqueue(db, [*quotes, *(pk for (pk,) in db.execute(_HANGING, (wanted,)).fetchall())])
    changed: set[int] = set()
    for (pk,) in db.execute(_ALONE, (wanted,)).fetchall():
        changed |= statement_trees.part(db, pk)
    for (pk,) in db.execute(_PARTED, {"quotes": wanted}).fetchall():
        changed |= statement_trees.cut(db, pk)
    for statement, speaker in db.execute(_OF_ANOTHER, (wanted,)).fetchall():
        db.execute("UPDATE statements SET speaker = ? WHERE pk = ?", (speaker, statement))
        db.execute("UPDATE about SET speaker = ? WHERE statement = ?", (speaker, statement))
    return changed


def _waits(db: Database, quote: int) -> bool:
    return db.execute("SELECT 1 FROM ungrouped WHERE quote = ?", (quote,)).fetchone() is not None


def _parent(db: Database, near: Neighbours, quote: Said) -> Said | None:
    (above,) = db.execute("SELECT parent FROM quotes WHERE pk = ?", (quote.pk,)).fetchone()
    return None if above is None else near.of(above).said
