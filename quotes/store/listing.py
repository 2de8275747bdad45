"""Keyset pagination: each page starts after the last row of the one before.

The cost of a page does not depend on its place in the list. Rows added meanwhile neither repeat nor hide
others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from quotes.store import cursor as cursors

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and the cursor of the next page, if there is one."""

    items: list[Row]
    next_cursor: str | None = None


@dataclass(slots=True)
class Listing:
    """A query for a list, to which filters are added.

    `name` and the values of the filters make a cursor valid for this list only. Rows are ordered by the
    column `order` and then by `pk`; both are columns of the table called `alias` in `select`. `select`
    returns the latter as `pk`, whatever the column's name is.
    """

    name: str
    select: str
    alias: str
    order: str
    descending: bool = True
    numeric: bool = False
    pk: str = "pk"
    conditions: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def where(self, condition: str, **values: Any) -> None:
        """Add an SQL condition; `values` are its named parameters."""
        self.conditions.append(condition)
        self.values.update(values)

    def where_given(self, condition: str, **values: Any) -> None:
        """The same, but ignored if one of the values is None."""
        if all(value is not None for value in values.values()):
            self.where(condition, **values)

    def sql(self, going_on: bool) -> str:
        """The query for one page; its parameters are `after`, `after_pk`, `rows` and those of the filters."""
        column, pk, way = (
            f"{self.alias}.{self.order}",
            f"{self.alias}.{self.pk}",
            "DESC" if self.descending else "ASC",
        )
        after = f"({column}, {pk}) {'<' if self.descending else '>'} (:after, :after_pk)"
        conditions = " AND ".join([*self.conditions, *([after] if going_on else [])])
        where = f"WHERE {conditions}" if conditions else ""
        return f"{self.select} {where} ORDER BY {column} {way}, {pk} {way} LIMIT :rows"

    def page(
        self, db: Database, limit: int, cursor: str | None, present: Callable[[Mapping[str, Any]], Row]
    ) -> Page:
        """The page after `cursor`, with `present` applied to each row. Raises cursor.BadCursor."""
        rows = self.rows(db, limit + 1, cursor)
        following = self.cursor_after(rows[limit - 1]) if len(rows) > limit else None
        return Page([present(row) for row in rows[:limit]], following)

    def rows(self, db: Database, most: int, cursor: str | None) -> list[Row]:
        """The rows after `cursor`, as read from the file. Raises cursor.BadCursor."""
        values = {**self.values, "rows": most}
        if cursor is not None:
            after, after_pk = cursors.decode(cursor, self._identity(), int if self.numeric else str)
            values |= {"after": after, "after_pk": after_pk}
        return list(db.query(self.sql(cursor is not None), values))

    def cursor_after(self, row: Mapping[str, Any]) -> str:
        """The cursor with which the list continues after a row."""
        return cursors.encode((row[self.order], row["pk"]), self._identity())

    def _identity(self) -> Row:
        return {"list": self.name, "order": self.order, **self.values}


def one(db: Database, sql: str, **values: Any) -> Row | None:
    """The first row of a query, if there is one."""
    found = db.execute(sql, values)
    row = found.fetchone()
    return None if row is None else dict(zip((column[0] for column in found.description), row, strict=True))


def insert(db: Database, table: str, row: Row) -> int:
    """Insert a row. Returns its pk."""
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    pk = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", row).lastrowid
    assert isinstance(pk, int)
    return pk


def listed(name: str, items: list[Any]) -> tuple[str, dict[str, Any]]:
    """The text of an SQL list of named parameters, as for `IN`, and their values."""
    values = {f"{name}{at}": item for at, item in enumerate(items)}
    return "({})".format(", ".join(f":{key}" for key in values)), values
