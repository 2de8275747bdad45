"""Articles and the quotes in them, from which everything else is derived."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding
from quotes.store.ids import content_hash


def _revisions(db: Database) -> Iterator[Finding]:
    sql = "SELECT a.id, r.number, r.hash, r.text FROM revisions r JOIN articles a ON a.pk = r.article"
    for article, number, stored, text in db.execute(sql):
        if content_hash(text) != stored:
            yield f"revision {number} of article {article} is not the text that was stored"


def _latest(db: Database) -> Iterator[Finding]:
    sql = (
        "SELECT a.id FROM articles a WHERE a.revision IS NOT"
        " (SELECT max(number) FROM revisions WHERE article = a.pk)"
    )
    for (article,) in db.execute(sql):
        yield f"article {article} does not show its latest text"


def _spans(db: Database) -> Iterator[Finding]:
    """Compare by letters and digits only, since a quote keeps no outer marks and white space."""
    sql = (
        "SELECT q.id, q.start, q.spans, q.text, r.text FROM quotes q"
        " LEFT JOIN revisions r ON r.article = q.article AND r.number = q.revision"
    )
    for quote, start, spans, words, text in db.execute(sql):
        if text is None:
            yield f"quote {quote} is in a text that is not stored"
            continue
        places = [(span["start"], span["end"]) for span in json.loads(spans)]
        edges = [edge for place in places for edge in place]
        in_order = all(one <= other for one, other in pairwise(edges))
        if not places or not in_order or places[0][0] != start or edges[0] < 0 or edges[-1] > len(text):
            yield f"quote {quote} has spans outside its text"
        elif _letters("".join(text[slice(*place)] for place in places)) != _letters(words):
            yield f"quote {quote} has other words than its text has at its spans"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


CHECKS = (
    Check("revisions", "every stored text still has the hash that it was stored with", _revisions),
    Check("latest texts", "every article shows the latest of its texts", _latest),
    Check("spans", "the words of every quote are in its article, at its spans", _spans),
)
