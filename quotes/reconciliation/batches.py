"""Parse what clients send, strictly: batches of queries, and tables to be extended.

A name in a table may be anything that somebody typed, and never makes a batch fail. Anything else that does
not follow the protocol is refused, so that nobody believes it was used.
"""

from __future__ import annotations

import json
import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields
from marshmallow.validate import Length, OneOf, Range

from quotes.intake.characters import storable
from quotes.reconciliation.properties import PROPERTIES, TELLING
from quotes.reconciliation.scoring import Asked
from quotes.requests.problems import Problem, invalid

# Larger batches and tables are refused; the manifest gives the greatest size of a batch.
MOST_QUERIES = 100
MOST_ROWS = 200
MOST_VALUES = 50
RESULTS, MOST_RESULTS = 5, 50
# Longer texts, and those with more words, are nobody's name.
LONGEST_NAME = 300
MOST_WORDS = 20

_WORD = re.compile(r"[^\W_]+")
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,18})", re.IGNORECASE)


class OneOrMany(fields.Field[list[str]]):
    """A value or a list of values: texts, numbers, booleans, or objects that have an id."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:  # noqa: ARG002
        values = value if isinstance(value, list) else [value]
        if len(values) > MOST_VALUES:
            raise ValidationError(f"More than {MOST_VALUES} values.")
        return [_plain(one) for one in values]


class PropertySchema(Schema):
    """A property and the value it should have."""

    pid = fields.String(
        required=True,
        validate=OneOf(TELLING, error=f"Speakers are distinguished by {', '.join(TELLING)} alone."),
    )
    v = OneOrMany(required=True)


class QuerySchema(Schema):
    """One name, and what else is known about the person."""

    query = fields.String(load_default="")
    type = OneOrMany(load_default=list)
    limit = fields.Float(load_default=RESULTS, validate=Range(min=1))
    properties = fields.List(
        fields.Nested(PropertySchema), load_default=list, validate=Length(max=MOST_VALUES)
    )
    type_strict = fields.String(validate=OneOf(("any", "should", "all")))


class WantedSchema(Schema):
    """A property to be added; it has no settings."""

    id = fields.String(required=True, validate=OneOf(tuple(PROPERTIES), error="There is no such property."))
    settings = fields.Dict()


class TableSchema(Schema):
    """Which properties of which speakers to add to a table."""

    ids = fields.List(fields.String(), required=True)
    properties = fields.List(
        fields.Nested(WantedSchema), required=True, validate=Length(max=2 * len(PROPERTIES))
    )


def batch_of(written: str) -> dict[str, tuple[Asked, int]]:
    """The queries by id, each with whom it asks for and how many candidates it wants. Raises Problem."""
    queries = _object("queries", written)
    if len(queries) > MOST_QUERIES:
        raise Problem(413, f"A batch may contain at most {MOST_QUERIES} queries.")
    schema, errors, found = QuerySchema(unknown=RAISE), {}, {}
    for key, query in queries.items():
        try:
            found[key] = _asked(schema.load(query))
        except ValidationError as error:
            errors[key] = error.messages
    if errors:
        raise invalid({"queries": errors})
    return found


def table_of(written: str) -> tuple[list[str], list[str]]:
    """The ids of speakers and of properties, without repetition. Raises Problem."""
    try:
        wanted = TableSchema(unknown=RAISE).load(_object("extend", written))
    except ValidationError as error:
        raise invalid({"extend": error.messages}) from None
    if len(wanted["ids"]) > MOST_ROWS:
        raise Problem(413, f"At most {MOST_ROWS} rows can be extended at once.")
    return list(dict.fromkeys(wanted["ids"])), list(dict.fromkeys(one["id"] for one in wanted["properties"]))


def _asked(query: dict[str, Any]) -> tuple[Asked, int]:
    known: dict[str, list[str]] = {pid: [] for pid in TELLING}
    for one in query["properties"]:
        known[one["pid"]] += one["v"]
    name = storable(query["query"]).strip()
    asked = Asked(
        name=name if len(name) <= LONGEST_NAME and len(_WORD.findall(name)) <= MOST_WORDS else "",
        # A kind given for this row is more specific than the type of the whole column.
        kinds=frozenset(filter(None, (kind.strip().lower() for kind in known["kind"])))
        or frozenset(query["type"]),
        roles=tuple(role for role in known["roles"] if len(role) <= LONGEST_NAME),
        wikidata=frozenset(
            found[1].upper() for text in known["wikidata"] if (found := _WIKIDATA.fullmatch(text.strip()))
        ),
    )
    return asked, int(min(query["limit"], MOST_RESULTS))


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("id")
    if not isinstance(value, str | bool | int | float):
        raise ValidationError("Must be a text, a number, a boolean or an object with an id.")
    return storable(str(value))


def _object(name: str, written: str) -> dict[str, Any]:
    try:
        found = json.loads(written, parse_constant=_no_json)
    except (ValueError, RecursionError):
        raise Problem(400, f"{name} is not JSON.") from None
    if not isinstance(found, dict):
        raise Problem(400, f"{name} must be a JSON object.")
    return found


def _no_json(constant: str) -> Any:
    raise ValueError(constant)
