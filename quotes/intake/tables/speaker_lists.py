"""Reads newsrooms' lists of speakers: a CSV file with a row for each speaker; bad rows are reported by line.

The first line names the columns, in any order: `name`, and optionally `other_names`, `kind`, `description`,
`wikidata`, `roles`, `slug`. They are separated by commas, semicolons or tabs, since Excel's separator depends
on the country. Several names or roles in one cell are separated by semicolons or line breaks: `Mayor of
Tarnholm (2019-05 to 2023-04-30); Member of the council (from 2011)`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quotes.intake.errors import IntakeError
from quotes.intake.tables.spreadsheets import may_run

COLUMNS = ("name", "other_names", "kind", "description", "wikidata", "roles", "slug")
KINDS = ("person", "organization", "group", "document")
LONGEST_NAME = 1_000
LONGEST_DESCRIPTION = 5_000
MOST_NAMES = 100
WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")

_SEPARATORS = (",", ";", "\t")
_SEP_LINE = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_CALLED = {"other names": "other_names", "wikidata id": "wikidata", "aliases": "other_names"}
_PARTING = re.compile(r"\s*[;\n]\s*")
_PERIOD = re.compile(
    r"(?P<role>.*\S)\s*\(\s*(?:(?:from\s+|since\s+)?(?P<since>[\d-]+)\s*(?:to|until|\u2013)\s*"
    r"(?:(?P<until>[\d-]+)|present|now|today)?|(?:from|since)\s+(?P<from>[\d-]+)"
    r"|(?:to|until)\s+(?P<to>[\d-]+))\s*\)",
    re.IGNORECASE | re.DOTALL,
)
_UNREAD_PERIOD = re.compile(r"\([^)]*\d[^)]*\)\s*$")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UnreadableList(IntakeError):  # noqa: N818 - reads as a sentence
    """The file is not a list of speakers; the message says why."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its first and last day, month or year (ISO 8601); '' if unknown."""

    role: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list. A field is None if there is no such column, or the cell is empty."""

    line: int
    name: str
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    description: str | None = None
    wikidata: str | None = None
    roles: tuple[Role, ...] | None = None
    slug: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the first one first."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used: the line where it begins, the name if it has one, and the reason."""

    line: int
    name: str
    problems: tuple[str, ...] = field(default=())


def read_list(text: str) -> Iterator[Listed | BadRow]:
    """The rows of a list, in order, without empty lines. Raises UnreadableList."""
    text, separator, before = _separated(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = _columns(next(rows, []))
        line = before + rows.line_num + 1
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _row(line, columns, cells)
            line = before + rows.line_num + 1
    except csv.Error as error:
        raise UnreadableList(f"Line {before + rows.line_num} is not CSV: {error}") from error


def is_period_end(text: str) -> bool:
    """Whether a text is an existing day, month or year."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def in_order(since: str, until: str) -> bool:
    """Whether a period does not end before it begins; a day and a year are compared by their years."""
    length = min(len(since), len(until))
    return since[:length] <= until[:length]


def written_roles(roles: Sequence[Role]) -> str:
    """Roles as written in a cell of a list."""
    return "; ".join(f"{role.role}{_written_period(role)}" for role in roles)


def _written_period(role: Role) -> str:
    if role.since and role.until:
        return f" ({role.since} to {role.until})"
    if role.since or role.until:
        return f" (from {role.since})" if role.since else f" (to {role.until})"
    return ""


def _separated(text: str) -> tuple[str, str, int]:
    """The text without a line that names the separator, the separator, and how many lines were removed."""
    told = _SEP_LINE.match(text)
    if told is not None:
        return text[told.end() :], told[1], 1
    first = text.lstrip("\ufeff").partition("\n")[0]
    return text.removeprefix("\ufeff"), max(_SEPARATORS, key=first.count), 0


def _columns(cells: Sequence[str]) -> list[str]:
    plain = [" ".join(cell.replace("_", " ").split()).lower() for cell in cells]
    columns = [_CALLED.get(name, name) for name in plain]
    while columns and not columns[-1]:
        columns.pop()
    unknown = [name for name in columns if name not in COLUMNS]
    if "name" not in columns or unknown:
        wrong = f"has the unknown column “{unknown[0][:50]}”" if unknown else "has no column “name”"
        raise UnreadableList(f"The first line {wrong}; the columns of a list are {', '.join(COLUMNS)}.")
    if len(set(columns)) < len(columns):
        raise UnreadableList("The first line names a column twice.")
    return columns


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> Listed | BadRow:
    cells = [_unguarded(cell.strip()) for cell in cells]
    told = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
    name = " ".join(told.get("name", "").split())
    problems = list(_problems(told, name, tuple(cells[len(columns) :])))
    roles, wrong = _roles(told["roles"]) if "roles" in told else (None, [])
    problems += wrong
    if problems:
        return BadRow(line, name, tuple(problems))
    others = (" ".join(other.split()) for other in _PARTING.split(told.get("other_names", "")))
    return Listed(
        line,
        name,
        tuple(dict.fromkeys(other for other in others if other and other != name)),
        told.get("kind", "").lower() or None,
        told.get("description"),
        told.get("wikidata", "").upper() or None,
        roles,
        told.get("slug"),
    )


def _problems(told: Mapping[str, str], name: str, more: Sequence[str]) -> Iterator[str]:
    if any(more):
        yield "It has more cells than the first line has columns."
    if not name:
        yield "It has no name."
    if any(_UNSTORABLE.search(cell) for cell in told.values()):
        yield "It contains an invalid character."
    names = _PARTING.split(told.get("other_names", ""))
    if max(map(len, (name, *names))) > LONGEST_NAME or len(names) > MOST_NAMES:
        yield f"A name is longer than {LONGEST_NAME} characters, or there are more than {MOST_NAMES} names."
    if told.get("kind", "person").lower() not in KINDS:
        yield f"The kind “{told['kind'][:50]}” is not one of {', '.join(KINDS)}."
    if len(told.get("description", "")) > LONGEST_DESCRIPTION:
        yield f"The description is longer than {LONGEST_DESCRIPTION} characters."
    if "wikidata" in told and not WIKIDATA.fullmatch(told["wikidata"].upper()):
        yield f"“{told['wikidata'][:50]}” is not a Wikidata id such as Q42."


def _roles(cell: str) -> tuple[tuple[Role, ...], list[str]]:
    roles, wrong = [], []
    for text in filter(None, _PARTING.split(cell)):
        period = _PERIOD.fullmatch(text)
        since = (period["since"] or period["from"] or "") if period else ""
        until = (period["until"] or period["to"] or "") if period else ""
        if period is None and _UNREAD_PERIOD.search(text):
            wrong.append(
                f"The period of the role “{text[:80]}” must look like (2019-05 to 2023), (from …) or (to …)."
            )
        elif not all(is_period_end(end) for end in (since, until) if end):
            wrong.append(f"The role “{text[:80]}” has a day that does not exist.")
        elif since and until and not in_order(since, until):
            wrong.append(f"The role “{text[:80]}” ends before it begins.")
        elif len(text) > LONGEST_NAME:
            wrong.append(f"A role is longer than {LONGEST_NAME} characters.")
        else:
            roles.append(Role(period["role"] if period else text, since, until))
    if len(roles) > MOST_NAMES:
        wrong.append(f"There are more than {MOST_NAMES} roles.")
    return tuple(dict.fromkeys(roles)), wrong


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and may_run(cell[1:]) else cell
