"""What articles say beside names: the evidence that joins names and tells them apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from quotes.store.listing import one
from quotes.tracking.identity.beside import Beside
from quotes.tracking.identity.profiles import WITH, Profile, profile_of, traits_of
from quotes.tracking.identity.weighing import MOST_COMPANY, Company

# An article that quotes more than this tells nothing by who is quoted beside whom: a list, a live page.
MOST_TOGETHER = 40


def put(db: Database, article: int, seen: Mapping[int, Beside]) -> set[int]:
    """Keep what an article says of the names in it, in the place of what it said; the names that changed."""
    day = one(db, "SELECT day FROM articles WHERE pk = :pk", pk=article)
    assert day is not None
    month = str(day["day"])[:7]
    before = {
        row["speaker"]: row
        for row in db.query("SELECT speaker, beside, traits FROM sightings WHERE article = ?", [article])
    }
    changed = set()
    for speaker in sorted(before.keys() - seen.keys()):
        _count(db, speaker, json.loads(before[speaker]["traits"]), -1)
        db.execute("DELETE FROM sightings WHERE speaker = ? AND article = ?", (speaker, article))
        changed.add(speaker)
    for speaker, beside in seen.items():
        company = seen.keys() - {speaker} if len(seen) <= MOST_TOGETHER else set()
        traits = list(traits_of(beside, month, company))
        told = json.dumps(beside.as_record(), ensure_ascii=False, separators=(",", ":"))
        written = json.dumps(traits, ensure_ascii=False, separators=(",", ":"))
        old = before.get(speaker)
        if old is not None and (old["beside"], old["traits"]) == (told, written):
            continue
        if old is not None:
            _count(db, speaker, json.loads(old["traits"]), -1)
        db.execute(
            "INSERT OR REPLACE INTO sightings (speaker, article, month, beside, traits)"
            " VALUES (?, ?, ?, ?, ?)",
            (speaker, article, month, told, written),
        )
        _count(db, speaker, traits, 1)
        changed.add(speaker)
    return changed


def profile(db: Database, speaker: int) -> Profile:
    """What all articles say of a name, without who is quoted beside it."""
    rows = db.execute(
        "SELECT trait, articles FROM traits WHERE speaker = ? AND (trait < 'month' OR trait > 'month~')"
        " AND trait < ?",
        (speaker, WITH),
    )
    return profile_of(rows.fetchall())


def articles_of(db: Database, speaker: int) -> int:
    """How many articles a name is seen in."""
    row = one(db, "SELECT articles FROM traits WHERE speaker = :pk AND trait = 'articles'", pk=speaker)
    return 0 if row is None else int(row["articles"])


def months(db: Database, speakers: Iterable[int]) -> dict[str, int]:
    """In how many articles of each month names are seen; "" is for those without a date."""
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
    """Who is quoted in articles of both names, and how many articles quote both."""
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
    """What one article says of a name."""
    row = one(
        db,
        "SELECT beside FROM sightings WHERE speaker = :speaker AND article = :article",
        speaker=speaker,
        article=article,
    )
    return Beside() if row is None else Beside.of_record(json.loads(row["beside"]))


def of_month(db: Database, speaker: int, month: str) -> list[tuple[int, Beside]]:
    """The articles of a month in which a name is seen, each with what it says of it."""
    rows = db.execute(
        "SELECT s.article, s.beside FROM sightings s WHERE s.speaker = ? AND s.month = ?", (speaker, month)
    )
    return [(article, Beside.of_record(json.loads(told))) for article, told in rows]


def _count(db: Database, speaker: int, traits: Iterable[str], by: int) -> None:
    rows = [(speaker, trait, by) for trait in traits]
    db.conn.executemany(
        "INSERT INTO traits (speaker, trait, articles) VALUES (?, ?, ?)"
        " ON CONFLICT (speaker, trait) DO UPDATE SET articles = articles + excluded.articles",
        rows,
    )
    if by < 0:
        db.conn.executemany(
            "DELETE FROM traits WHERE speaker = ? AND trait = ? AND articles <= 0",
            [(speaker, trait) for speaker, trait, _ in rows],
        )
