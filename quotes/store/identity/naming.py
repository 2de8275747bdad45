"""The row of a name in `speakers`: names that differ only in spelling share a row.

Whom a name means, and that two rows are one speaker, is decided in `settling`.
"""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.tracking.names import folded, generation, same_class, untitled


def row_of(db: Database, name: str, kind: str, at: str) -> int:
    """The row of a name, made if there is none.

    A name that only people gave to a speaker belongs to that speaker's row. A name that people gave to
    several speakers has a row of its own, for quotes that may be any of theirs.
    """
    owners, claimants = _bearing(db, name, kind)
    kept = [owner for owner in owners if owner["in_doubt"] and owner["merged_into"] is None]
    sure = [owner for owner in owners if not owner["in_doubt"]]
    if kept:
        return int(kept[0]["pk"])
    if len(sure) == 1 and not _namesakes(db, sure[0]["pk"], claimants):
        return int(sure[0]["pk"])
    if not sure and len({row["root"] for row in claimants}) == 1:
        return int(claimants[0]["pk"])
    pk = speakers.add(db, untitled(name) if kind == "person" else name, kind, at)
    speakers.named(db, pk, name)
    if sure or claimants:
        db.execute("UPDATE speakers SET in_doubt = 1 WHERE pk = ?", (pk,))
    return pk


def namesakes(db: Database, speaker: int, name: str, kind: str) -> list[int]:
    """Other speakers with exactly the same name, whom only people can tell apart."""
    owners, claimants = _bearing(db, name, kind)
    roots = {row["root"] for row in (*owners, *claimants) if not row["in_doubt"] and row["pk"] != speaker}
    return sorted(roots)


def owners(db: Database, name: str, kind: str) -> list[int]:
    """The rows that articles use this name for."""
    return [int(row["pk"]) for row in _bearing(db, name, kind)[0]]


def claimant(db: Database, speaker: int) -> int | None:
    """The speaker to whom people have given a name of this row, if there is exactly one.

    People's decisions that a name belongs to a speaker are the rows of `speaker_names` that are `given`. They
    are certain, so they come before all evidence.
    """
    given = (
        "SELECT 1 FROM speaker_names n JOIN speaker_names g ON g.folded = n.folded AND g.given"
        " AND g.speaker <> n.speaker WHERE n.speaker = ? AND NOT n.given LIMIT 1"
    )
    if db.execute(given, (speaker,)).fetchone() is None:
        return None
    own = _row(db, speaker)
    found = set()
    # A name that people gave to this row itself cannot be another's.
    read = db.execute("SELECT name FROM speaker_names WHERE speaker = ? AND NOT given", (speaker,)).fetchall()
    for (name,) in read:
        _, claimants = _bearing(db, name, own["kind"])
        found |= {row["pk"] for row in claimants if row["pk"] != speaker}
    apart = {
        row["pk"]
        for row in db.query(
            "SELECT iif(one = :pk, other, one) AS pk FROM kept_apart WHERE :pk IN (one, other)",
            {"pk": speaker},
        )
    }
    found -= apart
    roots = {_row(db, pk)["root"] for pk in found} - {speaker}
    return min(found) if len(roots) == 1 and not own["in_doubt"] else None


def _namesakes(db: Database, owner: int, claimants: list[Row]) -> bool:
    """Whether people decided that another speaker has the same name as the owner."""
    apart = "SELECT 1 FROM kept_apart WHERE one = ? AND other = ?"
    return any(
        db.execute(apart, (min(owner, row["pk"]), max(owner, row["pk"]))).fetchone() for row in claimants
    )


def _bearing(db: Database, name: str, kind: str) -> tuple[list[Row], list[Row]]:
    """The rows that articles use this name for, and those that people gave it to."""
    rows = db.query(
        "SELECT n.name, n.given, n.articles, s.pk, s.kind, s.in_doubt, s.merged_into,"
        " coalesce(s.merged_into, s.pk) AS root"
        " FROM speaker_names n JOIN speakers s ON s.pk = n.speaker WHERE n.folded = :folded"
        " ORDER BY s.pk, n.pk",
        {"folded": folded(name, kind)},
    )
    owners: dict[int, Row] = {}
    claimants: dict[int, Row] = {}
    for row in list(rows):
        if same_class(row["kind"], kind) and (
            kind != "person" or generation(row["name"]) == generation(name)
        ):
            (claimants if row["given"] else owners)[row["pk"]] = row
    for pk in owners.keys() & claimants.keys():
        del claimants[pk]
    return list(owners.values()), list(claimants.values())


def _row(db: Database, speaker: int) -> Row:
    return next(
        db.query(
            "SELECT kind, in_doubt, coalesce(merged_into, pk) AS root FROM speakers WHERE pk = ?", [speaker]
        )
    )
