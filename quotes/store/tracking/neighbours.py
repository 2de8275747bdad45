"""Finds stored quotes that may be the same statement as a quote, by shared words and by days.

The number of comparisons is bounded, however many quotes a speaker has. A phrase may have been said thousands
of times; then the dates decide which of them are one statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.quotations.quotes import QUOTED
from quotes.tracking.statements import QUOTED_AGAIN_DAYS, VARIANT_DAYS, Said, pieces_of
from quotes.tracking.wordings import compared

# The most quotes compared of each kind, the nearest in time first: MOST_ALIKE for those that share most
# words, and for those of which the greatest part is shared (they may be short); MOST_OF_THE_DAYS for those of
# about the same days.
MOST_ALIKE = 300
MOST_OF_THE_DAYS = 300
# The most quotes that are cached between the groupings of quotes.
MOST_KEPT = 20_000
# From the first day of a week to the last.
WEEK = timedelta(days=6)

_COLUMNS = f"""q.pk, q.id, q.text, q.day, q.article, q.said_on, q.said_basis, q.said_precision,
    q.said_confidence, q.speaker, q.factuality, {QUOTED} AS quoted"""
_BY_PK = f"SELECT {_COLUMNS} FROM quotes q WHERE q.pk IN (SELECT value FROM json_each(?))"
_NEAREST = "coalesce(abs(julianday(day) - julianday(:day)), 1e6), id LIMIT :most"
# _SAME and _OF_THE_DAYS are asked for one row more than is compared. Only if they return that many,
# the nearest are selected, which is slower.
_SAME = "SELECT pk FROM quotes WHERE words = :key AND speaker = :speaker LIMIT :most"
_NEAREST_SAME = f"SELECT pk FROM quotes WHERE words = :key AND speaker = :speaker ORDER BY {_NEAREST}"
_OF_THE_DAYS = (
    "SELECT pk FROM quotes WHERE speaker = :speaker AND day BETWEEN :since AND :until AND article <> :article"
)
# Far more quotes share words than are near enough in time; only the texts of the near ones are read.
_IN_TIME = """
SELECT pk FROM quotes WHERE pk IN (SELECT value FROM json_each(:quotes))
    AND (day = '' OR day BETWEEN :first AND :last)
"""
_MARKED = """
SELECT DISTINCT quote FROM fingerprints
WHERE speaker = :speaker AND mark IN (SELECT value FROM json_each(:marks)) LIMIT :most
"""
_ALIKE = """
WITH alike AS MATERIALIZED (
    SELECT f.quote, count(*) AS shared, coalesce(abs(julianday(o.day) - julianday(:day)), 1e6) AS apart, o.id
    FROM fingerprints f CROSS JOIN quotes o ON o.pk = f.quote
    WHERE f.speaker = :speaker AND f.mark IN (SELECT value FROM json_each(:marks))
        AND o.factuality = :factuality AND (o.day = '' OR o.day BETWEEN :first AND :last)
    GROUP BY f.quote)
SELECT quote FROM (SELECT quote FROM alike ORDER BY shared DESC, apart, id LIMIT :most)
UNION SELECT quote FROM (SELECT quote FROM alike ORDER BY
    shared * 1.0 / min(:number, (SELECT count(*) FROM fingerprints z WHERE z.quote = alike.quote)) DESC,
    apart, id LIMIT :most)
"""


class Quoted(NamedTuple):
    """A stored quote for comparison; quotes of one statement have one speaker and one factuality.

    `quoted` is False if it was rejected or is gone, so that it belongs to no group.
    """

    said: Said
    speaker: int | None
    factuality: str
    quoted: bool


class Neighbours:
    """The quotes of a file for comparison, each read once and cached.

    To be used inside a transaction. The cache is emptied when another connection has written.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: dict[int, Quoted] = {}
        self._version: object = None

    def begin(self) -> None:
        """Begin a transaction: forget what others may have changed."""
        version = self._db.execute("PRAGMA data_version").fetchone()
        if version != self._version or len(self._kept) > MOST_KEPT:
            self._kept.clear()
        self._version = version

    def forget(self, quotes: Iterable[int]) -> None:
        """Remove these from the cache, because this connection has changed them."""
        for quote in quotes:
            self._kept.pop(quote, None)

    def of(self, quote: int) -> Quoted:
        """One quote."""
        self.read([quote])
        return self._kept[quote]

    def around(self, quote: int) -> list[Said]:
        """The quotes of the same speaker and factuality that may be the same statement as this one."""
        this = self.of(quote)
        if not this.quoted or this.speaker is None:
            return []
        found = self._found(this)
        found.discard(quote)
        days = _days_around(this.said.day)
        lacking = [pk for pk in found if pk not in self._kept]
        if lacking:
            self.read(self._pks(_IN_TIME, {"quotes": json.dumps(lacking), **days}))
        others = [self._kept[pk] for pk in sorted(found) if pk in self._kept]
        return [
            other.said
            for other in others
            if other.quoted and other.speaker == this.speaker and other.factuality == this.factuality
        ]

    def _found(self, this: Quoted) -> set[int]:
        words = compared(this.said.text)
        asked: dict[str, Any] = {
            "key": words.key,
            "speaker": this.speaker,
            "factuality": this.factuality,
            "article": this.said.article,
            **_days_around(this.said.day),
        }
        found = self._chosen(_SAME, _NEAREST_SAME, {**asked, "most": MOST_ALIKE + 1})
        found |= self._alike(words.marks, asked)
        if asked["since"]:
            nearest = f"{_OF_THE_DAYS} ORDER BY {_NEAREST}"
            found |= self._chosen(
                f"{_OF_THE_DAYS} LIMIT :most", nearest, {**asked, "most": MOST_OF_THE_DAYS + 1}
            )
        return found

    def _alike(self, marks: frozenset[int], asked: dict[str, Any]) -> set[int]:
        """The quotes that share a rare run of words; if all runs are common, the most similar quotes."""
        few = MOST_ALIKE + 1
        found = self._pks(_MARKED, {**asked, "marks": json.dumps(list(marks)), "most": few})
        if len(found) < few:  # so no run is common
            return found
        sharing = [self._pks(_MARKED, {**asked, "marks": json.dumps([mark]), "most": few}) for mark in marks]
        rare = sorted((found for found in sharing if len(found) <= MOST_ALIKE), key=len)
        if sharing and not rare:
            told = {"marks": json.dumps(sorted(marks)), "number": len(marks), "most": MOST_ALIKE}
            return self._pks(_ALIKE, {**asked, **told})
        chosen: set[int] = set()
        for found in rare:
            if len(chosen) + len(found) > 2 * MOST_ALIKE:
                break
            chosen.update(found)
        return chosen

    def _chosen(self, all_of_them: str, nearest: str, asked: dict[str, Any]) -> set[int]:
        found = self._pks(all_of_them, asked)
        return (
            found if len(found) < asked["most"] else self._pks(nearest, {**asked, "most": asked["most"] - 1})
        )

    def _pks(self, sql: str, asked: dict[str, Any]) -> set[int]:
        return {pk for (pk,) in self._db.execute(sql, asked)}

    def read(self, quotes: Iterable[int]) -> None:
        """Read these quotes in one query, since they will be needed."""
        lacking = [quote for quote in quotes if quote not in self._kept]
        if lacking:
            for row in self._db.query(_BY_PK, [json.dumps(lacking)]):
                self._kept[row["pk"]] = Quoted(
                    _said(row), row["speaker"], row["factuality"], bool(row["quoted"])
                )


def _days_around(day: date | None) -> dict[str, str | None]:
    """The range of days in which the same words may be reported, and that for variants of them.

    A quote without a day may match any day, or none.
    """
    if day is None:
        return {"day": None, "first": "", "last": "9999-12-31", "since": "", "until": ""}
    far, near = timedelta(days=QUOTED_AGAIN_DAYS), timedelta(days=VARIANT_DAYS)
    return {
        "day": day.isoformat(),
        "first": _later(day, -far).isoformat(),
        "last": _later(day, far).isoformat(),
        "since": _later(day, -near).isoformat(),
        "until": _later(day, near).isoformat(),
    }


def _said(row: Row) -> Said:
    day = date.fromisoformat(row["day"]) if row["day"] else None
    weekly = row["said_precision"] == "week" and row["said_on"] == row["day"]
    return Said(
        id=row["id"],
        text=row["text"],
        words=compared(row["text"]).words,
        pieces=pieces_of(row["text"]),
        day=day,
        sure=_sure(row),
        article=row["article"],
        pk=row["pk"],
        until=_later(day, WEEK) if day is not None and weekly else None,
    )


def _sure(row: Row) -> float:
    """How likely the day given by the article is right; 0 if it gives none."""
    if row["said_precision"] != "day" or row["said_basis"] == "published":
        return 0.0
    return 1.0 if row["said_confidence"] is None else float(row["said_confidence"])


def _later(day: date, apart: timedelta) -> date:
    try:
        return day + apart
    except OverflowError:
        return day
