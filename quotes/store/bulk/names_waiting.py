"""The queue of names to resolve. Each step is a short transaction, so that other writers need not wait.

Most names in an archive belong to somebody whom few articles quote, and resemble no other name. Nothing has
to be decided about these, so they are found and finished many at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from time import monotonic, sleep

from sqlite_utils import Database

from quotes.store.database.connection import transaction
from quotes.store.identity import quote_moves, settling, speakers
from quotes.store.quotations import topics
from quotes.store.tracking import grouping
from quotes.tracking.identity.names_alike import is_partial
from quotes.tracking.identity.names_alike import keys as keys_alike
from quotes.tracking.names import keys_to_find, partial_keys

# The most names that a step looks at, and the most seconds that it spends on resolving them.
MOST_A_STEP = 2_000
STEP_SECONDS = 0.25

# Those of the given rows about which nothing is known or decided but their one name.
_PLAIN = """
SELECT s.pk, n.name, s.kind, s.name <> n.name FROM json_each(?) asked JOIN speakers s ON s.pk = asked.value
JOIN speaker_names n ON n.speaker = s.pk AND NOT n.given
WHERE s.merged_into IS NULL AND NOT s.in_doubt
    AND NOT EXISTS (SELECT 1 FROM speaker_names o WHERE o.speaker = s.pk AND o.pk <> n.pk)
    AND NOT EXISTS (SELECT 1 FROM speaker_names g WHERE g.folded = n.folded AND g.given)
    AND NOT EXISTS (SELECT 1 FROM speakers m WHERE m.merged_into = s.pk)
    AND NOT EXISTS (SELECT 1 FROM joins WHERE speaker = s.pk OR root = s.pk)
    AND NOT EXISTS (SELECT 1 FROM meant_by WHERE speaker = s.pk)
    AND NOT EXISTS (SELECT 1 FROM placings WHERE speaker = s.pk)
    AND NOT EXISTS (SELECT 1 FROM placings WHERE meant = s.pk)
    AND NOT EXISTS (SELECT 1 FROM suggestions WHERE one = s.pk)
    AND NOT EXISTS (SELECT 1 FROM suggestions WHERE other = s.pk)
    AND NOT EXISTS (SELECT 1 FROM merges WHERE source = s.pk OR target = s.pk)
    AND NOT EXISTS (SELECT 1 FROM kept_apart WHERE one = s.pk)
    AND NOT EXISTS (SELECT 1 FROM kept_apart WHERE other = s.pk)
"""
# Those that no article used before; a component may have more of them than the step has looked at.
_NEW = "SELECT speaker FROM unsettled WHERE named AND speaker IN (SELECT value FROM json_each(?))"
_SHARED = """
SELECT DISTINCT asked.value ->> 0 FROM json_each(?) asked
JOIN speaker_keys k ON k.key = asked.value ->> 1 AND k.speaker <> asked.value ->> 0
"""
_NAMED = """
SELECT DISTINCT asked.value ->> 0 FROM json_each(?) asked JOIN topic_keys k ON k.key = asked.value ->> 1
"""


def enqueue(db: Database, names: Iterable[int], new: Set[int]) -> None:
    """Put names into the queue; `new` are those that no article used before."""
    db.conn.executemany(
        "INSERT INTO unsettled (speaker, named) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET named = max(named, excluded.named)",
        sorted((pk, pk in new) for pk in {*names, *new}),
    )


def waiting(db: Database) -> int:
    """How many names are in the queue."""
    return int(db.execute("SELECT count(*) FROM unsettled").fetchone()[0])


def steps(db: Database) -> Iterator[int]:
    """Resolve all queued names, and queue their quotes for grouping; yields how many names each step did."""
    while waiting(db):
        with transaction(db):
            settled = _step(db)
            db.conn.executemany("DELETE FROM unsettled WHERE speaker = ?", [(pk,) for pk in settled])
        yield len(settled)
        sleep(grouping.PAUSE_SECONDS)


def _step(db: Database) -> set[int]:
    until = monotonic() + STEP_SECONDS
    rows = db.execute("SELECT speaker FROM unsettled ORDER BY speaker LIMIT ?", (MOST_A_STEP,))
    names = [pk for (pk,) in rows]
    settled = _alone(db, names)
    moved: set[int] = set()
    for pk in names:
        if pk in settled:
            continue
        if monotonic() > until:
            break
        component = settling.component(db, pk)
        moved |= settling.settle_component(db, component)
        settled |= component.keys()
    quote_moves.follow(db, moved, grouping.put_off)
    new = {pk for (pk,) in db.execute(_NEW, (json.dumps(list(settled)),))}
    for speaker in sorted(moved | _as_topics(db, new - moved)):
        topics.follow(db, speaker)
    return settled


def _alone(db: Database, names: Iterable[int]) -> set[int]:
    """The names that resemble no other, so that nothing has to be decided about them."""
    plain = db.execute(_PLAIN, (json.dumps(list(names)),)).fetchall()
    keys: list[tuple[int, str]] = []
    alone: dict[int, bool] = {}
    for pk, name, kind, renamed in plain:
        if not is_partial(name, kind):
            alone[pk] = bool(renamed)
            found = keys_alike(name, kind) | (partial_keys(name) if kind == "person" else frozenset())
            keys += [(pk, key) for key in found]
    for (pk,) in db.execute(_SHARED, (json.dumps(keys),)).fetchall():
        del alone[pk]
    for pk, renamed in alone.items():
        if renamed:
            speakers.call_best(db, pk)
    return set(alone)


def _as_topics(db: Database, names: Set[int]) -> set[int]:
    """Those of the names that may also be the name of a topic."""
    keys: list[tuple[int, str]] = []
    for pk in names:
        kind = db.execute("SELECT kind FROM speakers WHERE pk = ?", (pk,)).fetchone()[0]
        keys += [(pk, key) for name in speakers.names_of(db, pk) for key in keys_to_find(name, kind)]
    return {pk for (pk,) in db.execute(_NAMED, (json.dumps(keys),))}
