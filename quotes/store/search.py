"""Full-text queries: words in, an FTS5 expression out that holds nothing but quoted strings.

FTS5 has a query language with operators, column names and prefixes. What a user types is none of it: every
piece is put in double quotes, inside which FTS5 knows only tokens.
"""

from __future__ import annotations

import re

from sqlite_utils import Database

# More would match nothing that fewer do not, and costs.
MOST_TERMS = 64

# From so many matches on, words are common.
COMMON = 2_000

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_TOKEN = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")


class NoWords(ValueError):  # noqa: N818 - said as it is answered
    """There is no letter and no digit to search for."""


def all_of(query: str) -> str:
    """An expression for texts that hold every word, and every phrase that stands in double quotes."""
    terms = [phrase or word for phrase, word in _TERM.findall(query)]
    return " AND ".join(_quoted(terms))


def sharing(phrase: str) -> str:
    """An expression for texts that share some words in a row with a phrase.

    Whatever has a phrase, or alters a few words of it, shares three words in a row with it, or two of a short
    one.
    """
    words = _WORDS.findall(phrase)
    length = min(3 if len(words) > 5 else 2, len(words))
    runs = [" ".join(words[at : at + length]) for at in range(len(words) - length + 1)]
    return " OR ".join(_quoted(runs))


def starting_with(query: str) -> str:
    """An expression for texts that hold every word, the last of which may be cut short."""
    return " AND ".join(_quoted(query.replace('"', " ").split())) + "*"


def any_of(query: str) -> str | None:
    """An expression for texts that hold any of the words; None where there is no word."""
    try:
        return " OR ".join(_quoted(query.replace('"', " ").split()))
    except NoWords:
        return None


def is_common(db: Database, index: str, expression: str) -> bool:
    """Whether so many rows of an index match that it is cheaper to go through a list and ask of each row.

    A list of common words finds its page soon; collecting all that match first would read half the file.
    """
    sql = f"SELECT count(*) AS count FROM (SELECT 1 FROM {index} WHERE {index} MATCH :words LIMIT :enough)"
    row = next(iter(db.query(sql, {"words": expression, "enough": COMMON})))
    return bool(row["count"] >= COMMON)


def _quoted(terms: list[str]) -> list[str]:
    """The terms as FTS5 strings. Raises NoWords."""
    quoted = ['"{}"'.format(term.replace('"', " ")) for term in terms if _TOKEN.search(term)]
    if not quoted:
        raise NoWords
    return quoted[:MOST_TERMS]
