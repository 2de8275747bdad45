"""Writes new articles table by table, each in the order of its key, which is far quicker."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from operator import itemgetter

from sqlite_utils import Database

from quotes.store.bulk import names_waiting
from quotes.store.bulk.known_names import KnownNames
from quotes.store.bulk.ready import Ready
from quotes.store.identity import sightings
from quotes.store.identity.sightings import Told
from quotes.store.listing import Row
from quotes.store.publication import articles, pages
from quotes.store.quotations import topics
from quotes.store.tracking import grouping, summaries
from quotes.tracking.identity.name_context import ArticleNames
from quotes.tracking.quoted_names import Source

_TAKEN = """
SELECT id FROM quotes WHERE id IN (SELECT value FROM json_each(:quotes))
UNION ALL SELECT id FROM statements WHERE id IN (SELECT value FROM json_each(:statements))
"""


def new_ones(db: Database, many: Sequence[Ready]) -> list[bool]:
    """Which of the articles are new: neither stored, nor the same page as a stored or an earlier one."""
    keys = [_known_by(one) for one in many]
    wanted = json.dumps(sorted({key for known in keys for key in known}))
    sql = (
        "SELECT page FROM addresses WHERE page IN (SELECT value FROM json_each(:keys))"
        " UNION ALL SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(:keys))"
        " UNION ALL SELECT id FROM moved_articles WHERE id IN (SELECT value FROM json_each(:keys))"
    )
    taken = {key for (key,) in db.execute(sql, {"keys": wanted})}
    taken_ids = _taken_ids(db, many)
    told = []
    for one, known in zip(many, keys, strict=True):
        ids = {row["id"] for row in one.rows}
        free = len(ids) == len(one.rows) and taken_ids.isdisjoint((*ids, *one.statements))
        told.append(free and taken.isdisjoint(known))
        taken.update(known)
    return told


def write(db: Database, names: KnownNames, many: Sequence[Ready], at: str) -> list[Row]:
    """Store new articles with their quotes; returns the rows that `articles.put` would return.

    To be called in a transaction that `names` has begun. The names are queued to be resolved, the quotes to
    be grouped.
    """
    stored = [articles.put(db, one.article, at, one.extractor) for one in many]
    pairs = list(zip(many, stored, strict=True))
    _write_names(db, names, pairs, at)
    rows = list(chain.from_iterable(_quotes(names, one, row, at) for one, row in pairs))
    pks = _write_quotes(db, rows, list(chain.from_iterable(one.statements for one in many)))
    about = chain.from_iterable(one.about for one in many)
    topics.put_new(db, [(pk, several) for pk, several in zip(pks, about, strict=True) if several])
    found = list(chain.from_iterable(one.found for one in many))
    runs = {(run, one.key) for one in found for run in one.runs}
    db.conn.executemany("INSERT OR IGNORE INTO runs (mark, words) VALUES (?, ?)", sorted(runs))
    summaries.begin(db, pks)
    grouping.enqueue(db, pks)
    return stored


def _known_by(one: Ready) -> list[str]:
    """What an article may already be stored under: its pages, or its id if it has no address."""
    return pages.pages_of(one.article) or articles.identities(one.article)


def _taken_ids(db: Database, many: Sequence[Ready]) -> set[str]:
    """The ids that stored ones have already, which happens when an article was joined with another."""
    asked = {
        "quotes": json.dumps([row["id"] for one in many for row in one.rows]),
        "statements": json.dumps([name for one in many for name in one.statements]),
    }
    return {name for (name,) in db.execute(_TAKEN, asked)}


def _write_names(db: Database, names: KnownNames, pairs: Sequence[tuple[Ready, Row]], at: str) -> None:
    seen: list[tuple[int, str, dict[int, Told]]] = []
    called: set[tuple[int, int]] = set()
    for one, row in pairs:
        beside: dict[int, Told] = {}
        several: dict[int, list[Source]] = {}
        for source in sorted(one.mentions):
            pk, _ = names.of(source, at)
            called.add((names.name_of(pk, source[0]), row["pk"]))
            several.setdefault(pk, []).append(source)
        for pk, sources in several.items():
            beside[pk] = one.beside[sources[0]] if len(sources) == 1 else _together(one, row, sources)
        seen.append((row["pk"], row["day"], beside))
    db.conn.executemany("INSERT OR IGNORE INTO names_seen (name, article) VALUES (?, ?)", sorted(called))
    sightings.put_new(db, seen)
    names_waiting.enqueue(db, {pk for _, _, beside in seen for pk in beside}, names.new)


def _together(one: Ready, article: Row, sources: Sequence[Source]) -> Told:
    """What an article says about a source whose name it spells in several ways."""
    mentions = sorted({mention for source in sources for mention in one.mentions[source]})
    beside = ArticleNames(one.article.text).beside(*sources[0], mentions)
    return sightings.told(beside, article["day"])


def _quotes(
    names: KnownNames, one: Ready, article: Row, at: str
) -> Iterator[tuple[Row, Sequence[int], Sequence[int]]]:
    """The row of each quote of an article, with its fingerprints and the hashes of its claims."""
    of_article = {"article": article["pk"], "revision": article["revision"]}
    for row, source, found in zip(one.rows, one.sources, one.found, strict=True):
        read, speaker = (None, None) if source is None else names.of(source, at)
        of_speaker = {"speaker": speaker, "read_speaker": read, "first_revision": article["revision"]}
        yield (
            {**row, **of_article, **of_speaker},
            found.fingerprints,
            found.claims,
        )


def _write_quotes(
    db: Database, quotes: Sequence[tuple[Row, Sequence[int], Sequence[int]]], statements: Sequence[str]
) -> list[int]:
    """Store quotes, each with a statement of its own, and index them for their speaker; returns their pks."""
    if not quotes:
        return []
    first, first_statement = _next(db, "quotes"), _next(db, "statements")
    rows = [row for row, _, _ in quotes]
    pks = list(range(first, first + len(rows)))
    db.conn.executemany(
        "INSERT INTO statements (pk, id, speaker) VALUES (?, ?, ?)",
        [(pk, name, row["speaker"]) for pk, name, row in zip(count(first_statement), statements, rows)],
    )
    columns = list(rows[0])
    values = itemgetter(*columns)
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    db.conn.executemany(
        f"INSERT INTO quotes (pk, statement, {names}) VALUES (?, ?, {places})",
        [(pk, statement, *values(row)) for pk, statement, row in zip(pks, count(first_statement), rows)],
    )
    _mark(db, "fingerprints", ((r["speaker"], m, pk) for pk, (r, m, _) in zip(pks, quotes, strict=True)))
    _mark(db, "claims", ((r["speaker"] or 0, m, pk) for pk, (r, _, m) in zip(pks, quotes, strict=True)))
    return pks


def _mark(db: Database, table: str, quotes: Iterable[tuple[int | None, Sequence[int], int]]) -> None:
    rows = [(speaker, mark, pk) for speaker, marks, pk in quotes if speaker is not None for mark in marks]
    db.conn.executemany(f"INSERT INTO {table} (speaker, mark, quote) VALUES (?, ?, ?)", sorted(rows))


def _next(db: Database, table: str) -> int:
    """The pk that the next row of a table will get."""
    return int(db.execute(f"SELECT coalesce(max(pk), 0) + 1 FROM {table}").fetchone()[0])
