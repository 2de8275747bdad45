"""Which quotes of one speaker are one statement.

Every quote that is a copy, a cut or a variant of others hangs on exactly one of them, its parent: the closest
among those that rank above it, fuller wordings ranking higher. The trees that come of it are the statements.
A parent depends on the quotes alone and not on the order in which they came, so neither does the grouping;
and since a quote has one parent, a phrase that stands in two speeches cannot tie the speeches together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rapidfuzz.distance import Indel

from quotes.tracking.contradiction import contradict
from quotes.tracking.normalization import normal_words
from quotes.tracking.vocabulary import is_negation
from quotes.tracking.words import contains

Kind = Literal["same", "cut", "variant"]

# Raised with every change of what is one statement, so that files grouped before are grouped again.
STATEMENTS_VERSION = 8

_ELLIPSIS = re.compile(r"\[?\s*(?:\u2026|\.\s?\.\s?\.)\s*\]?")
_SMALL_WORDS = frozenset(
    """a an the this that these those it its he his she her they their them we our us i my me you your is are
    was were be been being am has have had do does did will would shall should can could may might must to of
    in on at by for from with as and or but so if then than there here very more most some any all one who
    which what when where how about into over also just""".split()  # noqa: SIM905 - a word list
)
_KINDS: tuple[Kind, ...] = ("same", "cut", "variant")

# A shorter run of words is a phrase that anybody may use twice without repeating a statement.
SHORTEST_CUT = 5
# What shares this much of its words, and is long enough to do so by no accident, is worded differently.
LEAST_SIMILARITY = 0.72
SHORTEST_VARIANT = 8
LEAST_CONTENT = 5
# How many days two reports of one statement may be apart: when both say when it was said; when one is a
# variant; when it is so short that it may well be said again; and when an old speech is quoted later.
DATED_DAYS = 1
VARIANT_DAYS = 3
SHORT_DAYS = 7
QUOTED_AGAIN_DAYS = 400
SHORT_WORDS = 6
# So few words left out are no cut if they deny, though an ellipsis stands for them.
SHORT_GAP = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What of a quote decides its statement.

    `day` is when it was said, if the article says so (`dated`), or else when it was published; where it tells
    no more than the week, its first day, and `until` its last. `words` are in their normal form; `pieces` are
    those between ellipses, if it has any.
    """

    id: str
    text: str
    words: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    day: date | None
    dated: bool
    article: int
    pk: int = 0
    until: date | None = None

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """Greater for what is more likely the statement in full: longer, then surely dated, then earlier."""
        return len(self.words), self.dated, -(self.day or date.max).toordinal(), self.id


def pieces_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text between ellipses; nothing where it has none."""
    pieces = _ELLIPSIS.split(text)
    return () if len(pieces) == 1 else tuple(filter(None, (tuple(normal_words(piece)) for piece in pieces)))


def relation(one: Said, other: Said) -> Kind | None:
    """How two quotes of one speaker are one statement, if they are; the same whichever comes first."""
    lower, higher = sorted((one, other), key=lambda quote: quote.rank)
    kind = _wording(lower, higher)
    return kind if kind is not None and _near(lower, higher, kind) else None


def parent(quote: Said, others: Iterable[Said]) -> Said | None:
    """The quote that this one hangs on, among others of the same speaker; None for the root of a tree."""
    above = [other for other in others if _above(quote, other) and relation(quote, other)]
    return min(above, key=lambda other: _closeness(quote, other), default=None)


def closer(quote: Said, new: Said, present: Said | None) -> bool:
    """Whether `quote` would rather hang on `new` than on its `present` parent."""
    if not _above(quote, new) or relation(quote, new) is None:
        return False
    return present is None or _closeness(quote, new) < _closeness(quote, present)


def _above(quote: Said, other: Said) -> bool:
    return other.rank > quote.rank


def _closeness(quote: Said, other: Said) -> tuple[int, int, int, tuple[int, bool, int], str]:
    """Smaller for a closer parent: by wording, then by days, then the fuller one."""
    kind = relation(quote, other)
    assert kind is not None
    length, dated, day, identifier = other.rank
    return _KINDS.index(kind), not other.dated, _days(quote, other), (-length, not dated, -day), identifier


def _wording(lower: Said, higher: Said) -> Kind | None:
    if not lower.words:
        return None
    if lower.words == higher.words:
        return "same"
    if len(lower.words) >= SHORTEST_CUT and _in_order(lower.pieces or (lower.words,), higher.words):
        return "cut"
    if lower.article == higher.article or len(lower.words) < SHORTEST_VARIANT:
        return None
    if not _near(lower, higher, "variant"):  # asked first, since it costs the least
        return None
    alike = max(_similarity(lower.words, higher.words), _similarity(_content(lower), _content(higher)))
    return "variant" if alike >= LEAST_SIMILARITY and not contradict(lower.text, higher.text) else None


def _similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:  # to rapidfuzz, nothing is like nothing
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=LEAST_SIMILARITY)


def _content(quote: Said) -> tuple[str, ...]:
    """The words that a translation or a memory keeps, negations and numbers too; none where few are left."""
    kept = tuple(word for word in quote.words if word not in _SMALL_WORDS)
    return kept if len(kept) >= LEAST_CONTENT else ()


def _in_order(pieces: tuple[tuple[str, ...], ...], words: tuple[str, ...]) -> bool:
    """Whether the pieces stand in the words, each unbroken, in their order, and hide no mere denial."""
    rest = list(words)
    for number, piece in enumerate(pieces):
        if not contains(rest, list(piece)):
            return False
        at = next(at for at in range(len(rest)) if tuple(rest[at : at + len(piece)]) == piece)
        if number and at <= SHORT_GAP and any(map(is_negation, rest[:at])):
            return False
        rest = rest[at + len(piece) :]
    return True


def _near(lower: Said, higher: Said, kind: Kind) -> bool:
    short = len(lower.words) < SHORT_WORDS
    if lower.day is None or higher.day is None:
        return not short
    if lower.dated and higher.dated:
        return _days(lower, higher) <= DATED_DAYS
    if kind == "variant":
        return _days(lower, higher) <= VARIANT_DAYS
    return _days(lower, higher) <= (SHORT_DAYS if short else QUOTED_AGAIN_DAYS)


def _days(one: Said, other: Said) -> int:
    if one.day is None or other.day is None:
        return QUOTED_AGAIN_DAYS
    apart = max(one.day - (other.until or other.day), other.day - (one.until or one.day))
    return max(apart.days, 0)
