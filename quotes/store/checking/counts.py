"""Counts that triggers keep up to date: counted again from scratch."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding, differing

_SAID = "q.live AND q.factuality = 'said' AND q.speaker IS NOT NULL"
_QUOTED_IN = f"""
SELECT q.speaker, q.article, a.day, count(*) AS quotes FROM quotes q JOIN articles a ON a.pk = q.article
WHERE {_SAID} GROUP BY q.speaker, q.article
"""
_OF_EVERYBODY = "SELECT 0, coalesce(outlet, 0) AS told, count(*) FROM articles GROUP BY told"
_COVERAGE = f"""
SELECT i.speaker, coalesce(a.outlet, 0) AS told, count(*) AS articles
    FROM quoted_in i JOIN articles a ON a.pk = i.article GROUP BY i.speaker, told
UNION ALL {_OF_EVERYBODY}
"""
_TOPIC_COUNTS = """
SELECT 0, topic, count(*) FROM about WHERE factuality = 'said' GROUP BY topic UNION ALL
SELECT speaker, topic, count(*) FROM about WHERE factuality = 'said' AND speaker IS NOT NULL
    GROUP BY speaker, topic
"""


def _of_speakers(db: Database) -> Iterator[Finding]:
    sql = f"""
    SELECT s.slug, s.quotes, count(q.pk), s.last_day, coalesce(max(q.day), '') FROM speakers s
    LEFT JOIN quotes q ON q.speaker = s.pk AND {_SAID} GROUP BY s.pk
    HAVING s.quotes <> count(q.pk) OR s.last_day <> coalesce(max(q.day), '')
    """
    for slug, stored, counted, last, found in db.execute(sql):
        yield f"speaker {slug} has {stored} quotes, the last on {last!r}; counted: {counted}, on {found!r}"


def _recount_speakers(db: Database) -> None:
    theirs = f"FROM quotes q WHERE q.speaker = speakers.pk AND {_SAID}"
    db.execute(
        f"UPDATE speakers SET quotes = (SELECT count(*) {theirs}),"
        f" last_day = (SELECT coalesce(max(q.day), '') {theirs})"
    )


def _of_names(db: Database) -> Iterator[Finding]:
    sql = """
    SELECT n.name, n.articles, count(w.article) FROM speaker_names n LEFT JOIN names_seen w ON w.name = n.pk
    GROUP BY n.pk HAVING n.articles <> count(w.article)
    """
    for name, stored, counted in db.execute(sql):
        yield f"the name {name} is in {stored} articles; counted: {counted}"


def _recount_names(db: Database) -> None:
    db.execute(
        "UPDATE speaker_names SET articles = (SELECT count(*) FROM names_seen WHERE name = speaker_names.pk)"
    )


def _of_coverage(db: Database) -> Iterator[Finding]:
    stored = "SELECT speaker, article, day, quotes FROM quoted_in"
    yield from differing(db, stored, _QUOTED_IN, "the count of speaker, article, day, quotes")
    stored = "SELECT speaker, outlet, articles FROM coverage"
    yield from differing(db, stored, _COVERAGE, "the count of speaker, outlet, articles")


def _recount_coverage(db: Database) -> None:
    """Recount both tables; a trigger fills in the speakers' rows of `coverage` from `quoted_in`."""
    for table in ("quoted_in", "coverage"):
        db.execute(f"DELETE FROM {table}")
    db.execute(f"INSERT INTO coverage (speaker, outlet, articles) {_OF_EVERYBODY}")
    db.execute(f"INSERT INTO quoted_in (speaker, article, day, quotes) {_QUOTED_IN}")


def _of_topics(db: Database) -> Iterator[Finding]:
    stored = "SELECT speaker, topic, statements FROM topic_counts"
    yield from differing(db, stored, _TOPIC_COUNTS, "the count of speaker, topic, statements")


def _recount_topics(db: Database) -> None:
    db.execute("DELETE FROM topic_counts")
    db.execute(f"INSERT INTO topic_counts (speaker, topic, statements) {_TOPIC_COUNTS}")


CHECKS = (
    Check(
        "counts of speakers",
        "every speaker's stored number of quotes is as counted",
        _of_speakers,
        _recount_speakers,
    ),
    Check(
        "counts of names", "every name's stored number of articles is as counted", _of_names, _recount_names
    ),
    Check(
        "coverage",
        "the stored numbers of articles and outlets are as counted",
        _of_coverage,
        _recount_coverage,
    ),
    Check(
        "counts of topics",
        "every topic's stored number of statements is as counted",
        _of_topics,
        _recount_topics,
    ),
)
