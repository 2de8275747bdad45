"""A statement with all its evidence: its reports, their wordings, and which of them are copies."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from quotes.lookup.comparison.comparison import compare
from quotes.lookup.evidence.enrichment import with_doubts
from quotes.store.listing import Row
from quotes.store.publication import articles
from quotes.store.quotations import quotes
from quotes.store.tracking import statements
from quotes.tracking.copies import copies
from quotes.tracking.words import words_of

# Reports beyond this number are listed, but not compared for copies, whose cost is quadratic.
MOST_COMPARED = 100


def statement_with_reports(db: Database, identifier: str) -> Row | None:
    """A statement with its `quotes`, their `wordings`, its `independent` reports, and any doubts."""
    statement = statements.get(db, identifier)
    if statement is None or statement["merged_into"] is not None:
        return statement
    found = quotes.of_statement(db, statement["pk"])
    (doubted,) = with_doubts(db, [statement])
    return {
        **doubted,
        "quotes": found,
        "wordings": _wordings(statement["text"], found),
        "independent": _independent(db, found),
    }


def _wordings(fullest: str, found: list[Row]) -> list[Row]:
    """Each wording once, in the order of publication, compared word by word with the fullest."""
    wordings: dict[tuple[str, ...], dict[str, Any]] = {}
    for quote in found:
        words = tuple(words_of(quote["text"]))
        if words not in wordings:
            comparison = compare(quote["text"], fullest)
            relation = {"verbatim": "same", "trimmed": "cut"}.get(comparison.kind, "variant")
            wordings[words] = {
                "text": quote["text"],
                "relation": relation,
                "similarity": comparison.similarity,
                "difference": comparison.difference,
                "quotes": [],
            }
        wordings[words]["quotes"].append(quote["id"])
    return list(wordings.values())


def _independent(db: Database, found: list[Row]) -> list[Row]:
    """The articles in groups: copies of one text form one group, and count as one report."""
    reports = {quote["article_pk"]: quote for quote in found}
    compared = list(reports.values())[:MOST_COMPARED]
    texts = articles.texts_around(db, compared)
    numbers = copies([texts[quote["article_pk"], quote["revision"]] for quote in compared])
    groups: dict[int, list[Row]] = {}
    for number, quote in zip(numbers, compared, strict=True):
        groups.setdefault(number, []).append(quote["article"])
    return [{"articles": group} for group in groups.values()]
