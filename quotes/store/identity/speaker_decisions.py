"""People's decisions about speakers: which are one, which are not, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from quotes.store.identity import name_evidence, naming, roles, settling, speakers
from quotes.store.listing import Listing, Page, Row, one
from quotes.store.quotations import decision_history, topics
from quotes.store.quotations.decision_history import Decision
from quotes.tracking.names import sort_key
from quotes.tracking.speakers import match

# A suggestion with the two speakers `o` and `p` into which its own two have been merged.
REMAINING = """
FROM suggestions g JOIN speakers x ON x.pk = g.one JOIN speakers y ON y.pk = g.other
JOIN speakers o ON o.pk = coalesce(x.merged_into, x.pk)
JOIN speakers p ON p.pk = coalesce(y.merged_into, y.pk)
"""
SUGGESTIONS = f"""
SELECT g.pk, g.made, g.reason, g.probability, g.reasons, o.pk AS one_pk, p.pk AS other_pk,
    o.slug AS one_slug, o.name AS one_name, o.kind AS one_kind,
    o.quotes AS one_quotes, p.slug AS other_slug, p.name AS other_name, p.kind AS other_kind,
    p.quotes AS other_quotes
{REMAINING}
"""
# All open suggestions `n` of the same two speakers, and of any who were merged into them. CROSS keeps the
# order of the joins, so that SQLite does not scan the suggestions of others.
OF_THE_TWO = """
speakers v CROSS JOIN suggestions n ON n.one = v.pk CROSS JOIN speakers w ON w.pk = n.other
WHERE (v.pk IN (o.pk, p.pk) OR v.merged_into IN (o.pk, p.pk)) AND n.settled IS NULL
    AND coalesce(w.merged_into, w.pk) IN (o.pk, p.pk)
    AND coalesce(w.merged_into, w.pk) <> coalesce(v.merged_into, v.pk)
"""


class NoMerge(ValueError):  # noqa: N818 - reads as a sentence
    """These two cannot be merged, or are not merged; the message says why."""


def suggestions(db: Database, limit: int = 20, cursor: str | None = None) -> Page:
    """Pairs of speakers who may be one, the latest first. Raises cursor.BadCursor.

    Merged speakers are replaced by those they were merged into; a pair is listed once.
    """
    page = suggestions_listed().page(db, limit, cursor, _suggestion)
    for item in page.items:
        for speaker in item["speakers"]:
            speaker["seen"] = name_evidence.quotes_of(db, speaker["pk"])
    return page


def suggestions_listed() -> Listing:
    rows = Listing("suggestions", SUGGESTIONS, "g", "made")
    rows.where("g.settled IS NULL AND o.pk <> p.pk")
    rows.where(f"NOT EXISTS (SELECT 1 FROM {OF_THE_TWO} AND (n.made, n.pk) > (g.made, g.pk))")
    return rows


def dismiss(db: Database, suggestion: int, decision: Decision) -> bool:
    """Decide that a suggested pair is two speakers; False if there is no such open suggestion.

    This also dismisses the other suggestions of the same two, through speakers merged into them.
    """
    row = one(
        db,
        "SELECT o.pk AS one, p.pk AS other, o.slug AS one_slug, p.slug AS other_slug"
        f" {REMAINING} WHERE g.pk = :pk AND g.settled IS NULL AND o.pk <> p.pk",
        pk=suggestion,
    )
    if row is None:
        return False
    db.execute(
        "UPDATE suggestions SET settled = :at WHERE settled IS NULL AND pk IN (SELECT :pk UNION"
        f" SELECT n.pk {REMAINING} CROSS JOIN {OF_THE_TWO} AND g.pk = :pk AND g.settled IS NULL)",
        {"at": decision.at, "pk": suggestion},
    )
    for mine, theirs in _pairs(db, row["one"], row["other"]):
        keep_apart(db, mine, [theirs], decision)
    for pk, other in ((row["one"], row["other_slug"]), (row["other"], row["one_slug"])):
        decision_history.note_of_speaker(db, pk, decision, {"is_not": (None, other)})
    settling.settle(db, [row["one"], row["other"]])
    return True


def merge(db: Database, source: int, target: int, decision: Decision) -> None:
    """Merge `source` with all its quotes and names into `target`; `unmerge` undoes this.

    To be called inside a transaction, with two speakers that are not merged into others. Raises NoMerge.
    """
    if source == target:
        raise NoMerge("A speaker cannot be merged into itself.")
    if _kind(db, source) != _kind(db, target):
        raise NoMerge("The two speakers are of different kinds.")
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
        "UPDATE suggestions SET settled = ? WHERE settled IS NULL AND one = ? AND other = ?",
        (decision.at, min(source, target), max(source, target)),
    )
    for one_of, other in _pairs(db, source, target):
        db.execute("DELETE FROM kept_apart WHERE one = ? AND other = ?", (one_of, other))
    settling.settle(db, [source, target])
    topics.follow(db, source)
    _note_merger(db, source, target, decision, undone=False)


def unmerge(db: Database, source: int, decision: Decision) -> int:
    """Separate a speaker from the one it was merged into, for good. Returns the pk of the latter.

    It gets back the quotes that were read or decided to be its own, whether people merged it or evidence
    joined it. To be called inside a transaction. Raises NoMerge.
    """
    merger = one(
        db,
        "SELECT pk, target FROM merges WHERE source = :source AND undone IS NULL ORDER BY pk DESC LIMIT 1",
        source=source,
    )
    target = merger["target"] if merger is not None else speakers.root(db, source)
    assert target is not None
    if target == source:
        raise NoMerge("The speaker is not merged into another.")
    if merger is not None:
        db.execute("UPDATE merges SET undone = ? WHERE pk = ?", (decision.at, merger["pk"]))
        settling.settle(db, [source, target])
    # Names that evidence joined with one of the two stay with it, unless evidence joined the two themselves.
    mine, theirs = (_rows(db, pk) for pk in (source, target))
    if set(mine) & set(theirs):
        mine, theirs = [source], [pk for pk in theirs if pk != source]
    for pk in mine:
        keep_apart(db, pk, theirs, decision)
    settling.settle(db, [*mine, *theirs])
    for speaker in (source, int(target)):
        topics.follow(db, speaker)
    _note_merger(db, source, int(target), decision, undone=True)
    return int(target)


def keep_apart(db: Database, speaker: int, others: Iterable[int], decision: Decision) -> None:
    """Forbid evidence to join a speaker with these others."""
    rows = [
        (*sorted((speaker, other)), decision.by, decision.reason, decision.at)
        for other in others
        if other != speaker
    ]
    db.conn.executemany(
        "INSERT OR IGNORE INTO kept_apart (one, other, made_by, reason, made) VALUES (?, ?, ?, ?, ?)", rows
    )


def _pairs(db: Database, one_of: int, other: int) -> list[tuple[int, int]]:
    """All pairs of rows of two speakers."""
    return [(min(pk, also), max(pk, also)) for pk in _rows(db, one_of) for also in _rows(db, other)]


def _rows(db: Database, speaker: int) -> list[int]:
    """All rows of one speaker at present."""
    root = speakers.root(db, speaker)
    rows = db.query("SELECT pk FROM speakers WHERE pk = :pk OR merged_into = :pk ORDER BY pk", {"pk": root})
    return [row["pk"] for row in list(rows)]


def speaker_called(db: Database, name: str, kind: str, at: str, *, new: bool) -> int:
    """The speaker that a person names: a known one, or a new one if there is none or if `new`.

    For a name of several speakers this is the row for quotes that may be any of theirs, or else a new one.
    """
    found = None if new else match(name, kind, speakers.resembling(db, name, kind))
    if found is None:
        others = naming.namesakes(db, 0, name, kind)
        found = speakers.add(db, name, kind, at)
        speakers.named(db, found, name, given=True)
        keep_apart(db, found, others, Decision(None, None, at))
        settling.settle(db, [found])
        topics.follow(db, found)
    root = speakers.root(db, found)
    assert root is not None
    return root


def named(db: Database, speaker: int, name: str) -> None:
    """Give a speaker a further name; all quotes read with the name, now or later, become the speaker's.

    If people gave the name to other speakers too, evidence decides instead.
    """
    speakers.named(db, speaker, name, given=True)
    kind = _kind(db, speaker)
    owners = naming.owners(db, name, kind)
    settling.settle(db, [speaker, *owners])
    topics.follow(db, speaker)


def add_name(db: Database, speaker: int, name: str, decision: Decision) -> None:
    """Give a speaker a further name, and record the decision."""
    named(db, speaker, name)
    decision_history.note_of_speaker(db, speaker, decision, {"names": (None, name)})


def describe(db: Database, speaker: int, changes: Row, decision: Decision) -> None:
    """Set what people may decide about a speaker: `name`, `kind`, `description`, `wikidata`, `roles`."""
    before = _described(db, speaker)
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
    after = _described(db, speaker)
    fields = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    if fields:
        decision_history.note_of_speaker(db, speaker, decision, fields)


def _described(db: Database, speaker: int) -> Row:
    row = one(db, "SELECT name, kind, description, wikidata FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return {**row, "roles": roles.of(db, speaker)}


def _note_merger(db: Database, source: int, target: int, decision: Decision, *, undone: bool) -> None:
    """Record a merger or its undoing in the histories of both speakers."""
    for speaker, name, other in ((source, "merged_into", target), (target, "holds", source)):
        slug = _slug(db, other)
        decision_history.note_of_speaker(
            db, speaker, decision, {name: (slug, None) if undone else (None, slug)}
        )


def _slug(db: Database, speaker: int) -> str:
    row = one(db, "SELECT slug FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return str(row["slug"])


def _kind(db: Database, speaker: int) -> str:
    row = one(db, "SELECT kind FROM speakers WHERE pk = :pk", pk=speaker)
    assert row is not None
    return str(row["kind"])


def _suggestion(row: Mapping[str, Any]) -> Row:
    pair = [
        {name: row[f"{which}_{name}"] for name in ("pk", "slug", "name", "kind", "quotes")}
        for which in ("one", "other")
    ]
    return {
        "id": row["pk"],
        "reason": row["reason"],
        "made": row["made"],
        "probability": row["probability"],
        **name_evidence.in_words(row["reasons"]),
        "speakers": pair,
    }
