"""How much there is to search: in all articles, and of each speaker."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from quotes.store.identity import speakers
from quotes.store.listing import Row, listed, one

EVERYBODY = 0


def everything(db: Database) -> Row:
    """How many `articles` and `outlets` there are, and the first and last day of publication."""
    # Two queries, so that each reads only one end of the index.
    since = one(db, "SELECT min(day) AS day FROM articles WHERE day > ''")
    until = one(db, "SELECT max(day) AS day FROM articles WHERE day > ''")
    assert since is not None
    assert until is not None
    return {**_counts(db, EVERYBODY), "since": since["day"], "until": until["day"]}


def speakers_quoted(db: Database) -> int:
    """How many speakers are quoted."""
    row = one(db, "SELECT count(*) AS speakers FROM speakers WHERE quotes > 0")
    assert row is not None
    return int(row["speakers"])


def of_speakers(db: Database, pks: Sequence[int]) -> list[Row]:
    """The same of each speaker, with `name`, `slug`, `kind` and `quotes`."""
    wanted, values = listed("pk", list(pks))
    rows = list(
        db.query(
            f"{speakers.SELECT} WHERE s.pk IN {wanted} AND s.quotes > 0 ORDER BY s.quotes DESC, s.pk", values
        )
    )
    return [{**row, **_counts(db, row["pk"]), **_days(db, row["pk"])} for row in rows]


def _counts(db: Database, speaker: int) -> Row:
    counts = one(
        db,
        "SELECT coalesce(sum(articles), 0) AS articles, coalesce(sum(outlet > 0), 0) AS outlets"
        " FROM coverage WHERE speaker = :speaker",
        speaker=speaker,
    )
    assert counts is not None
    return counts


def _days(db: Database, speaker: int) -> Row:
    where = "FROM quoted_in WHERE speaker = :speaker AND day > ''"
    since = one(db, f"SELECT min(day) AS day {where}", speaker=speaker)
    until = one(db, f"SELECT max(day) AS day {where}", speaker=speaker)
    assert since is not None
    assert until is not None
    return {"since": since["day"], "until": until["day"]}
