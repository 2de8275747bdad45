"""What people settle about speakers: which are one, which are not, what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from quotes.store import grouping, roles, speakers, statements, topics
from quotes.store.page import Listing, Page, Row, listed, one
from quotes.tracking.names import sort_key
from quotes.tracking.speakers import match

# A suggestion with the two speakers who remain, `o` and `p`, of those whom it was made of.
REMAINING = """
FROM suggestions g JOIN speakers x ON x.pk = g.one JOIN speakers y ON y.pk = g.other
JOIN speakers o ON o.pk = coalesce(x.merged_into, x.pk)
JOIN speakers p ON p.pk = coalesce(y.merged_into, y.pk)
"""
SUGGESTIONS = f"""
SELECT g.pk, g.made, g.reason, o.slug AS one_slug, o.name AS one_name, o.kind AS one_kind,
    o.quotes AS one_quotes, p.slug AS other_slug, p.name AS other_name, p.kind AS other_kind,
    p.quotes AS other_quotes
{REMAINING}
"""
# All open suggestions `n` of the same two, and of any who have been merged into them. CROSS keeps the order
# of the joins, so that no others' suggestions are gone through.
OF_THE_TWO = """
speakers v CROSS JOIN suggestions n ON n.one = v.pk CROSS JOIN speakers w ON w.pk = n.other
WHERE (v.pk IN (o.pk, p.pk) OR v.merged_into IN (o.pk, p.pk)) AND n.settled IS NULL
    AND coalesce(w.merged_into, w.pk) IN (o.pk, p.pk)
    AND coalesce(w.merged_into, w.pk) <> coalesce(v.merged_into, v.pk)
"""
# A speaker with all who have been merged into it, and into those.
MERGED = """
WITH RECURSIVE merged (pk) AS (
    SELECT :speaker UNION
    SELECT m.source FROM merges m JOIN merged ON m.target = merged.pk WHERE m.undone IS NULL)
SELECT pk FROM merged
"""


class NoMerge(ValueError):  # noqa: N818 - said as it is answered
    """These two cannot be merged, or are not merged; the message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, why, and when (ISO 8601)."""

    by: str | None
    reason: str | None
    at: str


def suggest(db: Database, speaker: int, doubtful: Iterable[tuple[int, str]], made: str) -> None:
    """Suggest that a new speaker may be one of others."""
    rows = [(min(speaker, other), max(speaker, other), reason, made) for other, reason in doubtful]
    db.conn.executemany(
        "INSERT OR IGNORE INTO suggestions (one, other, reason, made) VALUES (?, ?, ?, ?)", rows
    )


def suggestions(db: Database, limit: int = 20, cursor: str | None = None) -> Page:
    """Pairs of speakers who may be one, the latest first. Raises cursor.BadCursor.

    For those who have been merged stand those whom they turned out to be; a pair is listed once.
    """
    return suggestions_listed().page(db, limit, cursor, _suggestion)


def suggestions_listed() -> Listing:
    rows = Listing("suggestions", SUGGESTIONS, "g", "made")
    rows.where("g.settled IS NULL AND o.pk <> p.pk")
    rows.where(f"NOT EXISTS (SELECT 1 FROM {OF_THE_TWO} AND (n.made, n.pk) > (g.made, g.pk))")
    return rows


def dismiss(db: Database, suggestion: int, decision: Decision) -> bool:
    """Settle that a suggested pair are two speakers; False where there is no such open suggestion.

    Settled with it is what else suggests the same two, by those who have been merged into them.
    """
    changed = db.execute(
        "UPDATE suggestions SET settled = :at WHERE settled IS NULL AND pk IN (SELECT :pk UNION"
        f" SELECT n.pk {REMAINING} CROSS JOIN {OF_THE_TWO} AND g.pk = :pk AND g.settled IS NULL)",
        {"at": decision.at, "pk": suggestion},
    )
    return changed.rowcount > 0


def merge(db: Database, source: int, target: int, decision: Decision) -> None:
    """Let `source` be `target` from now on, with all quotes and names; the way back is kept.

    To be called inside a transaction, with two speakers that are not merged into others. Raises NoMerge.
    """
    if source == target:
        raise NoMerge("A speaker cannot be merged into itself.")
    if _kind(db, source) != _kind(db, target):
        raise NoMerge("The two are of different kinds.")
    db.table("merges").insert(
        {
            "source": source,
            "target": target,
            "made_by": decision.by,
            "reason": decision.reason,
            "made": decision.at,
        }
    )
    db.execute(
        "UPDATE speakers SET merged_into = ? WHERE pk = ? OR merged_into = ?", (target, source, source)
    )
    db.execute(
        "UPDATE suggestions SET settled = ? WHERE settled IS NULL AND one = ? AND other = ?",
        (decision.at, min(source, target), max(source, target)),
    )
    moved = [row["pk"] for row in list(db.query("SELECT pk FROM quotes WHERE speaker = ?", [source]))]
    _give(db, moved, target)
    topics.follow(db, source)


def unmerge(db: Database, source: int, decision: Decision) -> int:
    """Undo the merger of a speaker, who gets back what was read or decided to be its own; the former target.

    To be called inside a transaction. Raises NoMerge.
    """
    row = one(
        db,
        "SELECT pk, target FROM merges WHERE source = :source AND undone IS NULL ORDER BY pk DESC LIMIT 1",
        source=source,
    )
    if row is None:
        raise NoMerge("The speaker is not merged into another.")
    db.execute("UPDATE merges SET undone = ? WHERE pk = ?", (decision.at, row["pk"]))
    back = [merged["pk"] for merged in list(db.query(MERGED, {"speaker": source}))]
    for pk in back:
        db.execute("UPDATE speakers SET merged_into = nullif(?, pk) WHERE pk = ?", (source, pk))
    wanted, values = listed("pk", back)
    rows = db.query(
        f"SELECT pk FROM quotes WHERE iif(speaker_decided, decided_speaker, read_speaker) IN {wanted}", values
    )
    _give(db, [quote["pk"] for quote in list(rows)], source)
    for speaker in (source, row["target"]):
        topics.follow(db, speaker)
    return int(row["target"])


def speaker_called(db: Database, name: str, kind: str, at: str, *, new: bool) -> int:
    """The speaker whom somebody names; a new one where there is none, or if it shall be `new`.

    A name of several is given to the one that is kept for what may be any namesake's, or else to a new one.
    """
    found = None if new else match(name, kind, speakers.resembling(db, name, kind)).speaker
    if found is None:
        found = speakers.add(db, name, kind, at)
        named(db, found, name)
    root = speakers.root(db, found)
    assert root is not None
    return root


def named(db: Database, speaker: int, name: str) -> None:
    """Let a speaker go by a further name."""
    speakers.named(db, speaker, name, given=True)
    topics.follow(db, speaker)


def describe(db: Database, speaker: int, changes: Row) -> None:
    """Set what people may say of a speaker: `name`, `kind`, `description`, `wikidata`, `roles`."""
    changes = dict(changes)
    if "roles" in changes:
        roles.put(db, speaker, changes.pop("roles"))
    if "name" in changes:
        named(db, speaker, changes["name"])
        changes |= {"named_by_hand": 1, "sort": sort_key(changes["name"])}
    if changes:
        db.table("speakers").update(speaker, changes)
    if "kind" in changes:
        speakers.index_again(db, speaker)
        topics.follow(db, speaker)


def _give(db: Database, moved: list[int], speaker: int) -> None:
    """Let quotes be a speaker's, and be grouped with the speaker's others."""
    for pk in moved:
        db.execute("UPDATE quotes SET speaker = ? WHERE pk = ?", (speaker, pk))
        db.execute("UPDATE fingerprints SET speaker = ? WHERE quote = ?", (speaker, pk))
    statements.refresh(db, grouping.resettle(db, moved))


def _kind(db: Database, speaker: int) -> str:
    row = one(db, "SELECT kind FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return str(row["kind"])


def _suggestion(row: Mapping[str, Any]) -> Row:
    pair = [
        {name: row[f"{which}_{name}"] for name in ("slug", "name", "kind", "quotes")}
        for which in ("one", "other")
    ]
    return {"id": row["pk"], "reason": row["reason"], "made": row["made"], "speakers": pair}
