"""Groups quotes into statements in the file, by the rules of `quotes.tracking.statements`.

A quote's parent depends only on the quotes of its speaker. So when a quote arrives, only its own parent and
those of its neighbours can change, and descendants move with their parent. A quote that was rejected, or is
no longer found in its text, has no parent and a statement of its own. Words that were said and the same words
denied are two statements.

A new or changed quote is queued in the table `ungrouped` and keeps its statement (a new quote has its own)
until it is grouped. Grouping runs in steps, each a short transaction, so that other writers need not wait.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from time import monotonic, sleep

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.quotations.quotes import QUOTED
from quotes.store.tracking import same_words, statement_trees, summaries, unrelated
from quotes.store.tracking.neighbours import Neighbours
from quotes.tracking.statements import Said, closer, parent, related

# How long a step holds the write lock, and the pause after it, in seconds. A waiting writer tries again at
# intervals of up to a tenth of a second, so the pause must not be much shorter.
STEP_SECONDS = 0.03
PAUSE_SECONDS = 0.015
# How many seconds a transaction spends on grouping the quotes that it stored or changed itself.
AT_ONCE_SECONDS = 0.05
# The most quotes that a step takes; more than it can group in its time.
MOST_A_STEP = 5_000
# How many queued quotes are looked at together.
READ_TOGETHER = 100
# How many seconds a writer spends on quotes that others left ungrouped.
HELP_SECONDS = 0.1

# Those of the given quotes and their children that must not stay with their parent, since the two differ in
# speaker or factuality, or one of them is rejected or gone.
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
    """Attach a quote to its parent, and its children to it. Returns the statements that changed."""
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
    """The parent that a quote should have, whatever it has now; nothing is changed."""
    near = Neighbours(db)
    near.begin()
    this = near.of(quote).said
    above = parent(this, related(this, near.around(quote)))
    return None if above is None else above.pk


def resettle(db: Database, quotes: Iterable[int]) -> set[int]:
    """Regroup quotes whose speakers, dates, words or factuality changed. Returns the changed statements.

    To be called in a transaction of `grouped`, which later groups the quotes for which there is no time now.
    """
    mark = last(db)
    changed = _loosen(db, sorted(set(quotes)))
    return changed | settle_at_once(db, mark)


def put_off(db: Database, quotes: Iterable[int]) -> set[int]:
    """Queue new or changed quotes to be grouped later. Returns the statements that changed."""
    return _loosen(db, sorted(set(quotes)))


def sort_waiting(db: Database) -> None:
    """Sort the queue by speaker and day, so that quotes next to each other have the same neighbours."""
    with transaction(db):
        waiting_quotes = db.execute(
            "SELECT u.quote FROM ungrouped u JOIN quotes q ON q.pk = u.quote ORDER BY q.speaker, q.day, q.pk"
        ).fetchall()
        enqueue(db, (pk for (pk,) in waiting_quotes))


def settle_at_once(db: Database, behind: int) -> set[int]:
    """Group as many quotes after a place in the queue as a transaction has time for, as `resettle`."""
    return _settle_waiting(db, Neighbours(db), behind, AT_ONCE_SECONDS)[1]


def enqueue(db: Database, quotes: Iterable[int]) -> None:
    """Put quotes into the queue."""
    db.conn.executemany("INSERT OR REPLACE INTO ungrouped (quote) VALUES (?)", [(pk,) for pk in quotes])


def enqueue_all(db: Database) -> None:
    """Queue all quotes, sorted by speaker and day."""
    statement_trees.part_all(db)
    db.execute("DELETE FROM ungrouped")
    db.execute("INSERT INTO ungrouped (quote) SELECT pk FROM quotes ORDER BY speaker, day, pk")


def last(db: Database) -> int:
    """The place of the last quote in the queue: quotes queued from now on come after it."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ungrouped'").fetchone()
    return int(row[0]) if row else 0


def waiting(db: Database) -> int:
    """How many quotes are in the queue."""
    return int(db.execute("SELECT count(*) FROM ungrouped").fetchone()[0])


@contextmanager
def grouped(db: Database) -> Iterator[Database]:
    """A transaction, followed by short ones that group what it queued.

    After that, some time is spent on quotes that other processes left, for example because they were killed.
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


def texts_waiting(db: Database, number: int) -> Iterator[tuple[int, list[str]]]:
    """The texts of the queued quotes, `number` at a time, each time with the place of the last of them."""
    sql = (
        "SELECT u.pk, q.text FROM ungrouped u JOIN quotes q ON q.pk = u.quote WHERE u.pk > ?"
        " ORDER BY u.pk LIMIT ?"
    )
    place = 0
    while found := db.execute(sql, (place, number)).fetchall():
        place = found[-1][0]
        yield place, [text for _, text in found]


def steps(
    db: Database,
    behind: int = 0,
    seconds: float | None = None,
    prepare: Callable[[int], None] = lambda _place: None,
) -> Iterator[int]:
    """Group the queued quotes after a place, in short transactions; yields how many quotes each grouped.

    `prepare` is called before the quotes up to a place are grouped.
    """
    near = Neighbours(db)
    ahead = "SELECT 1 FROM ungrouped WHERE pk > ? LIMIT 1"
    while db.execute(ahead, (behind,)).fetchone() is not None:
        with transaction(db):
            number, changed = _settle_waiting(db, near, behind, seconds or STEP_SECONDS, prepare)
            summaries.refresh(db, changed)
        yield number
        sleep(PAUSE_SECONDS)


def _settle_waiting(
    db: Database,
    near: Neighbours,
    behind: int,
    seconds: float,
    prepare: Callable[[int], None] = lambda _place: None,
) -> tuple[int, set[int]]:
    """Group queued quotes for `seconds`, but at least one. Returns how many, and the changed statements."""
    until = monotonic() + seconds
    changed: set[int] = set()
    number = 0
    near.begin()
    sql = "SELECT pk, quote FROM ungrouped WHERE pk > ? ORDER BY pk LIMIT ?"
    queued = iter(db.execute(sql, (behind, MOST_A_STEP)).fetchall())
    while (together := list(islice(queued, READ_TOGETHER))) and (not number or monotonic() < until):
        prepare(together[-1][0])
        apart = unrelated.among(db, [quote for _, quote in together])
        db.conn.executemany("DELETE FROM ungrouped WHERE quote = ?", [(pk,) for pk in apart])
        changed.update(apart.values())
        number += len(apart)
        left = [quote for _, quote in together if quote not in apart]
        near.read(left)
        for quote in left:
            changed |= settle(db, near, quote)
            number += 1
            if monotonic() > until:
                return number, changed
    return number, changed


def _loosen(db: Database, quotes: list[int]) -> set[int]:
    """Queue quotes with their children. Returns the statements that changed.

    Grouped quotes stay together until they are grouped again, unless they now differ in speaker or
    factuality, or were rejected or are gone.
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
