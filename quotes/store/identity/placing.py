"""Stores whom each article means by an ambiguous name; `tracking.identity.ambiguous_names` decides it.

The decision depends on how prominent each candidate is around the article's month. So the articles of a month
are decided again only when a candidate's prominence changes by a step, or the candidates change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from quotes.store.identity import naming, sightings, speakers
from quotes.store.listing import listed, one
from quotes.tracking.identity.ambiguous_names import Bearer, Placing, prominence_of, whom
from quotes.tracking.identity.clusters import Pair, pair
from quotes.tracking.identity.names_alike import is_partial, person_name
from quotes.tracking.identity.profiles import together
from quotes.tracking.names import keys_to_find, partial_keys, shared_surname

# The most candidates for a name that are compared: those whom most articles name.
MOST_BEARERS = 40
# If a name stays ambiguous, candidates of at least this probability are suggested to people.
WORTH_ASKING = 0.25
MOST_SUGGESTED = 3


def follow_bearers(db: Database, names: Mapping[int, Any]) -> set[int]:
    """Decide again about the ambiguous names that these names' speakers may be called by."""
    found: set[int] = set()
    wanted = {key for name in names.values() if name.kind == "person" for key in partial_keys(name.name)}
    if not wanted:
        return found
    keys, values = listed("key", sorted(wanted))
    rows = db.query(f"SELECT DISTINCT speaker FROM speaker_keys WHERE key IN {keys}", values)
    for speaker in sorted(row["speaker"] for row in list(rows)):
        row = _row(db, speaker)
        if row["kind"] == "person" and is_partial(row["name"], row["kind"]):
            found |= place(db, speaker, bearers_of(db, speaker))
    return found


def place(db: Database, speaker: int, candidates: Sequence[int], also: int | None = None) -> set[int]:
    """Decide whom new articles mean by a name, and those of months whose candidates changed, and `also`.

    Returns the name if any article now means another speaker by it.
    """
    if naming.claimant(db, speaker) is not None:
        return forget(db, speaker)
    row = _row(db, speaker)
    bearers = _Bearers(db, speaker, candidates, namesakes=bool(row["in_doubt"]))
    apart = _kept_apart(db, speaker)
    shared = shared_surname(person_name(row["name"]).surname, "person")
    known = dict(db.execute("SELECT month, bearers FROM meant_by WHERE speaker = ?", (speaker,)).fetchall())
    wanted = _months_of(db, speaker)
    new = sightings.not_placed(db, speaker)
    changed = set()
    for month in sorted(wanted):
        around = bearers.around(month)
        told = json.dumps([_told_of(bearer) for bearer in around])
        if known.get(month) != told:
            uses = sightings.of_month(db, speaker, month)
            db.execute("INSERT OR REPLACE INTO meant_by VALUES (?, ?, ?)", (speaker, month, told))
        else:
            uses = new.get(month, [])
            if also is not None and _month_of(db, also) == month:
                uses.append((also, sightings.beside(db, speaker, also)))
        for article, use in uses:
            if _put(db, speaker, article, whom(use, around, shared_surname=shared, apart=apart)):
                changed.add(speaker)
    for month in known.keys() - wanted:
        db.execute("DELETE FROM meant_by WHERE speaker = ? AND month = ?", (speaker, month))
    _drop_unseen(db, speaker)
    _suggest(db, speaker)
    return changed | _lead(db, speaker)


def forget(db: Database, speaker: int) -> set[int]:
    """Delete all decisions about a name. Returns the name if there were any."""
    db.execute("DELETE FROM meant_by WHERE speaker = ?", (speaker,))
    gone = db.execute("DELETE FROM placings WHERE speaker = ?", (speaker,)).rowcount
    return {speaker} if gone else set()


def suggest(db: Database, two: Pair, reason: str, probability: float, reasons: str) -> None:
    """Suggest to people that two speakers are one, or update the suggestion."""
    made = one(db, "SELECT collected AS at FROM articles ORDER BY pk DESC LIMIT 1")
    db.execute(
        "INSERT INTO suggestions (one, other, reason, made, probability, reasons)"
        " VALUES (:one, :other, :reason, :made, :probability, :reasons)"
        " ON CONFLICT (one, other) DO UPDATE SET reason = excluded.reason,"
        " probability = excluded.probability, reasons = excluded.reasons WHERE settled IS NULL",
        {
            "one": two[0],
            "other": two[1],
            "reason": reason,
            "made": (made and made["at"]) or "",
            "probability": probability,
            "reasons": reasons,
        },
    )


def _lead(db: Database, speaker: int) -> set[int]:
    """If all articles mean one speaker by a name, let it lead there. Returns the name if that is new.

    Mergers that people made are not changed.
    """
    merged = "SELECT 1 FROM merges WHERE ? IN (source, target) AND undone IS NULL"
    if db.execute(merged, (speaker,)).fetchone():
        return set()
    meant = {pk for (pk,) in db.execute("SELECT DISTINCT meant FROM placings WHERE speaker = ?", (speaker,))}
    into = speakers.root(db, meant.pop()) if len(meant) == 1 else None
    changed = db.execute(
        "UPDATE speakers SET merged_into = :into WHERE pk = :pk AND merged_into IS NOT :into",
        {"into": into, "pk": speaker},
    )
    return {speaker} if changed.rowcount else set()


class _Bearers:
    """The candidates for a name, and how prominent each is around a month.

    Earlier decisions about the name are no evidence for the next one.
    """

    def __init__(self, db: Database, name: int, candidates: Sequence[int], *, namesakes: bool) -> None:
        self._namesakes = namesakes
        self._all = []
        for root in candidates:
            members = [
                row["pk"]
                for row in db.query(
                    "SELECT pk FROM speakers WHERE (pk = :pk OR merged_into = :pk) AND pk <> :name"
                    " ORDER BY pk",
                    {"pk": root, "name": name},
                )
            ]
            names = {name for member in members for name in speakers.names_of(db, member)}
            profile = together(sightings.profile(db, member) for member in members)
            givens = {part for name in names for part in person_name(name).given if len(part) > 1}
            self._all.append(
                (root, speakers.name_of(db, root), frozenset(givens), profile, sightings.months(db, members))
            )

    def around(self, month: str) -> list[Bearer]:
        near = _around(month)
        found = []
        for root, name, givens, profile, months in self._all:
            prominence = prominence_of(
                sum(months.get(one, 0) for one in near), sum(months.values()), dated=bool(month)
            )
            if self._namesakes:
                prominence = max(prominence, 0.0)
            found.append(Bearer(root, name, givens, profile.established, profile.gender, prominence))
        return found


def _around(month: str) -> list[str]:
    """A month with the months before and after it."""
    if not month:
        return []
    year, number = int(month[:4]), int(month[5:7])
    at = year * 12 + number - 1
    return [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in (at - 1, at, at + 1)]


def bearers_of(db: Database, speaker: int) -> list[int]:
    """The candidates for a name that is only a part of theirs, or that several have."""
    row = _row(db, speaker)
    if row["in_doubt"]:
        return [pk for pk in naming.namesakes(db, speaker, row["name"], row["kind"]) if pk != speaker]
    wanted, values = listed("key", sorted(keys_to_find(row["name"], row["kind"])))
    # CROSS JOIN keeps SQLite from going through all persons instead of those with one of the keys.
    rows = db.query(
        "SELECT coalesce(s.merged_into, s.pk) AS root, sum(coalesce(t.articles, 0)) AS articles, s.kind,"
        f" min(s.name) AS name FROM speaker_keys k CROSS JOIN speakers s ON s.pk = k.speaker"
        " LEFT JOIN traits t ON t.speaker = s.pk AND t.trait = 'articles'"
        f" WHERE k.key IN {wanted} AND s.kind = 'person' AND NOT s.in_doubt AND s.pk <> :pk"
        " GROUP BY root ORDER BY articles DESC, name LIMIT :most",
        {**values, "pk": speaker, "most": MOST_BEARERS},
    )
    roots = [found["root"] for found in list(rows)]
    return sorted(root for root in roots if root != speaker and not _only_partial(db, root))


def _only_partial(db: Database, root: int) -> bool:
    """Whether a speaker has only partial names, such as "Okonjo"."""
    return all(is_partial(name, "person") for name in speakers.names_of(db, root))


def _kept_apart(db: Database, speaker: int) -> frozenset[int]:
    """The speakers whom, as people decided, the name does not mean by itself."""
    rows = db.query(
        "SELECT coalesce(s.merged_into, s.pk) AS root FROM kept_apart k"
        " JOIN speakers s ON s.pk = iif(k.one = :pk, k.other, k.one) WHERE :pk IN (k.one, k.other)",
        {"pk": speaker},
    )
    return frozenset(row["root"] for row in list(rows))


def _months_of(db: Database, speaker: int) -> set[str]:
    return set(sightings.months(db, [speaker]))


def _month_of(db: Database, article: int) -> str:
    row = one(db, "SELECT day FROM articles WHERE pk = :pk", pk=article)
    return "" if row is None else str(row["day"])[:7]


def _put(db: Database, speaker: int, article: int, placed: Placing) -> bool:
    """Store a decision. Returns whether it changes whom the article means."""
    sql = "SELECT meant FROM placings WHERE speaker = :speaker AND article = :article"
    before = one(db, sql, speaker=speaker, article=article)
    was = None if before is None else before["meant"]
    weighed = [
        {
            "speaker": weighed.pk,
            "probability": weighed.probability,
            "reasons": [{"weight": reason.weight, "text": reason.text} for reason in weighed.reasons],
        }
        for weighed in placed.weighed
    ]
    told = json.dumps(weighed, ensure_ascii=False)
    db.execute(
        "INSERT OR REPLACE INTO placings (speaker, article, meant, weighed) VALUES (?, ?, ?, ?)",
        (speaker, article, placed.speaker, told),
    )
    return bool(was != placed.speaker)


def _drop_unseen(db: Database, speaker: int) -> None:
    db.execute(
        "DELETE FROM placings WHERE speaker = :pk AND NOT EXISTS (SELECT 1 FROM sightings s"
        " WHERE s.speaker = placings.speaker AND s.article = placings.article)",
        {"pk": speaker},
    )


def _suggest(db: Database, speaker: int) -> None:
    """Suggest the likeliest candidates of a name that stays ambiguous, and withdraw other suggestions."""
    rows = db.query(
        "SELECT w.value ->> 'speaker' AS bearer, max(w.value ->> 'probability') AS probability,"
        " w.value -> 'reasons' AS reasons FROM placings p, json_each(p.weighed) w"
        " WHERE p.speaker = :pk AND p.meant IS NULL AND w.value ->> 'probability' >= :least"
        " GROUP BY bearer ORDER BY count(*) DESC, probability DESC, bearer LIMIT :most",
        {"pk": speaker, "least": WORTH_ASKING, "most": MOST_SUGGESTED},
    )
    wanted = {pair(speaker, row["bearer"]): row for row in list(rows)}
    open_ones = db.query(
        "SELECT pk, one, other FROM suggestions WHERE :pk IN (one, other) AND settled IS NULL",
        {"pk": speaker},
    )
    for row in list(open_ones):
        if (row["one"], row["other"]) not in wanted:
            db.execute("DELETE FROM suggestions WHERE pk = ?", (row["pk"],))
    reason = "namesake" if _row(db, speaker)["in_doubt"] else "surname"
    for two, row in wanted.items():
        if not db.execute("SELECT 1 FROM kept_apart WHERE one = ? AND other = ?", two).fetchone():
            suggest(db, two, reason, row["probability"], row["reasons"])


def _told_of(bearer: Bearer) -> list[Any]:
    return [bearer.pk, sorted(bearer.givens), sorted(bearer.roles), bearer.gender, bearer.prominence]


def _row(db: Database, speaker: int) -> Mapping[str, Any]:
    row = one(
        db,
        "SELECT s.kind, s.in_doubt, n.name FROM speakers s JOIN speaker_names n ON n.speaker = s.pk"
        " WHERE s.pk = :pk ORDER BY n.given, n.name LIMIT 1",
        pk=speaker,
    )
    return row or {"kind": "person", "in_doubt": 0, "name": ""}
