"""Keys that find names and words: made again by today's rules and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding
from quotes.store.database.derived_tables import RULES
from quotes.store.database.progress import Progress, silent
from quotes.store.identity import speakers
from quotes.store.tracking import shingles
from quotes.tracking.names import keys_of
from quotes.tracking.normalization import normal_words
from quotes.tracking.topics import SPEAKING
from quotes.tracking.words import fingerprints_of, key_of, words_of


def _wordings(db: Database) -> Iterator[Finding]:
    for identifier, key, text in db.execute("SELECT id, words, text FROM quotes"):
        if key != key_of(words_of(text)):
            yield f"quote {identifier} has the key of another wording"


def _fingerprints(db: Database) -> Iterator[Finding]:
    stored = "SELECT speaker, mark FROM fingerprints WHERE quote = ?"
    for pk, identifier, speaker, text in db.execute("SELECT pk, id, speaker, text FROM quotes"):
        marks = (
            set() if speaker is None else {(speaker, mark) for mark in fingerprints_of(normal_words(text))}
        )
        if set(db.execute(stored, (pk,))) != marks:
            yield f"quote {identifier} has fingerprints that its words do not give"


def _runs(db: Database) -> Iterator[Finding]:
    held = "SELECT 1 FROM runs WHERE mark = ? AND words = ?"
    wordings = rows = 0
    for key, text in db.execute("SELECT words, min(text) FROM quotes GROUP BY words"):
        marks = shingles.rows_of(text)
        wordings, rows = wordings + 1, rows + len(marks)
        if not all(db.execute(held, row).fetchone() for row in marks):
            yield f"the wording {key} cannot be found by all of its words"
    (stored,) = db.execute("SELECT count(*) FROM runs").fetchone()
    if stored > rows:
        yield f"{stored - rows} stored runs of words are in no quote"


def _names(db: Database) -> Iterator[Finding]:
    sql = "SELECT n.speaker, n.name, s.kind FROM speaker_names n JOIN speakers s ON s.pk = n.speaker"
    yield from _keys(db, "speaker_keys", "speaker", db.execute(sql), speakers.keys)


def _topics(db: Database) -> Iterator[Finding]:
    rows = db.execute("SELECT pk, name, kind FROM topics")
    yield from _keys(db, "topic_keys", "topic", (row for row in rows if row[2] in SPEAKING), keys_of)


def _keys(
    db: Database,
    table: str,
    whose: str,
    named: Iterable[tuple[int, str, str]],
    keys: Callable[[str, str], Iterable[str]],
) -> Iterator[Finding]:
    computed = {(key, pk) for pk, name, kind in named for key in keys(name, kind)}
    stored = set(db.execute(f"SELECT key, {whose} FROM {table}"))
    for key, pk in sorted(computed - stored):
        yield f"{whose} {pk} is not found by {key!r}"
    for key, pk in sorted(stored - computed):
        yield f"{whose} {pk} is found by {key!r}, which is none of its names"


def _made(make: Callable[[Database, Progress], object], db: Database) -> None:
    make(db, silent)


_MADE_BY = {name: partial(_made, make) for name, (_, make) in RULES.items()}
CHECKS = (
    Check("wordings", "every quote has the key of its words", _wordings, _MADE_BY["words"]),
    Check("fingerprints", "every quote has the fingerprints of its words", _fingerprints, _MADE_BY["words"]),
    Check("runs", "every wording is found by each part of it and by nothing else", _runs, _MADE_BY["words"]),
    Check("keys of names", "every speaker is found by each of its names", _names, _MADE_BY["names"]),
    Check("keys of topics", "every topic is found by its name", _topics, _MADE_BY["topics"]),
)
