"""Batches of names, and tables to be extended, as the protocol sends them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from quotes.reconciliation.properties import KINDS, PROPERTIES, summary
from quotes.reconciliation.scoring import Candidate, Scored, scored
from quotes.store.identity import name_candidates, speakers
from quotes.store.listing import Row

MOST_QUERIES = 100
MOST_ROWS = 200
LONGEST_NAME = 1_000
MOST_VALUES = 20
RESULTS, MOST_RESULTS = 5, 50


class BadBatch(ValueError):  # noqa: N818 - said as it is answered
    """What is wrong with a batch, in a sentence."""


def batch_of(written: str) -> dict[str, Row]:
    """The queries of a batch, by their ids. Raises BadBatch."""
    queries = _object(written, "queries")
    if len(queries) > MOST_QUERIES:
        raise BadBatch(f"A batch holds at most {MOST_QUERIES} queries.")
    for key, query in queries.items():
        if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
            raise BadBatch(f"The query {key} must be an object with the text query.")
        if len(query.get("query", "")) > LONGEST_NAME:
            raise BadBatch(f"The name of the query {key} is longer than {LONGEST_NAME} characters.")
    return queries


def answers(db: Database, batch: Mapping[str, Row]) -> dict[str, Row]:
    """The candidates for each query of a batch, the best first."""
    return {key: {"result": _results(db, query)} for key, query in batch.items()}


def table_of(written: str) -> Row:
    """The ids and properties of a table that is to be extended. Raises BadBatch."""
    wanted = _object(written, "extend")
    ids, properties = wanted.get("ids"), wanted.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise BadBatch("extend must have a list of ids.")
    if not isinstance(properties, list) or not all(_has_id(one) for one in properties):
        raise BadBatch("extend must have a list of properties, each with its id.")
    if len(ids) > MOST_ROWS:
        raise BadBatch(f"At most {MOST_ROWS} rows are extended at once.")
    return {"ids": ids, "properties": [one["id"] for one in properties]}


def extended(db: Database, table: Row, site: str) -> Row:
    """A table with the values of its properties; none of a property that is not known."""
    known = [PROPERTIES[one] for one in dict.fromkeys(table["properties"]) if one in PROPERTIES]
    rows = {}
    for slug in dict.fromkeys(table["ids"]):
        pk = speakers.pk_of(db, slug)
        found = name_candidates.described(db, [pk]) if pk is not None else []
        rows[slug] = {
            one: PROPERTIES[one].values(db, found[0], site) if found and one in PROPERTIES else []
            for one in dict.fromkeys(table["properties"])
        }
    return {"meta": [one.as_record() for one in known], "rows": rows}


def _has_id(given: Any) -> bool:
    return isinstance(given, dict) and isinstance(given.get("id"), str)


def _results(db: Database, query: Row) -> list[Row]:
    name = query.get("query", "").strip()
    known = _known(query.get("properties"))
    kinds = _kinds(query.get("type"))
    if kinds is None:
        return []
    found = name_candidates.candidates(db, name, kinds, known.get("wikidata", [])[:MOST_VALUES])
    rows = {row["slug"]: row for row in found}
    rated = scored(name, [_candidate(row) for row in found], known)
    return [_result(one, rows[one.candidate.id]) for one in rated[: _limit(query.get("limit"))]]


def _result(one: Scored, row: Row) -> Row:
    return {
        "id": one.candidate.id,
        "name": one.candidate.name,
        "type": [{"id": one.candidate.kind, "name": KINDS[one.candidate.kind]}],
        "score": round(one.score, 1),
        "match": one.match,
        "description": summary(row),
        "features": [{"id": "quotes", "value": one.candidate.quotes}],
    }


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
    )


def _kinds(given: Any) -> list[str] | None:
    """The kinds of speakers that a query asks for, empty for any; None where there are none such."""
    asked = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    asked = [one.get("id") if isinstance(one, dict) else one for one in asked]
    if not asked:
        return []
    return [one for one in asked if one in KINDS] or None


def _known(properties: Any) -> dict[str, list[str]]:
    """The values of properties, by their ids; a value may be a text, a number, or a reconciled cell."""
    known: dict[str, list[str]] = {}
    for one in properties if isinstance(properties, list) else []:
        if isinstance(one, dict) and isinstance(one.get("pid"), str):
            values = one["v"] if isinstance(one.get("v"), list) else [one.get("v")]
            texts = [value.get("id") if isinstance(value, dict) else value for value in values]
            known.setdefault(one["pid"], []).extend(str(text) for text in texts if text not in (None, ""))
    return known


def _limit(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int | float) or not given >= 1:
        return RESULTS
    return int(min(given, MOST_RESULTS))


def _object(written: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        raise BadBatch(f"{name} is not JSON.") from None
    if not isinstance(found, dict):
        raise BadBatch(f"{name} must be a JSON object.")
    return found
