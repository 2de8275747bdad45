"""Names in, candidates out: the speakers that a name may refer to, the best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlite_utils import Database

from quotes.reconciliation.properties import KINDS, summary
from quotes.reconciliation.scoring import Asked, Candidate, Scored, scored
from quotes.store.identity import name_candidates
from quotes.store.listing import Row
from quotes.tracking.names import in_speaking_order


def answers(db: Database, batch: Mapping[str, tuple[Asked, int]]) -> Row:
    """The candidates for each query of a batch, by query id, limited to the number wanted."""
    return {key: {"result": _candidates(db, asked, most)} for key, (asked, most) in batch.items()}


def _candidates(db: Database, asked: Asked, most: int) -> list[Row]:
    spoken = replace(asked, name=in_speaking_order(asked.name))
    either = [_rated(db, one) for one in dict.fromkeys((asked, spoken))]
    best = max(either, key=_best_score)
    return [_result(one, row) for one, row in best[:most]]


def _rated(db: Database, asked: Asked) -> list[tuple[Scored, Row]]:
    rows = {row["slug"]: row for row in name_candidates.candidates(db, asked.name, asked.wikidata)}
    rated = scored(asked, [_candidate(row) for row in rows.values()])
    return [(one, rows[one.candidate.id]) for one in rated]


def _best_score(rated: list[tuple[Scored, Row]]) -> float:
    return max((one.score for one, _ in rated), default=0.0)


def _candidate(row: Row) -> Candidate:
    return Candidate(
        id=row["slug"],
        name=row["name"],
        kind=row["kind"],
        quotes=row["quotes"],
        names=tuple(dict.fromkeys([row["name"], *row["names"]])),
        roles=tuple(role["role"] for role in row["roles"]),
        description=row["description"],
        wikidata=row["wikidata"],
        in_doubt=bool(row["in_doubt"]),
    )


def _result(one: Scored, row: Row) -> Row:
    return {
        "id": one.candidate.id,
        "name": one.candidate.name,
        "description": summary(row),
        "type": [{"id": one.candidate.kind, "name": KINDS[one.candidate.kind]}],
        "score": round(one.score, 1),
        "features": [
            {"id": "name", "value": round(one.by_name, 1)},
            {"id": "quotes", "value": one.candidate.quotes},
        ],
        "match": one.match,
    }
