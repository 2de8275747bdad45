"""Quotes follow the names that they were read with: to whom a name leads, there its quotes are."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from quotes.store.identity.name_meanings import SPEAKER
from quotes.store.listing import one
from quotes.store.quotations import recording
from quotes.store.tracking import grouping, statements


def follow(db: Database, names: Iterable[int]) -> int:
    """Let the quotes of names be whose they are now, and be grouped anew; how many moved."""
    moved: list[tuple[int, int | None]] = []
    for name in sorted(set(names)):
        for column in ("read_speaker", "decided_speaker"):
            rows = db.execute(
                f"SELECT q.pk, {SPEAKER} AS speaker_now FROM quotes q"
                f" WHERE q.{column} = ? AND q.speaker IS NOT speaker_now",
                (name,),
            )
            moved += rows.fetchall()
    give(db, dict(moved))
    return len(dict(moved))


def follow_quote(db: Database, quote: int) -> None:
    """Let one quote, which was read with another name, be whose it is now."""
    sql = f"SELECT q.pk, {SPEAKER} FROM quotes q WHERE q.pk = ?"
    give(db, dict(db.execute(sql, (quote,)).fetchall()))


def give(db: Database, speakers: dict[int, int | None]) -> None:
    """Let quotes be of other speakers, each by its pk."""
    for pk, speaker in speakers.items():
        before = one(db, "SELECT speaker, text FROM quotes WHERE pk = :pk", pk=pk)
        assert before is not None
        db.execute("UPDATE quotes SET speaker = ? WHERE pk = ?", (speaker, pk))
        if None in (speaker, before["speaker"]):
            recording.index(db, pk, speaker, before["text"])
        else:
            db.execute("UPDATE fingerprints SET speaker = ? WHERE quote = ?", (speaker, pk))
    if speakers:
        regroup(db, speakers)


def regroup(db: Database, moved: Iterable[int]) -> None:
    """Group quotes anew that are of another speaker than before. All that moves quotes ends here."""
    statements.refresh(db, grouping.resettle(db, moved))
