"""The review queue: doubtful quotes about which nobody has decided."""

from __future__ import annotations

from sqlite_utils import Database

from quotes.store.listing import Row
from quotes.store.quotations import quotes

# A statement is doubtful if the highest confidence of its reports is below this. The index has the same
# number.
DOUBTFUL = 0.75

_WAITING = f"""
SELECT q.pk FROM statements st JOIN quotes q ON q.pk = (
    SELECT r.pk FROM quotes r WHERE r.statement = st.pk AND r.live AND r.status = 'unreviewed'
    ORDER BY r.confidence DESC, r.pk LIMIT 1)
WHERE st.confidence < {DOUBTFUL} AND st.reports > 0
ORDER BY st.reports DESC, st.pk LIMIT :limit
"""


def waiting(db: Database, limit: int = 20) -> list[Row]:
    """A quote of each doubtful statement; statements that most articles report come first.

    It is the one with the highest confidence that nobody has decided about, since a decision about it says
    most about the others.
    """
    pks = [row["pk"] for row in list(db.query(_WAITING, {"limit": limit}))]
    found = {row["pk"]: row for row in quotes.by_pk(db, pks)}
    return [found[pk] for pk in pks]
