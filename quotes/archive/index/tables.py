"""The tables of an index, and the numbers that represent names and outlets in it.

A wording is represented by the key of its words, as in the tracker, and all else by a 64-bit hash. So tables
of different shards can be merged without renumbering.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from quotes.archive.index.columns import Layout, all_rows, distinct
from quotes.tracking.names import NAMES_VERSION, folded, keys_of, unnamed
from quotes.tracking.words import WORDS_VERSION, fold, key_of

# Increased when older indexes can no longer be used.
VERSION = f"2.{WORDS_VERSION}.{NAMES_VERSION}"

NOBODY = 0  # the speaker of words whose source is unknown
EVERYBODY = 0  # in the coverage: all articles
NO_DAY = 2**31 - 1  # sorts last

KINDS = ("person", "organization", "group", "document")
FACTUALITIES = ("said", "denied", "hypothetical", "fabricated")

# Which wordings contain which run of words; see quotes.tracking.words.runs_of.
RUNS = Layout("runs", {"mark": "i8", "words": "i8"}, distinct(("mark", "words")))
WORDINGS = Layout("wordings", {"words": "i8", "start": "i8", "length": "i4"}, distinct(("words",)))
# Quotes with their ids in 80 bits, and their positions: `row` in their shard's file of quotes, `article_row`
# in its file of articles.
QUOTES = Layout(
    "quotes",
    {
        "words": "i8", "day": "i4", "speaker": "i8", "factuality": "u1", "confidence": "f8", "quote": "V10",
        "article": "V10", "shard": "i4", "row": "i4", "article_row": "i4",
    },
    all_rows,
)  # fmt: skip
# What reports show of their articles: the day, and in one text the address, the title and the publisher.
ARTICLES = Layout(
    "articles", {"article": "i8", "published": "i4", "start": "i8", "length": "i4"}, distinct(("article",))
)
# The names of a speaker, each with the number of articles that use it.
NAMES = Layout(
    "names",
    {"speaker": "i8", "name": "i8", "kind": "u1", "articles": "i4", "start": "i8", "length": "i4"},
    distinct(("speaker", "name"), ("articles",)),
)
# The keys by which speakers are found: of their names, and of the words in these.
KEYS = Layout("keys", {"key": "i8", "speaker": "i8"}, distinct(("key", "speaker")))
# How much there is of each speaker, and in all, by outlet and shard. Days count from 0001-01-01.
COVERAGE = Layout(
    "coverage",
    {
        "speaker": "i8", "outlet": "i8", "shard": "i4", "quotes": "i4", "articles": "i4", "since": "i4",
        "until": "i4",
    },
    all_rows,
)  # fmt: skip
TABLES = (RUNS, WORDINGS, QUOTES, ARTICLES, NAMES, KEYS, COVERAGE)

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=2**14)
def speaker_of(name: str | None, kind: str | None) -> int:
    """The number of the speaker with this name: the same for all equivalent spellings."""
    if not name or kind not in KINDS or unnamed(name):
        return NOBODY
    return key_of([_class(kind), folded(name, kind)])


def name_of(name: str, kind: str) -> int:
    """The number of a name exactly as written."""
    return key_of([kind, name])


def article_of(bits: bytes) -> int:
    """The number of the article with this id."""
    return int.from_bytes(bits[:8], "big", signed=True)


def outlet_of(outlet: str | None) -> int:
    """The number of an outlet; 0 if there is none."""
    return key_of(["outlet", fold(outlet)]) if outlet else 0


def keys_of_name(name: str, kind: str) -> set[int]:
    """All keys by which a speaker with this name is found."""
    found = {class_key(kind, key) for key in keys_of(name, kind)}
    return found | set(map(word_key, words_of_name(name)))


def words_of_name(name: str) -> set[str]:
    return set(_WORD.findall(fold(name)))


def word_key(word: str) -> int:
    return key_of(["word", word])


def class_key(kind: str, key: str) -> int:
    """The number of one of the keys that `quotes.tracking.names` returns."""
    return key_of([_class(kind), key])


def day_of(day: date | None) -> int:
    return NO_DAY if day is None else day.toordinal()


def iso(day: int) -> str | None:
    """A day in ISO format; None if no day is known."""
    return None if day in (NO_DAY, 0) else date.fromordinal(day).isoformat()


def _class(kind: str) -> str:
    """The class of a kind: persons are never confused with others, but other kinds may be."""
    return "person" if kind == "person" else "organization"
