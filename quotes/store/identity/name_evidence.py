"""Why a speaker has its names: which articles use each name, and how it was joined to the speaker."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Row, listed, one

# The most articles shown for a name (the latest stored), and the most quotes for a suggested speaker.
MOST_SHOWN = 3

# How many articles use a name of the speaker: in OWN, those that do not mean another speaker by it; in
# PLACED, for rows of ambiguous names, those that mean this speaker by it.
OWN = """
SELECT count(*) AS articles, min(nullif(a.day, '')) AS since, nullif(max(a.day), '') AS until
FROM names_seen w JOIN articles a ON a.pk = w.article WHERE w.name = :name AND NOT EXISTS (
    SELECT 1 FROM placings p WHERE p.speaker = :row AND p.article = w.article AND p.meant IS NOT NULL)
"""
PLACED = """
SELECT count(*) AS articles, min(nullif(a.day, '')) AS since, nullif(max(a.day), '') AS until
FROM names_seen w JOIN placings p ON p.speaker = :row AND p.article = w.article AND p.meant IN {rows}
JOIN articles a ON a.pk = w.article WHERE w.name = :name
"""
SEEN = """
SELECT a.id, a.title, a.url, o.name AS publisher, a.published FROM names_seen w
JOIN speaker_names n ON n.pk = w.name JOIN articles a ON a.pk = w.article
LEFT JOIN outlets o ON o.pk = a.outlet
WHERE n.name = :name AND n.speaker = :row ORDER BY w.article DESC LIMIT :most
"""
LIKELIEST = """
SELECT w.value ->> 'probability' AS probability, w.value -> 'reasons' AS reasons
FROM placings p JOIN json_each(p.weighed) w
WHERE p.speaker = :row AND p.meant IN (SELECT pk FROM speakers WHERE pk = :pk OR merged_into = :pk)
    AND w.value ->> 'speaker' = p.meant ORDER BY 1 LIMIT 1
"""
QUOTED = """
SELECT q.id, q.text, q.read_name AS name, a.id AS article_id, a.title, a.url, o.name AS publisher, a.published
FROM quotes q JOIN articles a ON a.pk = q.article LEFT JOIN outlets o ON o.pk = a.outlet
WHERE q.speaker = :pk AND q.live ORDER BY q.day DESC, q.pk DESC LIMIT :most
"""


def names_of(db: Database, speaker: int) -> list[Row]:
    """The names of a speaker, the most used first.

    Each has the number of `articles` that use it, their first and last day (`since`, `until`), some of them
    (`seen`), and how it came to the speaker (`joined`): by evidence, by people, or None for the names that
    the speaker is known by. A name that was a speaker of its own has a `slug`, with which it can be separated
    again.
    """
    rows = sorted(_counted(db, speaker), key=lambda row: (-row["articles"], row["row"], row["name"]))
    return [
        {
            "name": row["name"],
            "articles": row["articles"],
            "since": row["since"],
            "until": row["until"],
            "joined": _joined(db, speaker, row),
            "seen": list(db.query(SEEN, {**row, "most": MOST_SHOWN})),
        }
        for row in rows
    ]


def most_used(db: Database, speaker: int, most: int) -> list[str]:
    """At most `most` of a speaker's names, the most used first."""
    sql = (
        "SELECT name FROM speaker_names WHERE speaker IN"
        " (SELECT pk FROM speakers WHERE pk = :pk OR merged_into = :pk)"
        " GROUP BY name ORDER BY sum(articles) DESC, name LIMIT :most"
    )
    return [row["name"] for row in db.query(sql, {"pk": speaker, "most": most})]


def _counted(db: Database, speaker: int) -> Iterator[Row]:
    """A speaker's names, each once, with the number of articles that use it and their first and last day."""
    own = [
        row["pk"]
        for row in db.query("SELECT pk FROM speakers WHERE pk = :pk OR merged_into = :pk", {"pk": speaker})
    ]
    rows, values = listed("meant", own)
    placed = [
        row["speaker"]
        for row in list(db.query(f"SELECT DISTINCT speaker FROM placings WHERE meant IN {rows}", values))
    ]
    known: set[str] = set()
    for row, sql in [*((pk, PLACED.format(rows=rows)) for pk in placed), *((pk, OWN) for pk in own)]:
        names = db.query("SELECT pk, name FROM speaker_names WHERE speaker = ? ORDER BY pk", [row])
        for name in list(names):
            counted = one(db, sql, **values, row=row, name=name["pk"])
            assert counted is not None
            if name["name"] not in known and (counted["articles"] or row not in placed):
                known.add(name["name"])
                yield {**counted, "name": name["name"], "row": row, "placed": sql is not OWN}


def quotes_of(db: Database, speaker: int) -> list[Row]:
    """Some of a speaker's latest quotes, each with its article and the name used there."""
    return [
        {
            "id": row["id"],
            "text": row["text"],
            "name": row["name"],
            "article": {
                "id": row["article_id"],
                **{name: row[name] for name in ("title", "url", "publisher", "published")},
            },
        }
        for row in db.query(QUOTED, {"pk": speaker, "most": MOST_SHOWN})
    ]


def in_words(reasons: str | None) -> dict[str, list[str]]:
    """Stored reasons, split into those `for` and `against` two names being one speaker's."""
    told: list[Mapping[str, Any]] = json.loads(reasons or "[]")
    return {
        "for": [reason["text"] for reason in told if reason["weight"] > 0],
        "against": [reason["text"] for reason in told if reason["weight"] < 0],
    }


def _joined(db: Database, speaker: int, row: Mapping[str, Any]) -> Row | None:
    told = _told_joined(db, speaker, row)
    merged = "SELECT slug FROM speakers WHERE pk = :row AND merged_into = :speaker"
    slug = one(db, merged, row=row["row"], speaker=speaker)
    return told and {**told, "slug": slug and slug["slug"]}


def _told_joined(db: Database, speaker: int, row: Mapping[str, Any]) -> Row | None:
    if row["placed"]:
        likeliest = next(db.query(LIKELIEST, {"row": row["row"], "pk": speaker}), None)
        if likeliest is not None:
            return _by_evidence(None, likeliest)
    if row["row"] == speaker:
        return None
    found = next(
        db.query(
            "SELECT j.probability, j.reasons, o.name FROM joins j JOIN speakers o ON o.pk = j.other"
            " WHERE j.speaker = ?",
            [row["row"]],
        ),
        None,
    )
    merged = "SELECT 1 FROM merges WHERE ? IN (source, target) AND undone IS NULL"
    if found is None or db.execute(merged, (row["row"],)).fetchone():
        return {"by": "people", "with": None, "probability": None, "for": [], "against": []}
    return _by_evidence(_name_read(db, row, found["name"]), found)


def _by_evidence(other: str | None, found: Mapping[str, Any]) -> Row:
    return {
        "by": "evidence",
        "with": other,
        "probability": found["probability"],
        **in_words(found["reasons"]),
    }


def _name_read(db: Database, row: Mapping[str, Any], fallback: str) -> str:
    """The name that another one was joined with, as articles spell it."""
    known = next(
        db.query(
            "SELECT n.name FROM joins j JOIN speaker_names n ON n.speaker = j.other WHERE j.speaker = ?"
            " ORDER BY n.articles DESC, n.name LIMIT 1",
            [row["row"]],
        ),
        None,
    )
    return fallback if known is None else str(known["name"])
