"""Statements: what somebody said once, with the quotes that report it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count, repeat
from typing import Any

from sqlite_utils import Database

from quotes.extraction import Factuality
from quotes.store import search
from quotes.store.about import OF_STATEMENT, about_of
from quotes.store.articles import between
from quotes.store.ids import statement_id
from quotes.store.page import Listing, Page, Row, listed, one
from quotes.store.said import said_of
from quotes.store.speakers import shown as speaker_shown

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

# What a statement shows of its reports: the fullest wording leads, the first published is the first report,
# and the date comes from the report that is surest of it. Words that tell no day ("on Friday" in an article
# without one) are no date to be sure of. Ties go by id, so that the order in which articles came in makes no
# difference.
_SUREST = (
    "said_on IS NULL,"
    " CASE said_basis WHEN 'explicit' THEN 0 WHEN 'inherited' THEN 1 ELSE 2 END,"
    " CASE said_precision WHEN 'day' THEN 0 WHEN 'week' THEN 1 WHEN 'month' THEN 2 ELSE 3 END"
)
_LEADING = "ORDER BY live DESC, parent IS NULL DESC, length(text) DESC, id LIMIT 1"
_DATING = f"ORDER BY live DESC, {_SUREST}, day = '', day, id LIMIT 1"
_NOW = {
    "reports": "(SELECT count(*) FROM quotes WHERE statement = :pk AND live)",
    "articles": "(SELECT count(DISTINCT article) FROM quotes WHERE statement = :pk AND live)",
    "confidence": "(SELECT coalesce(max(confidence), 0) FROM quotes WHERE statement = :pk AND live)",
    "form": "coalesce((SELECT max(form) FROM quotes WHERE statement = :pk AND live), form)",
    "lead": f"coalesce((SELECT pk FROM quotes WHERE statement = :pk {_LEADING}), lead)",
    "factuality": f"coalesce((SELECT factuality FROM quotes WHERE statement = :pk {_LEADING}), factuality)",
    "first": "coalesce((SELECT q.pk FROM quotes q JOIN articles a ON a.pk = q.article WHERE q.statement = :pk"
    " ORDER BY q.live DESC, a.day = '', a.day, a.collected, q.id LIMIT 1), first)",
    "dated": f"coalesce((SELECT pk FROM quotes WHERE statement = :pk {_DATING}), dated)",
    "said_confidence": "(SELECT CASE WHEN said_on IS NOT NULL THEN said_confidence END"
    f" FROM quotes WHERE statement = :pk {_DATING})",
    "day": f"coalesce((SELECT day FROM quotes WHERE statement = :pk {_DATING}), day)",
}
REFRESH = f"UPDATE statements SET {', '.join(f'{name} = {now}' for name, now in _NOW.items())} WHERE pk = :pk"
_SUMMARY = (
    f"SELECT {', '.join(f'{now} AS {name}' for name, now in _NOW.items())} FROM statements WHERE pk = :pk"
)
# What a statement is about is what its reports are. `about` repeats the statement's speaker, day and
# factuality, so that lists of a topic come in their order from an index and counts are of what was said.
_NAMED = """
FROM quotes q JOIN quote_topics x ON x.quote = q.pk JOIN topics t ON t.pk = x.topic
WHERE q.statement = :pk AND q.live
"""
NO_LONGER_ABOUT = (
    f"DELETE FROM about WHERE statement = :pk AND topic NOT IN (SELECT coalesce(t.root, t.pk) {_NAMED})"
)
ABOUT_NOW = f"""
INSERT INTO about (statement, topic, speaker, day, place, factuality)
    SELECT st.pk, n.topic, st.speaker, st.day, n.place, st.factuality FROM statements st
    CROSS JOIN (SELECT coalesce(t.root, t.pk) AS topic, max(x.place) AS place {_NAMED} GROUP BY 1) n
    WHERE st.pk = :pk
ON CONFLICT (statement, topic) DO UPDATE
    SET speaker = excluded.speaker, day = excluded.day, place = excluded.place,
        factuality = excluded.factuality
    WHERE about.speaker IS NOT excluded.speaker OR about.day <> excluded.day OR about.place <> excluded.place
        OR about.factuality <> excluded.factuality
"""


def add(db: Database, speaker: int | None, quote: str) -> int:
    """A new statement, of which the quote with this id will be the first; its pk."""
    identifier = next(name for name in map(statement_id, repeat(quote), count()) if not _taken(db, name))
    pk = db.table("statements").insert({"id": identifier, "speaker": speaker}).last_pk
    assert isinstance(pk, int)
    return pk


def _taken(db: Database, identifier: str) -> bool:
    return one(db, "SELECT 1 FROM statements WHERE id = :id", id=identifier) is not None


def refresh(db: Database, statements: Iterable[int]) -> None:
    """Bring statements in line with the quotes that are now of them."""
    for pk in sorted(set(statements)):
        for sql in (REFRESH, NO_LONGER_ABOUT, ABOUT_NOW):
            db.execute(sql, {"pk": pk})


def summary(db: Database, statement: int) -> Row:
    """What a statement has to show of its quotes, by column, whatever it shows."""
    row = one(db, _SUMMARY, pk=statement)
    assert row is not None
    return row


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
