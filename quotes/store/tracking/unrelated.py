"""Finds, many at a time, the queued quotes that resemble no other, so that nothing has to be decided.

Most quotes of an archive are such. To ask the file about a hundred of them at once takes a tenth of the time
that `Neighbours` and `same_words` take to find nothing for each.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

from quotes.store.quotations.quotes import QUOTED
from quotes.store.tracking import same_words
from quotes.tracking.statements import VARIANT_DAYS
from quotes.tracking.wordings import compared

# Roots beside which `Neighbours` would find no quote, in any of its three ways.
_UNRELATED = f"""
SELECT q.pk, q.text, q.statement, {QUOTED} AS quoted FROM quotes q
WHERE q.pk IN (SELECT value FROM json_each(:quotes)) AND q.parent IS NULL
    AND (q.speaker IS NULL OR NOT ({QUOTED}) OR NOT (
        EXISTS (SELECT 1 FROM quotes o WHERE o.words = q.words AND o.speaker = q.speaker AND o.pk <> q.pk)
        OR EXISTS (SELECT 1 FROM quotes o WHERE o.speaker = q.speaker AND o.article <> q.article
            AND q.day <> '' AND o.day BETWEEN coalesce(date(q.day, '-{VARIANT_DAYS} days'), q.day)
                AND coalesce(date(q.day, '+{VARIANT_DAYS} days'), q.day))
        OR EXISTS (SELECT 1 FROM fingerprints f CROSS JOIN fingerprints o
            ON o.speaker = q.speaker AND o.mark = f.mark AND o.quote <> q.pk WHERE f.quote = q.pk)))
"""
# Those whose words another speaker has said, too, or that are linked now.
_LINKED = """
SELECT q.pk FROM quotes q WHERE q.pk IN (SELECT value FROM json_each(:quotes)) AND (
    EXISTS (SELECT 1 FROM quotes o WHERE o.words = q.words AND o.speaker IS NOT q.speaker)
    OR EXISTS (SELECT 1 FROM same_words WHERE a = q.pk) OR EXISTS (SELECT 1 FROM same_words WHERE b = q.pk))
"""
# The first and the last wording with a run: only if both are the same, no other has it.
_ENDS = """
SELECT value, (SELECT words FROM runs WHERE mark = value ORDER BY words LIMIT 1),
    (SELECT words FROM runs WHERE mark = value ORDER BY words DESC LIMIT 1)
FROM json_each(:marks)
"""


class _Quote(NamedTuple):
    pk: int
    text: str
    statement: int
    quoted: bool


def among(db: Database, quotes: Sequence[int]) -> dict[int, int]:
    """Those of the quotes that `grouping.settle` would leave as they are, each with its statement."""
    found = [_Quote(*row) for row in db.execute(_UNRELATED, {"quotes": json.dumps(quotes)})]
    asked = json.dumps([quote.pk for quote in found])
    linked = {pk for (pk,) in db.execute(_LINKED, {"quotes": asked})}
    unlinked = [quote for quote in found if quote.pk not in linked]
    shared = _shared(db, unlinked)
    return {quote.pk: quote.statement for quote in unlinked if quote.pk not in shared}


def _shared(db: Database, quotes: Sequence[_Quote]) -> set[int]:
    """Those that may share words with quotes of other wordings."""
    marks = {quote.pk: same_words.sampled(compared(quote.text)) for quote in quotes if quote.quoted}
    asked = json.dumps(sorted({mark for several in marks.values() for mark in several}))
    ends = {mark: (first, last) for mark, first, last in db.execute(_ENDS, {"marks": asked})}
    shared: set[int] = set()
    for quote in quotes:
        key = compared(quote.text).key
        if any(ends[mark] != (key, key) for mark in marks.get(quote.pk, ())):
            shared.add(quote.pk)
    return shared
