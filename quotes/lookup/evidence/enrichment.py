"""Add to quotes and statements what a fact-checker needs.

Everything is read for many quotes at once, in five queries, except contradictions, which are queried for each
statement, and reviews of claims, for each speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from quotes.lookup.claim_reviews import with_claim_reviews
from quotes.lookup.evidence.selectors import targets
from quotes.lookup.evidence.sentences import context
from quotes.lookup.evidence.text_fragments import link
from quotes.lookup.evidence.text_window import Window
from quotes.lookup.otherwise import with_otherwise
from quotes.store.listing import Row
from quotes.store.publication import snapshots
from quotes.store.quotations import decision_history, quotes
from quotes.store.tracking import reports, same_words, statements

# How much of an article's text is read on each side of a quote, in code points: some sentences.
REACH = 600
MOST_CHANGES = 20
MOST_REPORTS = 20


def quote_with_evidence(db: Database, identifier: str) -> Row | None:
    """A quote with its evidence, and the statement that it reports with its reports as `reported`."""
    quote = quotes.get(db, identifier)
    if quote is None:
        return None
    (packet,) = with_evidence(db, [quote])
    (reported,) = with_reports(db, statements.by_pk(db, [quote["statement_pk"]]))
    return {**packet, "reported": reported}


def with_evidence(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Quotes with their `context`, `link`, `targets`, `snapshot` and `history`, in the order given."""
    texts = snapshots.around(db, rows, REACH)
    changes = decision_history.latest(db, [row["pk"] for row in rows], MOST_CHANGES)
    return [{**row, **surroundings(row, texts[row["pk"]]), "history": changes[row["pk"]]} for row in rows]


def with_reports(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Statements with their earliest published reports as `reported_by`, in the order given.

    Also what may speak against them: reports that are `dated_otherwise`, quotes of others with the
    `same_words`, contradicting statements of the speaker (`otherwise`), and `claim_reviews` by fact-checkers.
    """
    first = reports.first(db, [row["pk"] for row in rows], MOST_REPORTS)
    return [{**row, "reported_by": first[row["pk"]]} for row in with_doubts(db, rows)]


def with_doubts(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Statements with what may speak against them; see `with_reports`."""
    pks = [row["pk"] for row in rows]
    dated = reports.dated_otherwise(db, pks, MOST_REPORTS)
    others = same_words.of_statements(db, pks, MOST_REPORTS)
    return [
        {**row, "dated_otherwise": dated[row["pk"]], "same_words": others[row["pk"]]}
        for row in with_claim_reviews(db, with_otherwise(db, rows))
    ]


def surroundings(quote: Row, text: Row) -> Row:
    """A quote's `context`, `link`, `targets` and `snapshot`; `text` is what `snapshots.around` returns."""
    window = Window(text["text"], text["start"], begins=text["start"] == 0, ends=text["ends"])
    url = quote["article"]["url"]
    return {
        "context": context(window, quote),
        "link": link(url, window, quote["spans"]),
        "targets": targets(url, window, quote["spans"]),
        "snapshot": {
            "article": quote["article_id"],
            "revision": quote["revision"],
            "hash": text["hash"],
            "collected": text["collected"],
            "extractor": text["extractor"],
        },
    }
