"""Statements: what a speaker said once, with the quotes that report it."""

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
SELECT st.pk, st.id, st.speaker AS speaker_pk, m.id AS merged_into, st.day, st.form, st.confidence,
    st.factuality, st.reports,    st.articles,
    s.name AS speaker_name, s.slug AS speaker_slug, s.kind AS speaker_kind,
    s.wikidata AS speaker_wikidata, l.read_name, l.read_kind,
    l.speaker_decided,
    l.text, d.said_on, d.said_precision, d.said_basis, d.said_text, d.said_confidence,
    f.id AS first_quote, fa.id AS first_article, fa.title AS first_title, fa.url AS first_url,
    fo.name AS first_publisher, fa.published AS first_published, fa.archived_copy AS first_archived_copy,
    fa.collected AS updated, {OF_STATEMENT}
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
# The tables for all statements, and for those about one topic, which have an index of their own.
ALL = "statements st"
ABOUT_ONE = "about tp CROSS JOIN statements st ON st.pk = tp.statement"
SELECT = f"{COLUMNS} FROM {ALL} {JOINED}"

SAID: Factuality = "said"

# How many rows an export reads at once.
EXPORT_PAGE = 500

# The first and the last day of the interval that contains a day. Weeks begin on Monday. The last interval
# ends with the last day that a date can have.
INTERVALS = {
    name: (start, f"coalesce({end}, '{date.max.isoformat()}')")
    for name, (start, end) in {
        "day": ("day", "day"),
        "week": ("date(day, '-6 days', 'weekday 1')", "date(day, 'weekday 0')"),
        "month": ("date(day, 'start of month')", "date(day, 'start of month', '+1 month', '-1 day')"),
        "year": ("date(day, 'start of year')", "date(day, 'start of year', '+1 year', '-1 day')"),
    }.items()
}

# How statements are searched, by whether the words are common: all matches are collected first (False), or
# each row of the list is tested (True).
HOLDING = {
    False: "st.pk IN (SELECT w.statement FROM quotes_search x JOIN quotes w ON w.pk = x.rowid"
    " WHERE x.quotes_search MATCH :q AND w.live)",
    True: "EXISTS (SELECT 1 FROM quotes w JOIN quotes_search x ON x.rowid = w.pk"
    " WHERE w.statement = st.pk AND w.live AND x.quotes_search MATCH :q)",
}


def add(db: Database, speaker: int | None, quote: str) -> int:
    """Make a statement for the quote with this id. Returns the statement's pk.

    If the quote's earlier statement is empty, because it was joined with another, it is used again.
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
    raise AssertionError("there is always a next number")


def get(db: Database, identifier: str) -> Row | None:
    """One statement. If it was joined with another, `merged_into` is the other's id."""
    row = one(db, f"{SELECT} WHERE st.id = :id", id=identifier)
    return None if row is None else shown(row)


def by_pk(db: Database, pks: list[int]) -> list[Row]:
    """These statements, in no particular order."""
    wanted, values = listed("pk", pks)
    return [shown(row) for row in list(db.query(f"{SELECT} WHERE st.pk IN {wanted}", values))]


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of statements; None means no filter. A statement needs one of the topics in `about`.

    The default `factuality` is `said`. Statements without a day, or whose date is only that of publication,
    have no date confidence and never match `min_said_confidence`.
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
    """All matching statements, the latest said first, read page by page. Raises search.NoWords."""
    page = listing(db, filters, EXPORT_PAGE)
    yield from page.items
    while page.next_cursor is not None:
        page = listing(db, filters, EXPORT_PAGE, page.next_cursor)
        yield from page.items


def first_and_last(db: Database, speaker: int) -> tuple[Row | None, Row | None]:
    """The first and the last of a speaker's statements by the day on which they were said, if it is known."""
    where = f"{SELECT} WHERE st.reports > 0 AND st.speaker = :pk AND st.factuality = '{SAID}' AND st.day > ''"
    first = one(db, f"{where} ORDER BY st.day, st.pk LIMIT 1", pk=speaker)
    last = one(db, f"{where} ORDER BY st.day DESC, st.pk DESC LIMIT 1", pk=speaker)
    return first and shown(first), last and shown(last)


def number_said(db: Database, speaker: int) -> int:
    """How many statements of a speaker are reported as said."""
    said = f"speaker = :pk AND reports > 0 AND factuality = '{SAID}'"
    row = one(db, f"SELECT count(*) AS said FROM statements WHERE {said}", pk=speaker)
    return row["said"] if row else 0


def timeline(db: Database, filters: Filters, interval: str) -> list[Row]:
    """The intervals that have statements: `since`, `until`, `statements`, `reports`."""
    rows = list_of(filters, common=is_common(db, filters))
    rows.where("st.day > ''")
    start, end = INTERVALS[interval]
    # Count by day first, in the order of the index: there are far fewer days than statements.
    days = (
        f"SELECT st.day AS day, count(*) AS statements, sum(st.reports) AS reports FROM {source_of(filters)}"
        f" WHERE {' AND '.join(rows.conditions)} GROUP BY st.day"
    )
    counted = db.query(
        f"SELECT {start} AS since, {end} AS until, sum(statements) AS statements,"
        f" sum(reports) AS reports FROM ({days}) GROUP BY since ORDER BY since",
        rows.values,
    )
    return list(counted)


def count_reports(db: Database, filters: Filters) -> int:
    """How many quotes report these statements. Raises search.NoWords."""
    rows = list_of(filters, common=is_common(db, filters))
    sql = (
        f"SELECT coalesce(sum(st.reports), 0) FROM {source_of(filters)} WHERE {' AND '.join(rows.conditions)}"
    )
    return int(db.execute(sql, rows.values).fetchone()[0])


def is_common(db: Database, filters: Filters) -> bool:
    """Whether the words searched for are common, so that each row of the list is tested."""
    return filters.q is not None and search.is_common(db, "quotes_search", search.all_of(filters.q))


def list_of(filters: Filters, *, common: bool = False) -> Listing:
    """The filtered list; `common` says whether the words searched for are."""
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
        rows.where("st.factuality <> 'said'")  # lets SQLite use the index of these few statements
    between(rows, filters.since, filters.until)
    if filters.q is not None:
        rows.where(HOLDING[common], q=search.all_of(filters.q))
    return rows


def source_of(filters: Filters) -> str:
    """The tables that statements are read from."""
    return ABOUT_ONE if filters.about is not None and len(filters.about) == 1 else ALL


def _about_any(rows: Listing, topics: tuple[int, ...] | None) -> None:
    """Keep statements about at least one of these topics, since a name may mean several."""
    if topics is not None:
        wanted, values = listed("topic", list(topics))
        rows.where(f"st.pk IN (SELECT statement FROM about WHERE topic IN {wanted})", **values)


def shown(row: Mapping[str, Any]) -> Row:
    """A joined row in the form that statements have everywhere."""
    said = said_of(row)
    first = {
        "quote": row["first_quote"],
        "article": row["first_article"],
        "title": row["first_title"],
        "url": row["first_url"],
        "publisher": row["first_publisher"],
        "published": row["first_published"],
        "archived_copy": row["first_archived_copy"],
    }
    return {
        **row,
        "speaker": speaker_shown(row),
        "said": said,
        "first_reported": first,
        "about": about_of(row),
    }
