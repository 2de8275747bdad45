"""What articles say about names: the evidence that joins names and tells them apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from quotes.store.listing import one
from quotes.tracking.identity.name_context import Beside
from quotes.tracking.identity.profiles import WITH, Profile, profile_of, traits_of
from quotes.tracking.identity.weighing import MOST_COMPANY, Company

# In an article that quotes more sources than this (a list, a live page), being quoted together is no
# evidence.
MOST_TOGETHER = 40


_PUT = "INSERT OR REPLACE INTO sightings (speaker, article, month, beside, traits) VALUES (?, ?, ?, ?, ?)"
_COUNT = (
    "INSERT INTO traits (speaker, trait, articles) VALUES (?, ?, ?)"
    " ON CONFLICT (speaker, trait) DO UPDATE SET articles = articles + excluded.articles"
)


def put(db: Database, article: int, seen: Mapping[int, Beside]) -> set[int]:
    """Replace what an article says about each of its names. Returns the names for which that changed."""
    day = one(db, "SELECT day FROM articles WHERE pk = :pk", pk=article)
    assert day is not None
    month = str(day["day"])[:7]
    before = {
        row["speaker"]: row
        for row in db.query("SELECT speaker, beside, traits FROM sightings WHERE article = ?", [article])
    }
    changed = set()
    company = _company(seen)
    for speaker in sorted(before.keys() - seen.keys()):
        _count(db, speaker, json.loads(before[speaker]["traits"]), -1)
        db.execute("DELETE FROM sightings WHERE speaker = ? AND article = ?", (speaker, article))
        changed.add(speaker)
    for speaker, beside in seen.items():
        traits = list(traits_of(beside, month, company - {speaker}))
        record, written = _json(beside.as_record()), _json(traits)
        old = before.get(speaker)
        if old is not None and (old["beside"], old["traits"]) == (record, written):
            continue
        if old is not None:
            _count(db, speaker, json.loads(old["traits"]), -1)
        db.execute(_PUT, (speaker, article, month, record, written))
        _count(db, speaker, traits, 1)
        changed.add(speaker)
    return changed


class Told(NamedTuple):
    """What one article says about a name, as stored, without who else is quoted there."""

    beside: str
    traits: tuple[str, ...]


def told(beside: Beside, day: str) -> Told:
    """Prepare what an article of this day ("" if unknown) says about a name for storage."""
    return Told(_json(beside.as_record()), tuple(traits_of(beside, day[:7], ())))


def put_new(db: Database, articles: Iterable[tuple[int, str, Mapping[int, Told]]]) -> None:
    """Store what new articles say about their names; each is given as pk, day and what it says."""
    rows: list[tuple[int, int, str, str, str]] = []
    counts: Counter[tuple[int, str]] = Counter()
    for article, day, seen in articles:
        company = _company(seen)
        for speaker, said in seen.items():
            traits = [*said.traits, *(f"{WITH}{other}" for other in sorted(company - {speaker}))]
            rows.append((speaker, article, day[:7], said.beside, _json(traits)))
            counts.update((speaker, trait) for trait in traits)
    db.conn.executemany(_PUT, sorted(rows))
    db.conn.executemany(_COUNT, [(speaker, trait, by) for (speaker, trait), by in sorted(counts.items())])


def profile(db: Database, speaker: int) -> Profile:
    """What all articles say about a name, without who else is quoted there."""
    rows = db.execute(
        "SELECT trait, articles FROM traits WHERE speaker = ? AND (trait < 'month' OR trait > 'month~')"
        " AND trait < ?",
        (speaker, WITH),
    )
    return profile_of(rows.fetchall())


def articles_of(db: Database, speaker: int) -> int:
    """How many articles have a name."""
    row = one(db, "SELECT articles FROM traits WHERE speaker = :pk AND trait = 'articles'", pk=speaker)
    return 0 if row is None else int(row["articles"])


def months(db: Database, speakers: Iterable[int]) -> dict[str, int]:
    """The number of articles in each month that have one of the names; the month "" is for undated ones."""
    found: dict[str, int] = {}
    for speaker in speakers:
        rows = db.execute(
            "SELECT substr(trait, 7), articles FROM traits"
            " WHERE speaker = ? AND trait >= 'month ' AND trait < 'month~'",
            (speaker,),
        )
        for month, articles in rows:
            found[month] = found.get(month, 0) + articles
    return found


def company(db: Database, one_of: int, other: int) -> Company:
    """How many sources are quoted beside both names, and how many articles quote both."""
    rows = db.execute(
        "SELECT 1 FROM traits a JOIN traits b ON b.speaker = :other AND b.trait = a.trait"
        " WHERE a.speaker = :one AND a.trait >= 'with ' AND a.trait < 'with~' LIMIT :most",
        {"one": one_of, "other": other, "most": MOST_COMPANY},
    )
    both = one(
        db,
        "SELECT articles FROM traits WHERE speaker = :one AND trait = :trait",
        one=one_of,
        trait=f"{WITH}{other}",
    )
    return Company(len(rows.fetchall()), int(both["articles"]) if both else 0)


def beside(db: Database, speaker: int, article: int) -> Beside:
    """What one article says about a name."""
    row = one(
        db,
        "SELECT beside FROM sightings WHERE speaker = :speaker AND article = :article",
        speaker=speaker,
        article=article,
    )
    return Beside() if row is None else Beside.of_record(json.loads(row["beside"]))


def of_month(db: Database, speaker: int, month: str) -> list[tuple[int, Beside]]:
    """The articles of a month that have a name, each with what it says about it."""
    rows = db.execute(
        "SELECT s.article, s.beside FROM sightings s WHERE s.speaker = ? AND s.month = ?", (speaker, month)
    )
    return [(article, Beside.of_record(json.loads(told))) for article, told in rows]


def not_placed(db: Database, speaker: int) -> dict[str, list[tuple[int, Beside]]]:
    """The articles, by month, for which it is not yet decided whom they mean by a name."""
    rows = db.execute(
        "SELECT s.month, s.article, s.beside FROM sightings s WHERE s.speaker = ? AND NOT EXISTS"
        " (SELECT 1 FROM placings p WHERE p.speaker = s.speaker AND p.article = s.article)",
        (speaker,),
    )
    found: dict[str, list[tuple[int, Beside]]] = {}
    for month, article, told in rows:
        found.setdefault(month, []).append((article, Beside.of_record(json.loads(told))))
    return found


def _company(seen: Mapping[int, object]) -> set[int]:
    """The sources of an article whose being quoted together is evidence; none if there are too many."""
    return set(seen) if len(seen) <= MOST_TOGETHER else set()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _count(db: Database, speaker: int, traits: Iterable[str], by: int) -> None:
    rows = [(speaker, trait, by) for trait in traits]
    db.conn.executemany(_COUNT, rows)
    if by < 0:
        db.conn.executemany(
            "DELETE FROM traits WHERE speaker = ? AND trait = ? AND articles <= 0",
            [(speaker, trait) for speaker, trait, _ in rows],
        )
