"""What a listed speaker means for those who are stored: who is meant, who is joined, what is set.

A plan only reads, so it can be shown before anything is done. What a person has decided is never undone by a
list: that two are not one, or another name, kind, description, Wikidata id or role than the list has. But
what came from a list may be changed by the next one, so `speakers.listed` keeps what the last one told.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from quotes.intake.tables.speaker_lists import Listed
from quotes.store.identity import roles, speaker_decisions, speakers
from quotes.store.listing import Row, one
from quotes.store.quotations.decision_history import Decision
from quotes.tracking.names import folded, generation, parts_of

CLASSES = ("person", "organization")
# What a list tells of a speaker beside the names.
FIELDS = ("name", "kind", "description", "wikidata", "roles")

_SPEAKER = """
SELECT pk, slug, name, kind, quotes, description, wikidata, named_by_hand, listed FROM speakers
WHERE merged_into IS NULL AND
"""
_FAMILY = "SELECT pk FROM speakers WHERE pk = {0} OR merged_into = {0}"
_APART = """
SELECT 1 FROM kept_apart
WHERE (one IN ({one}) AND other IN ({other})) OR (one IN ({other}) AND other IN ({one})) LIMIT 1
""".format(one=_FAMILY.format(":one"), other=_FAMILY.format(":other"))
# Those of whom people have said something; their names, and those of all who were merged into them.
_DECIDED = """
SELECT s.pk FROM speakers s WHERE s.merged_into IS NULL AND (s.named_by_hand OR s.description IS NOT NULL
    OR s.wikidata IS NOT NULL OR s.listed IS NOT NULL OR s.pk IN (SELECT speaker FROM speaker_roles)
    OR s.pk IN (SELECT speaker FROM speaker_names WHERE given))
"""
_NAMES = """
SELECT name FROM speaker_names
WHERE speaker IN (SELECT pk FROM speakers WHERE pk = :pk OR merged_into = :pk) AND (given OR :all)
GROUP BY name ORDER BY min(pk)
"""


class Unclear(ValueError):  # noqa: N818 - said as it is told
    """Who is meant by a row cannot be told, or is told in two ways; the message says how."""


@dataclass(slots=True)
class Plan:
    """What a row will do: to whom (None for a new speaker), who is joined, which names and fields are set."""

    row: Listed
    target: Row | None
    joined: list[Row] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    changes: Row = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of a speaker that is made for the row."""
        return self.row.kind or "person"


def plan(db: Database, row: Listed, taken: Collection[int] = ()) -> Plan:
    """What a row will do, if those who are `taken` by other rows are left to them. Raises Unclear."""
    bearers = _bearers(db, row, taken)
    target = _target(db, row, bearers, taken)
    found = Plan(row, target)
    for other in {speaker["pk"]: speaker for borne in bearers.values() for speaker in borne}.values():
        if target is None or other["pk"] == target["pk"] or _is_namesake(target, other):
            continue
        problem = _apart(db, row, target, other)
        if problem:
            found.problems.append(problem)
        else:
            found.joined.append(other)
    known = set(_names(db, target["pk"], given=False)) if target else set()
    found.names = [name for name in row.names if name not in known]
    _fields(db, found)
    return found


def carry_out(db: Database, wanted: Plan, decision: Decision) -> int:
    """Do what was planned, to be called inside the transaction that it was planned in; the speaker's pk."""
    row, target = wanted.row, wanted.target
    pk = speakers.add(db, row.name, wanted.kind, decision.at) if target is None else int(target["pk"])
    # The listed one stands for all who are joined, so this is told before names claim what is read with them.
    speakers.named(db, pk, row.name, given=True)
    speaker_decisions.describe(db, pk, wanted.changes, decision)
    if "name" not in wanted.changes and (target is None or target["name"] == row.name):
        db.table("speakers").update(pk, {"named_by_hand": 1})
    for other in wanted.joined:
        speaker_decisions.merge(db, other["pk"], pk, decision)
    for name in row.names:
        if name in wanted.names:
            speaker_decisions.add_name(db, pk, name, decision)
        else:
            speaker_decisions.named(db, pk, name)
    db.table("speakers").update(pk, {"listed": json.dumps(_told(row), ensure_ascii=False)})
    return pk


def slug_of(db: Database, speaker: int) -> str:
    """The slug of a stored speaker."""
    row = one(db, f"{_SPEAKER} pk = :pk", pk=speaker)
    assert row is not None
    return str(row["slug"])


def listed_speakers(db: Database, *, everybody: bool = False) -> Iterable[Row]:
    """The rows of a list: those of whom people have said something, or `everybody` with every name."""
    which = "SELECT s.pk FROM speakers s WHERE s.merged_into IS NULL" if everybody else _DECIDED
    for (pk,) in db.execute(f"{which} ORDER BY s.sort, s.pk").fetchall():
        row = one(db, f"{_SPEAKER} pk = :pk", pk=pk)
        assert row is not None
        # A name that holds what parts names in a cell would be read as two.
        names = [
            name
            for name in _names(db, pk, given=not everybody)
            if name != row["name"] and not set(";\n") & set(name)
        ]
        yield {**row, "other_names": names, "roles": roles.of(db, pk)}


def _bearers(db: Database, row: Listed, taken: Collection[int]) -> dict[str, list[Row]]:
    """For each listed name, those who go by it and are not taken."""
    kinds = (row.kind,) if row.kind else CLASSES
    return {
        name: [who for kind in kinds for who in _bearing(db, name, kind) if who["pk"] not in taken]
        for name in row.names
    }


def _bearing(db: Database, name: str, kind: str) -> list[Row]:
    """Those who go by a name as a whole; by a surname alone, those who are called nothing else.

    Who is called so without "Jr." goes before a namesake with it.
    """
    found: dict[int, Row] = {}
    exactly: set[int] = set()
    for known in speakers.resembling(db, name, kind):
        if not _goes_by(name, kind, known.names):
            continue
        root = one(db, f"{_SPEAKER} pk = :pk", pk=known.root)
        assert root is not None
        whole = kind != "person" or len(parts_of(name, kind)) > 1
        if whole or folded(root["name"], kind) == folded(name, kind):
            found[known.root] = root
            if generation(name) in {generation(other) for other in _alike(name, kind, known.names)}:
                exactly.add(known.root)
    return [row for pk, row in found.items() if pk in exactly or not exactly]


def _goes_by(name: str, kind: str, names: Collection[str]) -> bool:
    this = generation(name)
    alike = _alike(name, kind, names)
    apart = kind == "person" and this and all(generation(other) not in (this, frozenset()) for other in alike)
    return bool(alike) and not apart


def _alike(name: str, kind: str, names: Collection[str]) -> list[str]:
    return [other for other in names if folded(other, kind) == folded(name, kind)]


def _target(db: Database, row: Listed, bearers: dict[str, list[Row]], taken: Collection[int]) -> Row | None:
    """Whom a row means: by its slug, by its Wikidata id, by its name or by its other names."""
    by_slug = _called(db, row.slug)
    by_wikidata = [] if row.wikidata is None else list(db.query(f"{_SPEAKER} wikidata = ?", [row.wikidata]))
    told = {speaker["pk"]: speaker for speaker in (*([by_slug] if by_slug else ()), *by_wikidata)}
    if len(told) > 1:
        raise Unclear(f"Its slug and Wikidata id are of several: {_slugs(told.values())}.")
    if told:
        target: Row = next(iter(told.values()))
        if target["pk"] in taken:
            raise Unclear(f"Another row is {target['slug']} already.")
        return target
    sure = {borne[0]["pk"] for borne in bearers.values() if len(borne) == 1}
    for name, borne in bearers.items():
        if len(borne) > 1 and not {speaker["pk"] for speaker in borne} <= sure:
            raise Unclear(f"Several go by the name {name}: {_slugs(borne)}. A slug can tell which is meant.")
    if bearers[row.name]:
        return max(bearers[row.name], key=_most_quoted)
    others = [speaker for borne in bearers.values() for speaker in borne]
    return max(others, key=_most_quoted, default=None)


def _called(db: Database, slug: str | None) -> Row | None:
    """The speaker of a slug, or the one that it has been merged into."""
    pk = None if slug is None else speakers.pk_of(db, slug)
    return None if pk is None else one(db, f"{_SPEAKER} pk = :pk", pk=pk)


def _most_quoted(row: Row) -> tuple[int, int]:
    return row["quotes"], -row["pk"]


def _is_namesake(target: Row, other: Row) -> bool:
    """Whether two are known by one name and yet are two, as they can only be where somebody has said so."""
    kind = target["kind"]
    return folded(target["name"], kind) == folded(other["name"], kind)


def _apart(db: Database, row: Listed, target: Row, other: Row) -> str | None:
    """Why one who goes by a listed name is not joined, if that is so."""
    who = f"{other['name']} ({other['slug']}) is not joined"
    if one(db, _APART, one=target["pk"], other=other["pk"]) is not None:
        return f"{who}: a person has decided that the two are not one."
    if other["wikidata"] not in (None, row.wikidata or target["wikidata"]):
        return f"{who}: it has the Wikidata id {other['wikidata']}."
    if other["kind"] != (row.kind or target["kind"]):
        return f"{who}: it is of the kind {other['kind']}."
    return None


def _fields(db: Database, wanted: Plan) -> None:
    """Set what the list tells and nobody has decided otherwise; else say so."""
    target, told = wanted.target, _told(wanted.row)
    before = json.loads(target["listed"]) if target and target["listed"] else {}
    for name in FIELDS:
        value = told.get(name)
        present = _present(db, target, name) if target else None
        if value is None or value == present:
            continue
        by_person = present is not None and (name not in ("name", "kind") or _decided(target, name, before))
        if by_person and before.get(name) != present:
            wanted.problems.append(f"The {name} stays {_shown(present)}: a person has set it.")
        elif target is not None or name not in ("name", "kind"):
            wanted.changes[name] = value


def _decided(target: Row | None, name: str, before: Row) -> bool:
    """Whether a name or kind, which every speaker has, is by a person's decision."""
    return bool(target and target["named_by_hand"]) if name == "name" else name in before


def _present(db: Database, target: Row, name: str) -> Any:
    return _plain(roles.of(db, target["pk"])) or None if name == "roles" else target[name]


def _told(row: Listed) -> Row:
    """What a row tells, as it is kept."""
    told = {name: getattr(row, name) for name in FIELDS if name != "roles"}
    if row.roles is not None:
        told["roles"] = _plain({"role": r.role, "since": r.since, "until": r.until} for r in row.roles)
    return {name: value for name, value in told.items() if value is not None}


def _plain(held: Iterable[Row]) -> list[Row]:
    """Roles in one order, to be compared."""
    rows = [{"role": r["role"], "since": r["since"] or "", "until": r["until"] or ""} for r in held]
    return sorted(rows, key=lambda r: (r["since"], r["until"], r["role"]))


def _names(db: Database, speaker: int, *, given: bool) -> list[str]:
    return [row["name"] for row in db.query(_NAMES, {"pk": speaker, "all": not given})]


def _slugs(rows: Iterable[Row]) -> str:
    return ", ".join(sorted(row["slug"] for row in rows))


def _shown(value: Any) -> str:
    if not isinstance(value, list):
        return f"“{value}”"
    return f"“{'; '.join(role['role'] for role in value)}”"
