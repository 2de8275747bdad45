"""Statements: what somebody said once, with the quotes that report it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from sqlite_utils import Database

from quotes.extraction import Factuality
from quotes.store import search
from quotes.store.identity.speakers import shown as speaker_shown
from quotes.store.ids import statement_id
from quotes.store.listing import Listing, Page, Row, listed, one
from quotes.store.publication.articles import between
from quotes.store.quotations.said_columns import said_of
from quotes.store.quotations.topic_columns import OF_STATEMENT, about_of
from quotes.store.tracking.summaries import refresh as refresh  # noqa: PLC0414 - asked for beside the statements

COLUMNS = f"""
SELECT st.pk, st.id, m.id AS merged_into, st.day, st.form, st.confidence, st.factuality, st.reports,
    st.articles,
    s.name AS speaker_name, s.slug AS speaker_slug, s.kind AS speaker_kind,
    s.wikidata AS speaker_wikidata, l.read_name, l.read_kind,
    l.speaker_decided,
    l.text, d.said_on, d.said_precision, d.said_basis, d.said_text, d.said_confidence,
    f.id AS first_quote, fa.id AS first_article, fa.title AS first_title, fa.url AS first_url,
    fo.name AS first_publisher, fa.published AS first_published, fa.collected AS updated, {OF_STATEMENT}
"""
JOINED = """
LEFT JOIN speakers s ON s.pk = st.speaker
LEFT JOIN statements m ON m.pk = st.merged_into
LEFT JOIN quotes l ON l.pk = st.lead
LEFT JOIN quotes d ON d.pk = st.dated
LEFT JOIN quotes f ON f.pk = st.first
LEFT JOIN articles fa ON fa.pk = f.article
LEFT JOIN outlets fo ON fo.pk = fa.outlet
"""
# Statements in general, and those about one topic, which are read from an index of their own.
ALL = "statements st"
ABOUT_ONE = "about tp CROSS JOIN statements st ON st.pk = tp.statement"
SELECT = f"{COLUMNS} FROM {ALL} {JOINED}"

SAID: Factuality = "said"

# Of how many rows a page of an export is.
EXPORT_PAGE = 500

# The first and the last day of the interval that a statement's day is in; weeks begin on Monday, and the
# last of all intervals ends with the last day that there is a date for.
INTERVALS = {
    name: (start, f"coalesce({end}, '{date.max.isoformat()}')")
    for name, (start, end) in {
        "day": ("st.day", "st.day"),
        "week": ("date(st.day, '-6 days', 'weekday 1')", "date(st.day, 'weekday 0')"),
        "month": ("date(st.day, 'start of month')", "date(st.day, 'start of month', '+1 month', '-1 day')"),
        "year": ("date(st.day, 'start of year')", "date(st.day, 'start of year', '+1 year', '-1 day')"),
    }.items()
}

# Which statements are searched for: all that match collected first or, if they are many, asked of one by one.
HOLDING = {
    False: "st.pk IN (SELECT w.statement FROM quotes_search x JOIN quotes w ON w.pk = x.rowid"
    " WHERE x.quotes_search MATCH :q AND w.live)",
    True: "EXISTS (SELECT 1 FROM quotes w JOIN quotes_search x ON x.rowid = w.pk"
    " WHERE w.statement = st.pk AND w.live AND x.quotes_search MATCH :q)",
}


def add(db: Database, speaker: int | None, quote: str) -> int:
    """A statement for the quote with this id, alone so far; its pk.

    It is the one that was named after the quote before, if that has gone into another since.
    """
    for number in count():
        identifier = statement_id(quote, number)
        new = "INSERT OR IGNORE INTO statements (id, speaker) VALUES (?, ?)"
        made = db.execute(new, (identifier, speaker))
        if made.rowcount and made.lastrowid is not None:
            return made.lastrowid
        again = (
            "UPDATE statements SET merged_into = NULL, speaker = ? WHERE id = ? AND merged_into IS NOT NULL"
        )
        if db.execute(again, (speaker, identifier)).rowcount:
            return int(db.execute("SELECT pk FROM statements WHERE id = ?", (identifier,)).fetchone()[0])
    raise AssertionError("there is always a further number")


def get(db: Database, identifier: str) -> Row | None:
    """One statement; its id may be of one that was found to be another, which is `merged_into`."""
    row = one(db, f"{SELECT} WHERE st.id = :id", id=identifier)
    return None if row is None else shown(row)


def by_pk(db: Database, pks: list[int]) -> list[Row]:
    """These statements, in no particular order."""
    wanted, values = listed("pk", pks)
    return [shown(row) for row in list(db.query(f"{SELECT} WHERE st.pk IN {wanted}", values))]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements are asked for; None leaves a filter out. Of the topics in `about`, any will do.

    Unless another `factuality` is asked for, or with None any, those that were said. What claims no time, its
    date being that of publication, or tells no day has no `min_said_confidence`.
    """

    speaker: int | None = None
    since: date | None = None
    until: date | None = None
    q: str | None = None
    form: str | None = None
    min_confidence: float | None = None
    about: tuple[int, ...] | None = None
    factuality: Factuality | None = SAID
    min_said_confidence: float | None = None


def listing(db: Database, filters: Filters, limit: int = 20, cursor: str | None = None) -> Page:
    """Statements, the latest said first. Raises cursor.BadCursor and search.NoWords."""
    return list_of(filters, common=is_common(db, filters)).page(db, limit, cursor, shown)


def everything(db: Database, filters: Filters) -> Iterator[Row]:
    """All these statements, the latest said first, read page by page. Raises search.NoWords."""
    page = listing(db, filters, EXPORT_PAGE)
    yield from page.items
    while page.next_cursor is not None:
        page = listing(db, filters, EXPORT_PAGE, page.next_cursor)
        yield from page.items


def timeline(db: Database, filters: Filters, interval: str) -> list[Row]:
    """How many statements there are of each interval with any: `since`, `until`, `statements`, `reports`."""
    rows = list_of(filters, common=is_common(db, filters))
    rows.where("st.day > ''")
    start, end = INTERVALS[interval]
    counted = db.query(
        f"SELECT {start} AS since, {end} AS until, count(*) AS statements, sum(st.reports) AS reports"
        f" FROM {source_of(filters)} WHERE {' AND '.join(rows.conditions)} GROUP BY since ORDER BY since",
        rows.values,
    )
    return list(counted)


def is_common(db: Database, filters: Filters) -> bool:
    """Whether the words that are searched for are common, so that a list is gone through for them."""
    return filters.q is not None and search.is_common(db, "quotes_search", search.all_of(filters.q))


def list_of(filters: Filters, *, common: bool = False) -> Listing:
    """The list that the filters leave; `common` is whether the words searched for are."""
    select = f"{COLUMNS} FROM {source_of(filters)} {JOINED}"
    if source_of(filters) == ABOUT_ONE:
        rows = Listing("statements", select, "tp", "day", pk="statement")
        (topic,) = filters.about or ()
        rows.where("tp.topic = :topic", topic=topic)
    else:
        rows = Listing("statements", select, "st", "day")
        rows.where("st.reports > 0")
        _about_any(rows, filters.about)
    rows.where_given(f"{rows.alias}.speaker = :speaker", speaker=filters.speaker)
    rows.where_given("st.form = :form", form=filters.form)
    rows.where_given("st.confidence >= :min_confidence", min_confidence=filters.min_confidence)
    rows.where_given("st.said_confidence >= :least_said", least_said=filters.min_said_confidence)
    rows.where_given("st.factuality = :factuality", factuality=filters.factuality)
    if filters.factuality not in (None, SAID):
        rows.where("st.factuality <> 'said'")  # by which SQLite sees that the index of these few will do
    between(rows, filters.since, filters.until)
    if filters.q is not None:
        rows.where(HOLDING[common], q=search.all_of(filters.q))
    return rows


def source_of(filters: Filters) -> str:
    """The tables that statements are read from."""
    return ABOUT_ONE if filters.about is not None and len(filters.about) == 1 else ALL


def _about_any(rows: Listing, topics: tuple[int, ...] | None) -> None:
    """Keep what is about at least one of several topics, which a name may mean."""
    if topics is not None:
        wanted, values = listed("topic", list(topics))
        rows.where(f"st.pk IN (SELECT statement FROM about WHERE topic IN {wanted})", **values)


def shown(row: Mapping[str, Any]) -> Row:
    """A joined row as the one shape that statements have everywhere."""
    said = said_of(row)
    first = {
        "quote": row["first_quote"],
        "article": row["first_article"],
        "title": row["first_title"],
        "url": row["first_url"],
        "publisher": row["first_publisher"],
        "published": row["first_published"],
    }
    return {
        **row,
        "speaker": speaker_shown(row),
        "said": said,
        "first_reported": first,
        "about": about_of(row),
    }
