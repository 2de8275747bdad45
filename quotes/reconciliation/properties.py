"""What is known about speakers, as properties to distinguish them by and to add to a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.tracking import coverage, statements
from quotes.wording import counted

# A cell: one of the protocol's formats for values.
Value = dict[str, Any]
KINDS = {
    "person": "Person",
    "organization": "Organization",
    "group": "Group",
    "document": "Document",
}
# How much of a date to show, by its precision. A week is given by its first day.
TOLD = {"week": 10, "month": 7, "year": 4}


class Known:
    """All that is known about a speaker, each part read on first use.

    `row` is what `name_candidates.described` returns, `site` the address of the service, ending in a slash.
    """

    def __init__(self, db: Database, row: Row, site: str) -> None:
        self._db = db
        self.row = row
        self.site = site

    @cached_property
    def statements(self) -> tuple[Row | None, Row | None]:
        """The first and the last statement of those with a known day."""
        return statements.first_and_last(self._db, self.row["pk"])

    @cached_property
    def said(self) -> int:
        """How many statements were said, according to their reports."""
        return statements.number_said(self._db, self.row["pk"])

    @cached_property
    def coverage(self) -> Row:
        """How many articles and outlets quote the speaker."""
        found = coverage.of_speakers(self._db, [self.row["pk"]])
        return found[0] if found else {"articles": 0, "outlets": 0}


Values = Callable[[Known], list[Value]]


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its id, its label, and how to get its values for a speaker."""

    id: str
    name: str
    description: str
    values: Values
    kinds: tuple[str, ...] = tuple(KINDS)

    def as_record(self) -> Row:
        """The property in the protocol's format."""
        return {"id": self.id, "name": self.name}


def _text(value: str | None) -> list[Value]:
    return [{"str": value}] if value else []


def _of_row(column: str) -> Values:
    return lambda known: _text(known.row[column])


def _role(role: Row) -> str:
    """A role with its days, if known: "senator (2001 to 2007)"."""
    since, until = role["since"], role["until"]
    if not since and not until:
        return str(role["role"])
    days = f"{since or ''} to {until}".strip() if until else f"since {since}"
    return f"{role['role']} ({days})"


def _of_statement(which: int, part: Callable[[Row, str], list[Value]]) -> Values:
    def values(known: Known) -> list[Value]:
        found = known.statements[which]
        return [] if found is None else part(found, known.site)

    return values


def _day(statement: Row, _site: str) -> list[Value]:
    """The day as a date; a less exact one as text, so that nobody mistakes it for a day."""
    said = statement["said"]
    if said and said["precision"] in TOLD and said["on"]:
        return _text(f"{said['on'][: TOLD[said['precision']]]}{' (week)' * (said['precision'] == 'week')}")
    return [{"date": f"{statement['day']}T00:00:00+00:00"}]


def _told_by(statement: Row, _site: str) -> list[Value]:
    return _text(statement["said"]["basis"] if statement["said"] else "published")


def _properties_of_statement(which: int, order: str) -> tuple[Property, ...]:
    of, name = f"{order}_statement", f"{order.title()} statement"
    words = _of_statement(which, lambda one, _: _text(one["text"]))
    page = _of_statement(which, lambda one, site: _text(f"{site}statements/{one['id']}"))
    return (
        Property(of, name, f"The words of the {order} statement whose day is known", words),
        Property(
            f"{of}_day",
            f"{name}: day",
            "When it was said or, if no article tells, published",
            _of_statement(which, _day),
        ),
        Property(
            f"{of}_day_basis",
            f"{name}: basis of the day",
            "explicit (given with the words), inherited (from the same speech), or published",
            _of_statement(which, _told_by),
        ),
        Property(f"{of}_page", f"{name}: page", "The address of the page with its reports", page),
    )


FIRST, LAST = 0, 1
PROPERTIES = {
    one.id: one
    for one in (
        Property("kind", "Kind", "Person, organization, group or document", _of_row("kind")),
        Property("description", "Description", "What people say of the speaker", _of_row("description")),
        Property("roles", "Roles", "What the speaker was, and when, as people have said",
                 lambda known: [{"str": _role(role)} for role in known.row["roles"]], ("person",)),
        Property("wikidata", "Wikidata id", "As people have given it: Q42", _of_row("wikidata")),
        Property("names", "Names", "All names that articles and people use, the most used first",
                 lambda known: [{"str": name} for name in known.row["names"]]),
        Property("quotes", "Quotes", "How many quotes of the speaker there are",
                 lambda known: [{"int": known.row["quotes"]}]),
        Property("statements", "Statements", "How many statements these quotes report as said",
                 lambda known: [{"int": known.said}]),
        Property("articles", "Articles", "How many articles quote the speaker",
                 lambda known: [{"int": known.coverage["articles"]}]),
        Property("outlets", "Outlets", "How many outlets quote the speaker",
                 lambda known: [{"int": known.coverage["outlets"]}]),
        *_properties_of_statement(FIRST, "first"),
        *_properties_of_statement(LAST, "last"),
        Property("page", "Page", "The address of the speaker's page",
                 lambda known: _text(f"{known.site}speakers/{known.row['slug']}")),
    )
}  # fmt: skip
# Properties that can distinguish speakers of the same name.
TELLING = ("kind", "roles", "wikidata")


def summary(row: Row) -> str:
    """A speaker in one line: the description, how often they are quoted, and until when."""
    last = f", the last of {row['last_day']}" if row["last_day"] else ""
    return "; ".join(filter(None, (row["description"], f"{counted(row['quotes'], 'quote')}{last}")))
