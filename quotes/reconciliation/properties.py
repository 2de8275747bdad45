"""What is known of speakers, as properties: to tell them apart by, and to add to somebody's table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.tracking import coverage, statements

# A cell: one of the shapes that the protocol has for values.
Value = dict[str, Any]
# The values of a property: of the database, the row of a speaker, and the address of the service.
Values = Callable[[Database, Row, str], list[Value]]
KINDS = {
    "person": "Person",
    "organization": "Organization",
    "group": "Group",
    "document": "Document",
}


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its id, what people read, and its values of a speaker, of whom `described` has a row."""

    id: str
    name: str
    values: Values

    def as_record(self) -> Row:
        """As the protocol shows it."""
        return {"id": self.id, "name": self.name}


def _text(value: str | None) -> list[Value]:
    return [{"str": value}] if value else []


def _day(value: str | None) -> list[Value]:
    return [{"date": f"{value[:10]}T00:00:00+00:00"}] if value else []


def _of_row(column: str) -> Values:
    return lambda _db, row, _site: _text(row[column])


def _roles(_db: Database, row: Row, _site: str) -> list[Value]:
    return [{"str": _role(role)} for role in row["roles"]]


def _role(role: Row) -> str:
    """A role with the days that are known: "senator (2001 to 2007)"."""
    since, until = role["since"], role["until"]
    if not since and not until:
        return str(role["role"])
    days = f"{since or ''} to {until}".strip() if until else f"since {since}"
    return f"{role['role']} ({days})"


def _names(_db: Database, row: Row, _site: str) -> list[Value]:
    return [{"str": name} for name in dict.fromkeys(row["names"])]


def _quotes(_db: Database, row: Row, _site: str) -> list[Value]:
    return [{"int": row["quotes"]}]


def _counted(column: str) -> Values:
    def counted(db: Database, row: Row, _site: str) -> list[Value]:
        return [{"int": known[column]} for known in coverage.of_speakers(db, [row["pk"]])]

    return counted


def _words_of(which: int) -> Values:
    def words(db: Database, row: Row, _site: str) -> list[Value]:
        found = statements.first_and_last(db, row["pk"])[which]
        return _text(found["text"]) if found else []

    return words


def _day_of(which: int) -> Values:
    def day(db: Database, row: Row, _site: str) -> list[Value]:
        found = statements.first_and_last(db, row["pk"])[which]
        return _day(found["day"]) if found else []

    return day


def _page(_db: Database, row: Row, site: str) -> list[Value]:
    return _text(f"{site}speakers/{row['slug']}")


FIRST, LAST = 0, 1
PROPERTIES = {
    one.id: one
    for one in (
        Property("description", "Description", _of_row("description")),
        Property("kind", "Kind", _of_row("kind")),
        Property("wikidata", "Wikidata id", _of_row("wikidata")),
        Property("roles", "Roles", _roles),
        Property("names", "Names", _names),
        Property("quotes", "Quotes", _quotes),
        Property("articles", "Articles that quote", _counted("articles")),
        Property("outlets", "Outlets that quote", _counted("outlets")),
        Property("first_statement", "First statement", _words_of(FIRST)),
        Property("first_day", "Day of the first statement", _day_of(FIRST)),
        Property("last_statement", "Last statement", _words_of(LAST)),
        Property("last_day", "Day of the last statement", _day_of(LAST)),
        Property("page", "Page", _page),
    )
}
# Those by which a name on a list can be told from another.
TELLING = ("wikidata", "roles", "kind")


def summary(row: Row) -> str:
    """A speaker in a line: what people say of them, else how often they are quoted and until when."""
    quoted = f"{row['quotes']:,} {'quote' if row['quotes'] == 1 else 'quotes'}"
    last = f", last on {row['last_day']}" if row["last_day"] else ""
    return "; ".join(filter(None, (row["description"], f"{quoted}{last}")))
