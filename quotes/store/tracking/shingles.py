"""The index of runs of words (shingles), which finds a quote by any part of it at a bounded cost.

A wording is identified by the key of its words as written, and is indexed once, however many quotes have it.
The runs consist of words in their normal form, so that other spellings, numerals and contractions are found
too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from quotes.store.listing import one
from quotes.tracking.wordings import compared
from quotes.tracking.words import range_of


def add(db: Database, text: str) -> None:
    """Index the wording of a text by each run of its words."""
    key, marks = _key_and_marks(text)
    if marks and one(db, "SELECT 1 FROM runs WHERE mark = :mark AND words = :key", mark=marks[0], key=key):
        return
    db.conn.executemany("INSERT OR IGNORE INTO runs (mark, words) VALUES (?, ?)", _rows(marks, key))


def forget(db: Database, text: str) -> None:
    """Remove the wording of a text from the index, unless a quote still has it."""
    key, marks = _key_and_marks(text)
    if one(db, "SELECT 1 FROM quotes WHERE words = :key", key=key) is None:
        rows = _rows(marks, key)
        db.conn.executemany("DELETE FROM runs WHERE mark = ? AND words = ?", rows)


def add_many(db: Database, texts: Iterable[str]) -> None:
    """Index the wordings of many texts, written in the order of the index, which is far quicker."""
    db.execute("CREATE TEMP TABLE new_runs (mark INTEGER, words INTEGER)")
    for key, marks in map(_key_and_marks, texts):
        db.conn.executemany("INSERT INTO temp.new_runs VALUES (?, ?)", _rows(marks, key))
    db.execute("INSERT OR IGNORE INTO runs SELECT mark, words FROM temp.new_runs ORDER BY mark, words")
    db.execute("DROP TABLE temp.new_runs")


def rows_of(text: str) -> list[tuple[int, int]]:
    """The index rows of a wording: each of its marks with its key."""
    key, marks = _key_and_marks(text)
    return _rows(marks, key)


def is_common(db: Database, mark: int, length: int, most: int) -> bool:
    """Whether the first `length` words of a mark are found in more than `most` places."""
    sql = "SELECT 1 FROM runs WHERE mark BETWEEN ? AND ? LIMIT 1 OFFSET ?"
    return db.execute(sql, (*range_of(mark, length), most)).fetchone() is not None


def holding(db: Database, mark: int, length: int, most: int) -> list[int]:
    """The keys of at most `most` wordings with the first `length` words of a mark."""
    sql = "SELECT words FROM runs WHERE mark BETWEEN ? AND ? LIMIT ?"
    return [key for (key,) in db.execute(sql, (*range_of(mark, length), most))]


def holding_both(db: Database, mark: int, other: int, most: int) -> list[int]:
    """The keys of wordings with both of these runs, among at most `most` with the first."""
    sql = (
        "SELECT f.words FROM (SELECT words FROM runs WHERE mark = ? LIMIT ?) f"
        " JOIN runs o ON o.mark = ? AND o.words = f.words"
    )
    return [key for (key,) in db.execute(sql, (mark, most, other))]


def holding_any(db: Database, mark: int, others: Sequence[int], most: int) -> list[int]:
    """The keys of wordings with a run and at least one of the others, among at most `most` with the first."""
    sql = (
        "SELECT f.words FROM (SELECT words FROM runs WHERE mark = ? LIMIT ?) f WHERE EXISTS"
        " (SELECT 1 FROM runs o WHERE o.mark IN (SELECT value FROM json_each(?)) AND o.words = f.words)"
    )
    return [key for (key,) in db.execute(sql, (mark, most, json.dumps(list(others))))]


def held_by_others(db: Database, marks: Iterable[int], key: int) -> set[int]:
    """Those of the runs that any wording other than the one of this key has."""
    sql = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM runs WHERE mark = value AND words <> ?)"
    return {mark for (mark,) in db.execute(sql, (json.dumps(list(marks)), key))}


def held(db: Database, key: int, marks: Sequence[int]) -> set[int]:
    """Those of the runs that a wording has."""
    sql = f"SELECT mark FROM runs WHERE words = ? AND mark IN ({', '.join('?' * len(marks))})"
    return {mark for (mark,) in db.execute(sql, (key, *marks))}


def holding_each(db: Database, keys: Sequence[int], marks: Sequence[int]) -> list[int]:
    """The wordings that have every one of these runs."""
    sql = "SELECT 1 FROM runs WHERE mark = ? AND words = ?"
    return [key for key in keys if all(db.execute(sql, (mark, key)).fetchone() for mark in marks)]


def _key_and_marks(text: str) -> tuple[int, Sequence[int]]:
    wording = compared(text)
    return wording.key, wording.runs


def _rows(marks: Sequence[int], key: int) -> list[tuple[int, int]]:
    return [(mark, key) for mark in sorted(set(marks))]
