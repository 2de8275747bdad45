"""The answer to "did they say this?": a verdict, and the stored quotes that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from quotes.lookup.comparison import Comparison, compare
from quotes.store import articles, quotes, speakers, statements
from quotes.store.page import Row
from quotes.store.search import NoWords
from quotes.tracking.words import words_of

Verdict = Literal["verbatim", "trimmed", "other_speaker", "not_found"]

# Of the words asked for, so many of the rarest find what comes near.
TELLING_WORDS = 8
# How many quotes of each kind are compared, however many there are.
MOST_COMPARED = 200
# What shares less with the words asked for is no evidence of anything.
LEAST_SIMILARITY = 0.2
ORDER = {"verbatim": 0, "trimmed": 1, "near": 2}


@dataclass(frozen=True, slots=True)
class Match:
    """A stored quote, the statement it reports, and how it compares with the words asked for."""

    quote: Row
    statement: Row
    comparison: Comparison

    @property
    def match(self) -> str:
        return self.comparison.kind

    @property
    def similarity(self) -> float:
        return self.comparison.similarity

    @property
    def difference(self) -> tuple[Any, ...]:
        return self.comparison.difference


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict; the quotes it rests on, best first; and what there was to search."""

    verdict: Verdict
    matches: list[Match]
    searched: Row


def lookup(db: Database, words: str, speaker: str | None = None, limit: int = 10) -> Answer:
    """Whether these words were said, by this speaker if one is named.

    `speaker` is a slug or any name that a speaker goes by. Raises search.NoWords where there is no word.
    """
    if not words_of(words):
        raise NoWords
    asked = None if speaker is None else _called(db, speaker)
    compared = [(quote, compare(words, quote["text"])) for quote in _candidates(db, words, asked)]
    compared = [
        (quote, one) for quote, one in compared if one.similarity >= LEAST_SIMILARITY or one.kind != "near"
    ]
    compared.sort(key=lambda pair: _rank(pair[0], pair[1], asked))
    return Answer(_verdict(compared, asked), _matches(db, compared, limit), articles.extent(db))


def _candidates(db: Database, words: str, asked: frozenset[int] | None) -> list[Row]:
    """The stored quotes that may be the words, hold them, or come near, each once."""
    normal = words_of(words)
    found = [*quotes.with_words(db, normal, MOST_COMPARED), *quotes.holding(db, words, MOST_COMPARED)]
    found += quotes.sharing(db, normal, MOST_COMPARED)
    telling = quotes.rarest(db, normal, TELLING_WORDS)
    if telling:
        found += quotes.near(db, telling, MOST_COMPARED)
        if asked:
            found += quotes.near(db, telling, MOST_COMPARED, sorted(asked))
    return list({quote["pk"]: quote for quote in found}.values())


def _called(db: Database, speaker: str) -> frozenset[int]:
    """The speakers that may be meant; none, where the name is nobody's or no name at all."""
    try:
        return frozenset(speakers.called(db, speaker))
    except NoWords:
        return frozenset()


def _verdict(compared: list[tuple[Row, Comparison]], asked: frozenset[int] | None) -> Verdict:
    by_asked = {one.kind for quote, one in compared if asked is None or quote["speaker_pk"] in asked}
    if "verbatim" in by_asked:
        return "verbatim"
    if "trimmed" in by_asked:
        return "trimmed"
    if any(one.kind != "near" for _, one in compared):
        return "other_speaker"
    return "not_found"


def _rank(quote: Row, one: Comparison, asked: frozenset[int] | None) -> tuple[Any, ...]:
    """What the best match comes first by: the words, whose they are, how like, then the earliest report."""
    of_another = asked is not None and quote["speaker_pk"] not in asked
    found = one.kind != "near"
    published = quote["published"] or "9999"
    return (not found, of_another, ORDER[one.kind], -one.similarity, published, quote["pk"])


def _matches(db: Database, compared: list[tuple[Row, Comparison]], limit: int) -> list[Match]:
    """The best quote of each statement, with the statement."""
    best: dict[int, tuple[Row, Comparison]] = {}
    for quote, one in compared:
        best.setdefault(quote["statement_pk"], (quote, one))
    shown = dict(list(best.items())[:limit])
    found = {row["pk"]: row for row in statements.by_pk(db, list(shown))}
    return [Match(quote, found[pk], one) for pk, (quote, one) in shown.items()]
