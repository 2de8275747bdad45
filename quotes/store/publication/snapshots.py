"""The context of quotes in the stored texts that they were read in."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from quotes.store.listing import Row

_AROUND = """
SELECT json_extract(w.value, '$[0]') AS quote, r.hash, r.collected, r.extractor,
    substr(r.text, json_extract(w.value, '$[3]') + 1, json_extract(w.value, '$[4]')) AS text
FROM json_each(:wanted) w CROSS JOIN revisions r
    ON r.article = json_extract(w.value, '$[1]') AND r.number = json_extract(w.value, '$[2]')
"""


def around(db: Database, quotes: Sequence[Row], reach: int) -> dict[int, Row]:
    """For each quote, by its pk: its revision, and the text with `reach` code points on both sides.

    `text` begins at `start` in the whole text; `ends` says whether it reaches its end. `hash` is that of the
    whole text, `collected` is when it was stored, and `extractor` is what read it.
    """
    starts = {quote["pk"]: max(0, quote["spans"][0]["start"] - reach) for quote in quotes}
    # One code point more than is shown tells whether the text continues.
    lengths = {quote["pk"]: quote["spans"][-1]["end"] + reach + 1 - starts[quote["pk"]] for quote in quotes}
    wanted = [
        (quote["pk"], quote["article_pk"], quote["revision"], starts[quote["pk"]], lengths[quote["pk"]])
        for quote in quotes
    ]
    found = {}
    for row in db.query(_AROUND, {"wanted": json.dumps(wanted)}):
        pk, most = row["quote"], lengths[row["quote"]] - 1
        ends = len(row["text"]) <= most
        found[pk] = {**row, "text": row["text"][:most], "start": starts[pk], "ends": ends}
    return found
