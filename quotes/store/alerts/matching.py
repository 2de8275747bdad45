"""Which stored quotes an alert may fire for, within a range of stored quotes.

An alert fires once per statement: for the first stored quote of it that meets the alert's conditions. So
further articles do not make it fire again, and asking again, or on another day, gives the same result. For
words that are followed, it fires for every report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from quotes.store import search
from quotes.store.alerts.following import Follow
from quotes.store.listing import Row, listed, one
from quotes.store.quotations import topic_lists
from quotes.store.quotations.quotes import QUOTED

# The day of an article, or the day on which it was stored if it gives none.
_DAY = "coalesce(nullif(a.day, ''), substr(a.collected, 1, 10))"
_SELECT = f"""
SELECT q.pk, q.id, q.statement, q.text, q.speaker, r.text AS replaced, {_DAY} AS day
FROM quotes q JOIN articles a ON a.pk = q.article LEFT JOIN quotes r ON r.pk = q.replaces
"""
_ABOUT = (
    "EXISTS (SELECT 1 FROM quote_topics x JOIN topics t ON t.pk = x.topic"
    " WHERE x.quote = {of}.pk AND coalesce(t.root, t.pk) IN {topics})"
)
_HOLDS = "EXISTS (SELECT 1 FROM quotes_search x WHERE x.rowid = {of}.pk AND x.quotes_search MATCH :q)"
_FOUND = (
    "q.pk IN (SELECT rowid FROM quotes_search WHERE quotes_search MATCH :q"
    " AND rowid > :after AND rowid <= :until)"
)


def settled_until(db: Database, most: int) -> int:
    """The last quote that may be matched, at most `most` after the first not yet seen by an active alert.

    A quote that has yet to be grouped may belong to a statement that has fired; it and all later ones wait.
    """
    (last,) = db.execute("SELECT coalesce(max(pk), 0) FROM quotes").fetchone()
    (ungrouped,) = db.execute("SELECT min(quote) FROM ungrouped").fetchone()
    (seen,) = db.execute("SELECT min(seen) FROM alerts WHERE active").fetchone()
    until = last if ungrouped is None else min(last, ungrouped - 1)
    return int(until if seen is None else min(until, seen + most))


def candidates(
    db: Database, follow: Follow, after: int, until: int, since: str | None = None
) -> Iterator[Row]:
    """The quotes stored after one and up to another that an alert may fire for, the latest first.

    With `since`, only those of articles from that day on. Each has `pk`, `id`, `statement`, `text`,
    `speaker`, the article's `day`, and the text that it `replaced`. Raises search.NoWords.
    """
    values: dict[str, Any] = {"after": after, "until": until}
    conditions, asked = _conditions(db, follow, values)
    where = ["q.pk > :after", "q.pk <= :until", "q.live", QUOTED]
    where += [condition.format(of="q") for condition in conditions]
    words = _words(follow)
    if words is not None:
        values["q"] = words
        where.append(_FOUND)
    if follow.phrase is None:
        earlier = ["e.statement = q.statement", "e.pk < q.pk"]
        earlier += [condition.format(of="e") for condition in conditions]
        if follow.q is not None:
            earlier.append(_HOLDS.format(of="e"))
        where.append(f"NOT EXISTS (SELECT 1 FROM quotes e WHERE {' AND '.join(earlier)})")
    if since is not None:
        where.append(f"{_DAY} >= :since")
        values["since"] = since
    sql = f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY q.pk DESC"
    return iter(db.query(sql, {**values, **asked}))


def still(db: Database, follow: Follow, quote: int) -> Row | None:
    """The `statement` of a quote if it still meets the conditions, apart from words; otherwise None."""
    values: dict[str, Any] = {"quote": quote}
    conditions, asked = _conditions(db, follow, values)
    where = ["q.pk = :quote", QUOTED, *(condition.format(of="q") for condition in conditions)]
    return one(db, f"SELECT q.statement FROM quotes q WHERE {' AND '.join(where)}", **values, **asked)


def record(db: Database, alert: Row, matches: Sequence[tuple[int, str]], until: int, at: float) -> int:
    """Record what has matched, and how far the alert was matched. Returns the number of matches.

    To be called in a transaction. Records nothing if the alert was matched by another process meanwhile,
    switched off or deleted. A clock that went back makes no match older than the alert.
    """
    moved = "UPDATE alerts SET seen = :until WHERE pk = :pk AND active AND seen = :seen"
    if not db.execute(moved, {"until": until, "pk": alert["pk"], "seen": alert["seen"]}).rowcount:
        return 0
    db.conn.executemany(
        "INSERT OR IGNORE INTO alert_matches (alert, quote, why, matched)"
        " SELECT pk, ?, ?, max(?, tell_from) FROM alerts WHERE pk = ?",
        [(quote, why, at, alert["pk"]) for quote, why in matches],
    )
    return len(matches)


def pass_by(db: Database, alerts: Sequence[int], until: int) -> None:
    """Record that alerts were matched up to a quote, where none of the quotes can concern them."""
    wanted, values = listed("pk", list(alerts))
    sql = f"UPDATE alerts SET seen = max(seen, :until) WHERE active AND pk IN {wanted}"
    db.execute(sql, {**values, "until": until})


def behind(db: Database, until: int) -> list[Row]:
    """The active alerts that have not seen all quotes up to one; `root` is the speaker asked for, if any."""
    sql = (
        "SELECT a.*, coalesce(s.merged_into, s.pk) AS root FROM alerts a LEFT JOIN speakers s"
        " ON s.pk = a.speaker WHERE a.active AND a.seen < :until ORDER BY a.pk"
    )
    return list(db.query(sql, {"until": until}))


def speaking(db: Database, after: int, until: int) -> set[int]:
    """Who is quoted in the quotes stored after one and up to another."""
    sql = "SELECT DISTINCT speaker FROM quotes WHERE pk > ? AND pk <= ? AND speaker IS NOT NULL"
    return {speaker for (speaker,) in db.execute(sql, (after, until))}


def latest(db: Database, alert: int, most: int) -> list[Row]:
    """An alert's matches that still count, the latest first: `quote`, `why`, `matched`."""
    sql = (
        "SELECT m.quote, m.why, m.matched FROM alert_matches m JOIN quotes q ON q.pk = m.quote"
        f" WHERE m.alert = :alert AND {QUOTED} ORDER BY m.pk DESC LIMIT :most"
    )
    return list(db.query(sql, {"alert": alert, "most": most}))


def _words(follow: Follow) -> str | None:
    """The words to search for, if any."""
    if follow.phrase is not None:
        return search.sharing(follow.phrase)
    return None if follow.q is None else search.all_of(follow.q)


def _conditions(db: Database, follow: Follow, values: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The conditions on a quote `{of}` in SQL; their parameters are added to `values`."""
    found: list[str] = []
    asked: dict[str, Any] = {}
    for name, condition in (
        ("form", "{of}.form = :form"),
        ("factuality", "{of}.factuality = :factuality"),
        ("min_confidence", "{of}.confidence >= :min_confidence"),
        ("min_said_confidence", "{of}.said_confidence >= :min_said_confidence"),
    ):
        if getattr(follow, name) is not None:
            values[name] = getattr(follow, name)
            found.append(condition)
    if follow.speaker is not None:
        values["speaker"] = follow.speaker
        found.append("{of}.speaker = (SELECT coalesce(merged_into, pk) FROM speakers WHERE pk = :speaker)")
    if follow.about is not None:
        wanted, asked = listed("topic", list(topic_lists.called(db, follow.about)))
        found.append(_ABOUT.replace("{topics}", wanted))
    return found, asked
