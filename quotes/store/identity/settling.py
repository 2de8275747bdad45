"""Decides which names are one speaker's, from what all articles say; repeated whenever that changes.

Only the component of a changed name is looked at: the names that may be the same speaker's. The result
depends on the stored articles and on people's decisions, never on their order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from quotes.store.identity import naming, placing, quote_moves, sightings, speakers
from quotes.store.listing import Row, listed, one
from quotes.store.quotations import topics
from quotes.tracking.identity.clusters import Clusters, Decided, Pair, cluster, pair
from quotes.tracking.identity.judgement import Judgement
from quotes.tracking.identity.names_alike import is_partial, keys
from quotes.tracking.identity.weighing import Form, weigh
from quotes.tracking.names import best_spelled, folded, generation

# The size at which a component stops growing. Only very frequent names reach it.
MOST_NAMES = 120
REASONS = {
    "same": "spelling",
    "initial": "middle",
    "second": "middle",
    "given": "middle",
    "longer": "middle",
    "suffix": "namesake",
    "nickname": "nickname",
    "initials": "initials",
    "letters": "initials",
    "spelling": "spelling",
}


@dataclass(frozen=True, slots=True)
class _Name:
    """A row with everything that is needed to compare its name."""

    pk: int
    key: str
    name: str
    kind: str
    articles: int
    decided: bool


def settle(db: Database, changed: Iterable[int], article: int | None = None) -> None:
    """Resolve these names to speakers again, and move their quotes. To be called in a transaction.

    `article` is the article that was just read, if that is the reason.
    """
    left = set(changed)
    moved: set[int] = set()
    while left:
        names = component(db, min(left))
        left -= names.keys()
        moved |= settle_component(db, names, article)
    quote_moves.follow(db, moved)
    for speaker in sorted(moved):
        topics.follow(db, speaker)


def settle_less(db: Database, poorer: Iterable[int]) -> None:
    """Resolve names again that have lost some or all of their spellings."""
    lost = sorted(set(poorer))
    meaning: set[int] = set()
    for pk in lost:
        rows = db.execute("SELECT DISTINCT speaker FROM placings WHERE meant = ?", (pk,))
        meaning |= {speaker for (speaker,) in rows}
    settle(db, {*lost, *meaning})


def settle_component(db: Database, names: Mapping[int, _Name], article: int | None = None) -> set[int]:
    """Resolve one component. Returns the rows whose quotes may have another speaker now."""
    decided = _decided(db, names)
    judged = _judged(db, names)
    found = cluster(
        {pk: name.key for pk, name in names.items()},
        {pk: name.articles for pk, name in names.items()},
        judged,
        decided,
    )
    roots = {pk: _root(db, speaker, names) for speaker in found.speakers for pk in speaker}
    # Where a partial name leads depends on what articles mean by it; see `placing`.
    partial = {pk for pk, name in names.items() if is_partial(name.name, name.kind) and roots[pk] == pk}
    moved = _write_roots(db, {pk: root for pk, root in roots.items() if pk not in partial})
    _write_joins(db, found, judged, roots)
    _suggest(db, names, found, judged)
    for pk in names:
        rivals = found.ambiguous.get(pk)
        if rivals is not None:
            moved |= placing.place(db, pk, sorted({roots[rival] for rival in rivals}), article)
        elif is_partial(names[pk].name, names[pk].kind) or _in_doubt(db, pk):
            moved |= placing.place(db, pk, placing.bearers_of(db, pk), article)
        else:
            moved |= placing.forget(db, pk)
    moved |= placing.follow_bearers(db, names)
    for root in sorted(set(roots.values())):
        speakers.call_best(db, root)
    return moved


def component(db: Database, start: int) -> dict[int, _Name]:
    """The names that may be the same speaker's as this one, directly or through other names."""
    found: dict[int, _Name] = {}
    waiting = [start]
    while waiting:
        fresh = [pk for pk in waiting if pk not in found]
        waiting = []
        for pk in fresh:
            name = _name(db, pk)
            found[pk] = name
            waiting += [other for other in _linked(db, pk) if other not in found]
            if len(found) < MOST_NAMES:
                waiting += [other for other in _resembling(db, name) if other not in found]
    return found


def _name(db: Database, pk: int) -> _Name:
    row = one(
        db,
        "SELECT name, kind, in_doubt, named_by_hand OR description IS NOT NULL OR wikidata IS NOT NULL"
        " AS decided FROM speakers WHERE pk = :pk",
        pk=pk,
    )
    assert row is not None
    name = best_spelled(speakers.names_of(db, pk) or [row["name"]])
    kind = "person" if row["kind"] == "person" else "organization"
    key = f"{folded(name, kind)} {' '.join(sorted(generation(name)))} {kind}"
    return _Name(pk, key, name, row["kind"], sightings.articles_of(db, pk), bool(row["decided"]))


def _resembling(db: Database, name: _Name) -> list[int]:
    """The rows of the same class that share a key with a name."""
    wanted, values = listed("key", sorted(keys(name.name, name.kind)))
    if not values or _in_doubt(db, name.pk):
        return []
    rows = db.query(
        "SELECT DISTINCT s.pk FROM speaker_keys k JOIN speakers s ON s.pk = k.speaker"
        f" WHERE k.key IN {wanted} AND (s.kind = 'person') = :person AND NOT s.in_doubt AND s.pk <> :pk",
        {**values, "person": name.kind == "person", "pk": name.pk},
    )
    return [row["pk"] for row in list(rows)]


def _in_doubt(db: Database, speaker: int) -> bool:
    return db.execute("SELECT 1 FROM speakers WHERE pk = ? AND in_doubt", (speaker,)).fetchone() is not None


def _linked(db: Database, speaker: int) -> list[int]:
    """The rows that people merged with this one, and those that are the same speaker at present."""
    rows = db.query(
        "SELECT target AS pk FROM merges WHERE source = :pk AND undone IS NULL"
        " UNION SELECT source FROM merges WHERE target = :pk AND undone IS NULL"
        " UNION SELECT merged_into FROM speakers WHERE pk = :pk AND merged_into IS NOT NULL"
        " UNION SELECT pk FROM speakers WHERE merged_into = :pk",
        {"pk": speaker},
    )
    claimant = naming.claimant(db, speaker)
    return [row["pk"] for row in list(rows)] + ([claimant] if claimant is not None else [])


def _decided(db: Database, names: Mapping[int, _Name]) -> Decided:
    """People's decisions about the names of a component."""
    one_of: set[Pair] = set()
    apart: set[Pair] = set()
    for pk in names:
        targets = db.execute("SELECT target FROM merges WHERE source = ? AND undone IS NULL", (pk,))
        one_of |= {pair(pk, target) for (target,) in targets if target in names}
        claimant = naming.claimant(db, pk)
        if claimant is not None and claimant in names:
            one_of.add(pair(pk, claimant))
        others = db.execute("SELECT other FROM kept_apart WHERE one = ?", (pk,))
        apart |= {(pk, other) for (other,) in others if other in names}
    return Decided(frozenset(one_of - apart), frozenset(apart))


def _judged(db: Database, names: Mapping[int, _Name]) -> dict[Pair, Judgement]:
    """The judgement of each pair of a component that shares a key."""
    sharing: dict[str, list[int]] = {}
    for pk, name in sorted(names.items()):
        # Evidence does not decide about names that people gave to a speaker.
        sure = _in_doubt(db, pk) or naming.claimant(db, pk) is not None
        for key in () if sure else keys(name.name, name.kind):
            sharing.setdefault(key, []).append(pk)
    pairs = {
        pair(mine, theirs)
        for group in sharing.values()
        for at, mine in enumerate(group)
        for theirs in group[at + 1 :]
        if (names[mine].kind == "person") == (names[theirs].kind == "person")
    }
    forms = {
        pk: Form(pk, names[pk].key, names[pk].name, names[pk].kind, sightings.profile(db, pk))
        for pk in sorted({pk for two in pairs for pk in two})
    }
    weighed = {two: weigh(forms[two[0]], forms[two[1]], sightings.company(db, *two)) for two in sorted(pairs)}
    return {two: judgement for two, judgement in weighed.items() if judgement is not None}


def _root(db: Database, speaker: Iterable[int], names: Mapping[int, _Name]) -> int:
    """The row that represents a speaker: the one that people chose or described, else the most used.

    The numbers of uses are compared on a coarse scale, so that the representative seldom changes.
    """
    rows = sorted(speaker)
    if len(rows) == 1:
        return rows[0]
    wanted, values = listed("pk", rows)
    merges = list(
        db.query(f"SELECT source, target FROM merges WHERE undone IS NULL AND source IN {wanted}", values)
    )
    sources = {merge["source"] for merge in merges}
    targets = {merge["target"] for merge in merges} - sources
    claimants = {naming.claimant(db, pk) for pk in rows}

    def rank(pk: int) -> tuple[bool, bool, bool, bool, int, int, str, int]:
        name = names[pk]
        return (
            pk in sources,
            pk not in targets,
            not name.decided,
            pk not in claimants,
            -(name.articles.bit_length() // 2),
            len(name.key),
            name.key,
            pk,
        )

    return min(rows, key=rank)


def _write_roots(db: Database, roots: Mapping[int, int]) -> set[int]:
    """Let each row lead to its speaker's row. Returns the rows that led elsewhere before."""
    moved = set()
    for pk, root in roots.items():
        into = None if pk == root else root
        row = one(db, "SELECT merged_into FROM speakers WHERE pk = :pk", pk=pk)
        assert row is not None
        if row["merged_into"] != into:
            db.execute("UPDATE speakers SET merged_into = ? WHERE pk = ?", (into, pk))
            moved |= {pk, *((row["merged_into"],) if row["merged_into"] else ())}
    return moved


def _write_joins(
    db: Database, found: Clusters, judged: Mapping[Pair, Judgement], roots: Mapping[int, int]
) -> None:
    """Store the evidence that joined each name, except for the row that represents the speaker."""
    for pk, root in roots.items():
        link = found.links.get(pk)
        if pk == root:
            # Its evidence is that of the name it was joined with, and is stored there if nothing else is.
            db.execute("DELETE FROM joins WHERE speaker = ?", (pk,))
            continue
        link = link or next((two for other, two in sorted(found.links.items()) if pk in two), None)
        if link is None:
            db.execute("DELETE FROM joins WHERE speaker = ?", (pk,))
            continue
        judgement = judged[link]
        row = (
            pk,
            link[0] if link[1] == pk else link[1],
            root,
            judgement.probability,
            _told(judgement),
        )
        known = db.execute("SELECT * FROM joins WHERE speaker = ?", (pk,)).fetchone()
        if known != row:
            db.execute("INSERT OR REPLACE INTO joins VALUES (?, ?, ?, ?, ?)", row)


def _suggest(
    db: Database, names: Mapping[int, _Name], found: Clusters, judged: Mapping[Pair, Judgement]
) -> None:
    """Suggest the doubtful pairs to people, and withdraw the suggestions that are no longer doubtful."""
    wanted = {two: (REASONS[judged[two].likeness], judged[two]) for two in found.doubtful}
    for pk in sorted(names):
        rows = db.query("SELECT pk, one, other FROM suggestions WHERE one = ? AND settled IS NULL", [pk])
        for row in list(rows):
            if row["other"] in names and (row["one"], row["other"]) not in wanted:
                db.execute("DELETE FROM suggestions WHERE pk = ?", (row["pk"],))
    for two, (reason, judgement) in wanted.items():
        placing.suggest(db, two, reason, judgement.probability, _told(judgement))


def _told(judgement: Judgement) -> str:
    return json.dumps([one.as_record() for one in judgement.reasons], ensure_ascii=False)


def rows_of(db: Database, root: int) -> list[Row]:
    """All rows of one speaker."""
    return list(db.query("SELECT * FROM speakers WHERE pk = :pk OR merged_into = :pk", {"pk": root}))
