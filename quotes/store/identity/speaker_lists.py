"""Imports lists of speakers: finds the stored speaker of each row, and what to merge and to set.

Making a plan only reads, so it can be shown before anything is changed. A list never overrides a person's
decision: that two speakers are not one, or a name, kind, description, Wikidata id or role that differs from
the list. But the next list may change what a list has set, so `speakers.listed` stores what the last one
said.
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
# What a list says about a speaker, apart from other names.
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
# The speakers about whom people decided something; the names of a speaker and of all merged into it.
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


class Unclear(ValueError):  # noqa: N818 - reads as a sentence
    """The speaker of a row is ambiguous or contradictory; the message says how."""


@dataclass(slots=True)
class Plan:
    """What a row will do: its target (None for a new speaker), whom it joins, and what it sets."""

    row: Listed
    target: Row | None
    joined: list[Row] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    changes: Row = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of a new speaker made for the row."""
        return self.row.kind or "person"


def plan(db: Database, row: Listed, taken: Collection[int] = ()) -> Plan:
    """What a row will do; speakers `taken` by other rows are left alone. Raises Unclear."""
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
    """Carry out a plan, inside the transaction in which it was made. Returns the speaker's pk."""
    row, target = wanted.row, wanted.target
    pk = speakers.add(db, row.name, wanted.kind, decision.at) if target is None else int(target["pk"])
    # The listed name represents all that is joined, so it is set before further names claim their quotes.
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
    """The rows of a list: the speakers about whom people decided something, or `everybody` with all names."""
    which = "SELECT s.pk FROM speakers s WHERE s.merged_into IS NULL" if everybody else _DECIDED
    for (pk,) in db.execute(f"{which} ORDER BY s.sort, s.pk").fetchall():
        row = one(db, f"{_SPEAKER} pk = :pk", pk=pk)
        assert row is not None
        # Leave out names with a separator of names, which would be read back as two names.
        names = [
            name
            for name in _names(db, pk, given=not everybody)
            if name != row["name"] and not set(";\n") & set(name)
        ]
        yield {**row, "other_names": names, "roles": roles.of(db, pk)}


def _bearers(db: Database, row: Listed, taken: Collection[int]) -> dict[str, list[Row]]:
    """For each listed name, the speakers who have it and are not taken."""
    kinds = (row.kind,) if row.kind else CLASSES
    return {
        name: [who for kind in kinds for who in _bearing(db, name, kind) if who["pk"] not in taken]
        for name in row.names
    }


def _bearing(db: Database, name: str, kind: str) -> list[Row]:
    """The speakers with a whole name; for a mere surname, those who have no other name.

    A speaker without "Jr." is preferred for a name without it.
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
    """The speaker of a row, found by its slug, Wikidata id, name or other names."""
    by_slug = _called(db, row.slug)
    by_wikidata = [] if row.wikidata is None else list(db.query(f"{_SPEAKER} wikidata = ?", [row.wikidata]))
    told = {speaker["pk"]: speaker for speaker in (*([by_slug] if by_slug else ()), *by_wikidata)}
    if len(told) > 1:
        raise Unclear(f"Its slug and Wikidata id belong to different speakers: {_slugs(told.values())}.")
    if told:
        target: Row = next(iter(told.values()))
        if target["pk"] in taken:
            raise Unclear(f"Another row already describes {target['slug']}.")
        return target
    sure = {borne[0]["pk"] for borne in bearers.values() if len(borne) == 1}
    for name, borne in bearers.items():
        if len(borne) > 1 and not {speaker["pk"] for speaker in borne} <= sure:
            raise Unclear(
                f"Several speakers have the name {name}: {_slugs(borne)}. Give a slug to say which one."
            )
    if bearers[row.name]:
        return max(bearers[row.name], key=_most_quoted)
    others = [speaker for borne in bearers.values() for speaker in borne]
    return max(others, key=_most_quoted, default=None)


def _called(db: Database, slug: str | None) -> Row | None:
    """The speaker with a slug, or the one it was merged into."""
    pk = None if slug is None else speakers.pk_of(db, slug)
    return None if pk is None else one(db, f"{_SPEAKER} pk = :pk", pk=pk)


def _most_quoted(row: Row) -> tuple[int, int]:
    return row["quotes"], -row["pk"]


def _is_namesake(target: Row, other: Row) -> bool:
    """Whether two speakers have the same name, which is only possible if a person separated them."""
    kind = target["kind"]
    return folded(target["name"], kind) == folded(other["name"], kind)


def _apart(db: Database, row: Listed, target: Row, other: Row) -> str | None:
    """Why a speaker with a listed name is not joined; None if it is."""
    who = f"{other['name']} ({other['slug']}) is not joined"
    if one(db, _APART, one=target["pk"], other=other["pk"]) is not None:
        return f"{who}: a person has decided that they are two speakers."
    if other["wikidata"] not in (None, row.wikidata or target["wikidata"]):
        return f"{who}: it has the Wikidata id {other['wikidata']}."
    if other["kind"] != (row.kind or target["kind"]):
        return f"{who}: its kind is {other['kind']}."
    return None


def _fields(db: Database, wanted: Plan) -> None:
    """Plan to set the row's fields; where a person has set another value, report that instead."""
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
    """Whether a person has set the name or kind, which every speaker has."""
    return bool(target and target["named_by_hand"]) if name == "name" else name in before


def _present(db: Database, target: Row, name: str) -> Any:
    return _plain(roles.of(db, target["pk"])) or None if name == "roles" else target[name]


def _told(row: Listed) -> Row:
    """What a row says, as stored."""
    told = {name: getattr(row, name) for name in FIELDS if name != "roles"}
    if row.roles is not None:
        told["roles"] = _plain({"role": r.role, "since": r.since, "until": r.until} for r in row.roles)
    return {name: value for name, value in told.items() if value is not None}


def _plain(held: Iterable[Row]) -> list[Row]:
    """Roles in a fixed order, for comparison."""
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
