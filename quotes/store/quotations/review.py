"""What people should look at first: doubtful quotes that nobody has decided about."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.quotations import quotes

# A statement is doubtful where the surest of its reports is less sure than this; the index has it too.
DOUBTFUL = 0.75

_WAITING = f"""
SELECT q.pk FROM statements st JOIN quotes q ON q.pk = (
    SELECT r.pk FROM quotes r WHERE r.statement = st.pk AND r.live AND r.status = 'unreviewed'
    ORDER BY r.confidence DESC, r.pk LIMIT 1)
WHERE st.confidence < {DOUBTFUL} AND st.reports > 0
ORDER BY st.reports DESC, st.pk LIMIT :limit
"""


def waiting(db: Database, limit: int = 20) -> list[Row]:
    """A quote of each doubtful statement, of those that most articles report first.

    The surest quote that nobody has decided about stands for its statement, since a decision about it tells
    most about the others.
    """
    pks = [row["pk"] for row in list(db.query(_WAITING, {"limit": limit}))]
    found = {row["pk"]: row for row in quotes.by_pk(db, pks)}
    return [found[pk] for pk in pks]
