"""Full-text queries: turns words into an FTS5 expression that consists of quoted strings only.

FTS5 has a query language with operators, column names and prefixes. A user's text must not be read as that:
each piece is put in double quotes, inside which FTS5 sees only words.
"""

from __future__ import annotations

import re

from sqlite_utils import Database

# The most words that a query uses. More cost time and hardly change the result.
MOST_TERMS = 64

# Words with at least this many matches are common.
COMMON = 2_000

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_TOKEN = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")


class NoWords(ValueError):  # noqa: N818 - reads as a sentence
    """The query has no letter and no digit."""


def has_words(text: str) -> bool:
    """Whether there is anything to search for: a letter or a digit."""
    return _TOKEN.search(text) is not None


def all_of(query: str) -> str:
    """An expression for texts with every word, and with every phrase that is in double quotes."""
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
    """An expression for texts with every word; the last may be the beginning of a word."""
    return " AND ".join(_quoted(query.replace('"', " ").split())) + "*"


def any_of(query: str) -> str | None:
    """An expression for texts with any of the words; None if there are no words."""
    try:
        return " OR ".join(_quoted(query.replace('"', " ").split()))
    except NoWords:
        return None


def is_common(db: Database, index: str, expression: str) -> bool:
    """Whether so many rows match that it is cheaper to test each row of the list.

    With common words, a page of the list is soon full, whereas collecting all matches first would read half
    the file.
    """
    sql = f"SELECT count(*) AS count FROM (SELECT 1 FROM {index} WHERE {index} MATCH :words LIMIT :enough)"
    row = next(iter(db.query(sql, {"words": expression, "enough": COMMON})))
    return bool(row["count"] >= COMMON)


def _quoted(terms: list[str]) -> list[str]:
    """The terms as FTS5 strings. Raises NoWords."""
    quoted = ['"{}"'.format(term.replace('"', " ")) for term in terms if has_words(term)]
    if not quoted:
        raise NoWords
    return quoted[:MOST_TERMS]
