"""Quotes of different speakers that share eight words in a row.

One of them quotes the other, or one of the two attributions is wrong; a newsroom wants to see either. A
phrase that thousands have said is looked for among some of them, so that the cost of a quote is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from quotes.store.identity.speakers import shown as speaker_shown
from quotes.store.listing import Row
from quotes.store.quotations.quotes import QUOTED
from quotes.store.tracking import shingles
from quotes.tracking.wordings import compared
from quotes.tracking.words import RUN, share_run

# So many words in a row are shared by no accident.
SHARED = 8
# Of a stretch that so many wordings hold, the ones beside it are looked for instead.
COMMON = 200
# So many quotes of one wording are linked, and so many quotes with any one.
MOST_OF_A_WORDING = 20
MOST_LINKS = 50

_OF_OTHERS = f"""
SELECT q.pk, q.text FROM quotes q WHERE q.words = :key AND q.speaker IS NOT :speaker AND {QUOTED}
    AND (q.article <> :article OR q.revision = :revision) ORDER BY q.pk LIMIT :most
"""
# Of a statement with more reports, those of so many are shown.
MOST_READ = 200
_SHOWN = """
SELECT w.statement, q.id AS quote, q.text, q.factuality, st.id AS reported, s.name AS speaker_name,
    s.slug AS speaker_slug, s.kind AS speaker_kind, q.read_name, q.read_kind, q.speaker_decided,
    a.id AS article, a.title, a.url, o.name AS publisher, a.published
FROM json_each(:statements) asked
CROSS JOIN quotes w ON w.pk IN (
    SELECT r.pk FROM quotes r WHERE r.statement = asked.value AND r.live ORDER BY r.pk LIMIT :read)
CROSS JOIN quotes q ON q.live AND q.pk IN (
    SELECT b FROM same_words WHERE a = w.pk UNION ALL SELECT a FROM same_words WHERE b = w.pk)
JOIN articles a ON a.pk = q.article LEFT JOIN outlets o ON o.pk = a.outlet
JOIN statements st ON st.pk = q.statement LEFT JOIN speakers s ON s.pk = q.speaker
GROUP BY w.statement, q.pk ORDER BY w.statement, a.day = '', a.day, a.collected, q.id
"""


def relink(db: Database, quote: int) -> None:
    """Link a quote with those of other speakers that share its words, and with no others."""
    db.execute("DELETE FROM same_words WHERE a = :pk OR b = :pk", {"pk": quote})
    links = [(min(quote, other), max(quote, other)) for other in _sharing(db, quote)]
    db.conn.executemany("INSERT INTO same_words (a, b) VALUES (?, ?)", links)


def count(db: Database) -> int:
    """How many quotes are linked, as pairs."""
    return int(db.execute("SELECT count(*) FROM same_words").fetchone()[0])


def of_statements(db: Database, statements: Iterable[int], most: int) -> dict[int, list[Row]]:
    """The current quotes of others that share words with these statements' quotes, by statement.

    The first published first, at most so many of each.
    """
    found: dict[int, list[Row]] = {pk: [] for pk in statements}
    for row in db.query(_SHOWN, {"statements": json.dumps(sorted(found)), "read": MOST_READ}):
        if len(found[row["statement"]]) < most:
            found[row["statement"]].append({**row, "speaker": speaker_shown(row)})
    return found


def _sharing(db: Database, quote: int) -> list[int]:
    """The quotes of others that share words with a quote."""
    sql = f"SELECT q.text, q.speaker, q.article, q.revision FROM quotes q WHERE q.pk = ? AND {QUOTED}"
    row = db.execute(sql, (quote,)).fetchone()
    if row is None:
        return []
    text, speaker, article, revision = row
    this = compared(text)
    if len(this.words) < SHARED:
        return []
    asked = {"speaker": speaker, "article": article, "revision": revision, "most": MOST_OF_A_WORDING}
    found: list[int] = []
    for key in dict.fromkeys((this.key, *_wordings(db, this.runs))):
        for pk, other in db.execute(_OF_OTHERS, {**asked, "key": key}).fetchall():
            if share_run(this.words, compared(other).words, SHARED):
                found.append(pk)
        if len(found) >= MOST_LINKS:
            break
    return found[:MOST_LINKS]


def _wordings(db: Database, marks: Sequence[int]) -> Iterator[int]:
    """Wordings that may share so many words in a row with that of these marks, by key.

    Of every five stretches of four words that follow each other one is looked up, and so one at least of any
    eight words in a row. The eight hold also the stretch two words before or two words behind that one.
    """
    last = len(marks) - RUN
    for place in range(0, last + 1, SHARED - RUN + 1):
        if not shingles.is_common(db, marks[place], RUN, COMMON):
            yield from _holding(db, marks, place)
            continue
        for beside in (place - 2, place + 2):
            if 0 <= beside <= last and not shingles.is_common(db, marks[beside], RUN, COMMON):
                yield from _holding(db, marks, beside)


def _holding(db: Database, marks: Sequence[int], place: int) -> list[int]:
    beside = [marks[at] for at in (place - 2, place + 2) if 0 <= at <= len(marks) - RUN]
    return shingles.holding_any(db, marks[place], beside, COMMON)
