"""Statements: the trees of quotes that they consist of, and what they show of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding, differing
from quotes.store.quotations.quotes import QUOTED
from quotes.store.tracking import grouping, summaries

_UNLIKE = f"""
SELECT q.id FROM quotes q JOIN quotes p ON p.pk = q.parent WHERE p.statement <> q.statement
    OR p.speaker IS NOT q.speaker OR p.factuality <> q.factuality
    OR NOT ({QUOTED}) OR NOT ({QUOTED.replace("q.", "p.")})
"""
_REACHED = """
WITH RECURSIVE tree (pk) AS (
    SELECT pk FROM quotes WHERE parent IS NULL
    UNION SELECT q.pk FROM quotes q JOIN tree ON q.parent = tree.pk)
SELECT id FROM quotes WHERE pk NOT IN (SELECT pk FROM tree)
"""
_ROOTS = """
SELECT st.id, count(*) FROM statements st JOIN quotes q ON q.statement = st.pk AND q.parent IS NULL
GROUP BY st.pk HAVING count(*) > 1
"""
_EMPTY = """
SELECT st.id FROM statements st WHERE NOT EXISTS (SELECT 1 FROM quotes WHERE statement = st.pk)
    AND (st.merged_into IS NULL OR NOT EXISTS (SELECT 1 FROM quotes WHERE statement = st.merged_into))
"""
_UNEMPTIED = """
SELECT id FROM statements WHERE merged_into IS NOT NULL
    AND EXISTS (SELECT 1 FROM quotes WHERE statement = statements.pk)
"""
_ABOUT = """
SELECT q.statement, coalesce(t.root, t.pk), st.speaker, st.day, max(x.place), st.factuality
FROM quotes q JOIN quote_topics x ON x.quote = q.pk JOIN topics t ON t.pk = x.topic
JOIN statements st ON st.pk = q.statement WHERE q.live GROUP BY 1, 2
"""


def _trees(db: Database) -> Iterator[Finding]:
    for sql, what in (
        (
            _UNLIKE,
            "quote {} has a parent of another statement, speaker or factuality, or a rejected one",
        ),
        (_REACHED, "quote {} is its own ancestor"),
        (_ROOTS, "statement {} consists of more than one tree"),
        (_EMPTY, "statement {} has no quotes and does not lead to one with quotes"),
        (_UNEMPTIED, "statement {} leads to another although it has quotes"),
    ):
        for row in db.execute(sql):
            yield what.format(row[0])


def _groups(db: Database) -> Iterator[Finding]:
    rows = db.execute("SELECT pk, id, parent FROM quotes").fetchall()
    ids = {pk: identifier for pk, identifier, _ in rows}
    waiting = {pk for (pk,) in db.execute("SELECT quote FROM ungrouped")}
    for pk, identifier, parent in rows:
        if pk in waiting or parent in waiting:
            continue
        found = grouping.parent_of(db, pk)
        if found != parent:
            hanging, belonging = (ids.get(one, "none") for one in (parent, found))
            yield f"quote {identifier} has the parent {hanging}, but should have {belonging}"


def _shown(db: Database) -> Iterator[Finding]:
    for stored in list(db.query("SELECT * FROM statements")):
        summary = summaries.summary(db, stored["pk"])
        wrong = [name for name, value in summary.items() if stored[name] != value]
        if wrong:
            yield f"statement {stored['id']} shows a wrong {' and '.join(wrong)} for its quotes"


def _speakers(db: Database) -> Iterator[Finding]:
    sql = "SELECT DISTINCT st.id FROM statements st JOIN quotes q ON q.statement = st.pk"
    for (statement,) in db.execute(f"{sql} WHERE st.speaker IS NOT q.speaker"):
        yield f"statement {statement} has another speaker than its quotes"


def _about(db: Database) -> Iterator[Finding]:
    stored = "SELECT statement, topic, speaker, day, place, factuality FROM about"
    yield from differing(db, stored, _ABOUT, "statement, topic, speaker, day, place, factuality")


def _refresh(db: Database) -> None:
    summaries.refresh(db, [pk for (pk,) in db.execute("SELECT pk FROM statements").fetchall()])


_REGROUP = grouping.enqueue_all
CHECKS = (
    Check("trees", "the quotes of every statement are one tree", _trees, _REGROUP),
    Check("groups", "every quote has the parent that today's rules give it", _groups, _REGROUP),
    Check("speakers of statements", "every statement has the speaker of its quotes", _speakers, _REGROUP),
    Check("statements", "every statement shows what follows from its quotes", _shown, _refresh),
    Check("about", "every statement has the topics of its quotes", _about, _refresh),
)
