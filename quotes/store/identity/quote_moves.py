"""Moves quotes when the name that they were read with leads to another speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlite_utils import Database

from quotes.store.identity.name_meanings import SPEAKER
from quotes.store.listing import one
from quotes.store.quotations import recording
from quotes.store.tracking import grouping, statements

# Groups the given quotes again, at once or later, and returns the statements that changed.
Group = Callable[[Database, Iterable[int]], set[int]]


def follow(db: Database, names: Iterable[int], group: Group = grouping.resettle) -> int:
    """Give the quotes of these names to their present speakers and regroup them. Returns how many moved."""
    moved: list[tuple[int, int | None]] = []
    for name in sorted(set(names)):
        for column in ("read_speaker", "decided_speaker"):
            rows = db.execute(
                f"SELECT q.pk, {SPEAKER} AS speaker_now FROM quotes q"
                f" WHERE q.{column} = ? AND q.speaker IS NOT speaker_now",
                (name,),
            )
            moved += rows.fetchall()
    give(db, dict(moved), group)
    return len(dict(moved))


def follow_quote(db: Database, quote: int) -> None:
    """Give one quote to the present speaker of its name, after it was read with another name."""
    sql = f"SELECT q.pk, {SPEAKER} FROM quotes q WHERE q.pk = ?"
    give(db, dict(db.execute(sql, (quote,)).fetchall()))


def give(db: Database, speakers: dict[int, int | None], group: Group = grouping.resettle) -> None:
    """Change the speakers of quotes; `speakers` maps the pk of each quote to that of its new speaker."""
    for pk, speaker in speakers.items():
        before = one(db, "SELECT speaker, text FROM quotes WHERE pk = :pk", pk=pk)
        assert before is not None
        db.execute("UPDATE quotes SET speaker = ? WHERE pk = ?", (speaker, pk))
        if None in (speaker, before["speaker"]):
            recording.index(db, pk, speaker, before["text"])
        else:
            db.execute("UPDATE fingerprints SET speaker = ? WHERE quote = ?", (speaker, pk))
    if speakers:
        regroup(db, speakers, group)


def regroup(db: Database, moved: Iterable[int], group: Group = grouping.resettle) -> None:
    """Regroup quotes whose speaker has changed. Everything that moves quotes ends here."""
    statements.refresh(db, group(db, moved))
