"""Links quotes of different speakers that share eight words in a row.

One of the speakers quotes the other, or one of the attributions is wrong; a newsroom wants to see either. Of
a phrase that thousands have said, only some quotes are linked, so that the cost of a quote is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from sqlite_utils import Database

from quotes.store.identity.speakers import shown as speaker_shown
from quotes.store.listing import Row
from quotes.store.quotations.quotes import QUOTED
from quotes.store.tracking import shingles
from quotes.tracking.wordings import Compared, compared
from quotes.tracking.words import RUN, share_run

# This many words in a row are not shared by accident.
SHARED = 8
_STEP = SHARED - RUN + 1  # every eight words in a row hold the run at one in so many places
# If a run of words is in more wordings than this, the runs beside it are looked up instead.
COMMON = 200
# The most quotes of one wording that are linked with a quote, and the most quotes in all.
MOST_OF_A_WORDING = 20
MOST_LINKS = 50

_OF_OTHERS = f"""
SELECT q.pk, q.text FROM quotes q WHERE q.words = :key AND q.speaker IS NOT :speaker AND {QUOTED}
    AND (q.article <> :article OR q.revision = :revision) ORDER BY q.pk LIMIT :most
"""
# The most reports of a statement whose links are shown.
MOST_READ = 200
_SHOWN = """
SELECT w.statement, q.id AS quote, q.text, q.factuality, st.id AS reported, s.name AS speaker_name,
    s.slug AS speaker_slug, s.kind AS speaker_kind, q.read_name, q.read_kind, q.speaker_decided,
    a.id AS article, a.title, a.url, o.name AS publisher, a.published, a.archived_copy
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
    """Replace the links of a quote with those to other speakers' quotes that share its words."""
    db.execute("DELETE FROM same_words WHERE a = :pk OR b = :pk", {"pk": quote})
    links = [(min(quote, other), max(quote, other)) for other in _sharing(db, quote)]
    db.conn.executemany("INSERT INTO same_words (a, b) VALUES (?, ?)", links)


def sampled(words: Compared) -> Sequence[int]:
    """One in five runs of a wording: of eight words in a row that it shares with another, one at least.

    None if it is too short to share eight.
    """
    return words.runs[: max(0, len(words.runs) - RUN + 1) : _STEP] if len(words.words) >= SHARED else ()


def count(db: Database) -> int:
    """How many pairs of quotes are linked."""
    return int(db.execute("SELECT count(*) FROM same_words").fetchone()[0])


def of_statements(db: Database, statements: Iterable[int], most: int) -> dict[int, list[Row]]:
    """The current quotes of other speakers that share words with quotes of these statements, by statement.

    At most `most` for each statement, the first published first.
    """
    found: dict[int, list[Row]] = {pk: [] for pk in statements}
    for row in db.query(_SHOWN, {"statements": json.dumps(sorted(found)), "read": MOST_READ}):
        if len(found[row["statement"]]) < most:
            found[row["statement"]].append({**row, "speaker": speaker_shown(row)})
    return found


def _sharing(db: Database, quote: int) -> list[int]:
    """The quotes of other speakers that share words with a quote."""
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
    seen: set[int] = set()
    for key in chain([this.key], _wordings(db, this.key, this.runs)):
        if key in seen:
            continue
        seen.add(key)
        same = key == this.key
        for pk, other in db.execute(_OF_OTHERS, {**asked, "key": key}).fetchall():
            if same or share_run(this.words, compared(other).words, SHARED):
                found.append(pk)
        if len(found) >= MOST_LINKS:
            break
    return found[:MOST_LINKS]


def _wordings(db: Database, key: int, marks: Sequence[int]) -> Iterator[int]:
    """The keys of other wordings that may share eight words in a row with the one of this key and marks.

    One in five runs of four words is looked up, so at least one in any eight words in a row. The eight words
    also contain the run that begins two words before it, or the one two words after it.
    """
    last = len(marks) - RUN
    places = range(0, last + 1, _STEP)
    held = shingles.held_by_others(db, [marks[place] for place in places], key)
    for place in places:
        if marks[place] not in held:
            continue
        if not shingles.is_common(db, marks[place], RUN, COMMON):
            yield from _holding(db, key, marks, place)
            continue
        for beside in (place - 2, place + 2):
            if 0 <= beside <= last and not shingles.is_common(db, marks[beside], RUN, COMMON):
                yield from _holding(db, key, marks, beside)


def _holding(db: Database, own: int, marks: Sequence[int], place: int) -> Iterator[int]:
    """Other wordings that contain the run at a place and its surroundings, eight words in all."""
    last = len(marks) - RUN
    beside = [marks[at] for at in (place - 2, place + 2) if 0 <= at <= last]
    around = list(marks[max(0, place - SHARED + RUN) : min(place + SHARED - RUN, last) + 1])
    for key in shingles.holding_any(db, marks[place], beside, COMMON):
        if key != own and _in_a_row(around, shingles.held(db, key, around)):
            yield key


def _in_a_row(marks: Sequence[int], held: Set[int]) -> bool:
    """Whether enough consecutive marks are held to make eight words."""
    number = 0
    for mark in marks:
        number = number + 1 if mark in held else 0
        if number > SHARED - RUN:
            return True
    return False
