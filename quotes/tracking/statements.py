"""Which quotes of one speaker are one statement.

A quote that is a copy, a part or a variant of others is attached to exactly one of them, its parent: the
closest of those with fuller wordings. The resulting trees are the statements. A parent depends only on the
quotes, not on the order in which they arrived, and so does the grouping. Because a quote has only one parent,
a phrase that occurs in two speeches cannot join the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from quotes.tracking.contradictions.wording_contradiction import contradict, contradict_in_common
from quotes.tracking.normalization import normal_words
from quotes.tracking.vocabulary import is_negation
from quotes.tracking.words import contains

Kind = Literal["same", "cut", "overlap", "variant"]

# Increased whenever these rules change, so that older files are grouped again.
STATEMENTS_VERSION = 9

_ELLIPSIS = re.compile(r"\[?\s*(?:\u2026|\.\s?\.\s?\.)\s*\]?")
_SMALL_WORDS = frozenset(
    """a an the this that these those it its he his she her they their them we our us i my me you your is are
    was were be been being am has have had do does did will would shall should can could may might must to of
    in on at by for from with as and or but so if then than there here very more most some any all one who
    which what when where how about into over also just""".split()  # noqa: SIM905 - a word list
)
_KINDS: tuple[Kind, ...] = ("same", "cut", "overlap", "variant")

# A shorter run of words may be used twice without repeating a statement.
SHORTEST_CUT = 5
# A wording that shares this part of its words, and is long enough for this not to be chance, is a variant.
LEAST_SIMILARITY = 0.72
SHORTEST_VARIANT = 8
LEAST_CONTENT = 5
# This many words in a row that two reports share are not chance.
SHARED_RUN = 8
# Shorter runs count towards how much of a report another contains.
LEAST_RUN = 3
# How many days two reports of one statement may be apart: if both certainly say when it was said; if one is a
# variant, or shares less than half of its words; if it is so short, or so plain, that it may be said again;
# and if an old speech is quoted later.
DATED_DAYS = 1
VARIANT_DAYS = 3
SHORT_DAYS = 7
QUOTED_AGAIN_DAYS = 400
SHORT_WORDS = 9
PLAIN_WORDS = 4
# If no day is known at all, fewer words than these are no evidence for one statement.
UNDATED_WORDS = 6
# Two dates keep equal words apart if the probability that both are right is at least this. The lower the
# probability, the more days may separate the reports.
BOTH_RIGHT = 0.8
# Removing at most this many words that deny is not a cut, even if an ellipsis marks it.
SHORT_GAP = 4


class _Seen(NamedTuple):
    """What is compared of two wordings before their words are: which words occur, and how many are repeated.

    `runs` are the hashes of each SHARED_RUN words in a row.
    """

    different: frozenset[str]
    repeated: int
    content: tuple[str, ...]
    runs: frozenset[int]


@lru_cache(maxsize=2**13)
def _seen(words: tuple[str, ...]) -> _Seen:
    different = frozenset(words)
    content = tuple(word for word in words if word not in _SMALL_WORDS)
    runs = frozenset(hash(words[at : at + SHARED_RUN]) for at in range(len(words) - SHARED_RUN + 1))
    return _Seen(different, len(words) - len(different), content, runs)


@dataclass(frozen=True, slots=True)
class Said:
    """What decides the statement of a quote.

    `day` is when it was said, if the article says so, or else when it was published; if only the week is
    known, its first day, and `until` its last. `sure` is the probability that a day given by the article is
    right, from 0 (it gives none) to 1. `words` are in their normal form; `pieces` are the words between
    ellipses, if there are any.
    """

    id: str
    text: str
    words: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    day: date | None
    sure: float
    article: int
    pk: int = 0
    until: date | None = None
    rank: tuple[int, float, int, str] = field(init=False)
    """Greater for the fuller statement: longer, then with a more certain date, then earlier."""
    _seen: _Seen = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rank = len(self.words), self.sure, -(self.day or date.max).toordinal(), self.id
        object.__setattr__(self, "rank", rank)  # used at every comparison

    @property
    def seen(self) -> _Seen:
        """The summary of the words, computed at the first comparison and then kept."""
        try:
            return self._seen
        except AttributeError:
            object.__setattr__(self, "_seen", _seen(self.words))
            return self._seen


def pieces_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text between ellipses; empty if there are none."""
    pieces = _ELLIPSIS.split(text)
    return () if len(pieces) == 1 else tuple(filter(None, (tuple(normal_words(piece)) for piece in pieces)))


def relation(one: Said, other: Said) -> Kind | None:
    """How two quotes of one speaker report one statement, if they do; symmetric."""
    lower, higher = (one, other) if one.rank < other.rank else (other, one)
    kind = _wording(lower, higher)
    return kind if kind is not None and _near(lower, higher, kind) else None


def parent(quote: Said, others: Iterable[Said]) -> Said | None:
    """The parent of a quote among others of the same speaker; None if it is the root of a tree."""
    above = [other for other in others if _above(quote, other) and relation(quote, other)]
    return min(above, key=lambda other: _closeness(quote, other), default=None)


def closer(quote: Said, new: Said, present: Said | None) -> bool:
    """Whether `new` is a closer parent for `quote` than its `present` one."""
    if not _above(quote, new) or relation(quote, new) is None:
        return False
    return present is None or _closeness(quote, new) < _closeness(quote, present)


def related(quote: Said, others: Iterable[Said]) -> list[Said]:
    """The other quotes that report the same statement: possible parents and children."""
    return [other for other in others if relation(quote, other) is not None]


def _above(quote: Said, other: Said) -> bool:
    return other.rank > quote.rank


def _closeness(quote: Said, other: Said) -> tuple[int, float, int, tuple[int, float, int], str]:
    """Smaller for a closer parent: by wording, then by days, then by fullness."""
    kind = relation(quote, other)
    assert kind is not None
    length, sure, day, identifier = other.rank
    return _KINDS.index(kind), -sure, _days(quote, other), (-length, -sure, -day), identifier


def _wording(lower: Said, higher: Said) -> Kind | None:
    if not lower.words:
        return None
    if lower.words == higher.words:
        return "same"
    one, other = lower.seen, higher.seen
    if (
        len(lower.words) >= SHORTEST_CUT
        and one.different <= other.different
        and _in_order(lower.pieces or (lower.words,), higher.words)
    ):
        return "cut"
    if lower.article == higher.article or len(lower.words) < SHORTEST_VARIANT:
        return None
    if not one.runs.isdisjoint(other.runs) and _holds(lower, higher):
        return "overlap"
    if not _near(lower, higher, "variant"):  # first, because it is cheapest
        return None
    return "variant" if _alike(lower, higher) and not contradict(lower.text, higher.text) else None


def _holds(lower: Said, higher: Said) -> bool:
    """Whether two reports share many words in a row: most of the shorter one, or of nearly the same days.

    If only a small part is shared, it must be meaningful: "and I am going to be the next" is not.
    """
    steps = Indel.opcodes(lower.words, higher.words)
    equal = [step.src_end - step.src_start for step in steps if step.tag == "equal"]
    if 2 * sum(length for length in equal if length >= LEAST_RUN) < len(lower.words):
        telling = len(set(_seen(_shared(lower, higher)).content)) >= LEAST_CONTENT
        if not telling or not _near(lower, higher, "variant"):
            return False
    return not contradict_in_common(lower.text, higher.text)


def _shared(lower: Said, higher: Said) -> tuple[str, ...]:
    """The words in all runs of eight that both contain."""
    there = higher.seen.runs
    starts = [at for at in range(len(lower.words)) if hash(lower.words[at : at + SHARED_RUN]) in there]
    places = sorted({at + more for at in starts for more in range(SHARED_RUN)})
    return tuple(lower.words[at] for at in places if at < len(lower.words))


def _alike(lower: Said, higher: Said) -> bool:
    """Whether all words of two reports, or the meaningful ones, are nearly the same."""
    one, other = lower.seen, higher.seen
    common = len(one.different & other.different) + min(one.repeated, other.repeated)
    pairs = (lower.words, higher.words), (one.content, other.content)
    if max(_at_most(common, *pair) for pair in pairs) < LEAST_SIMILARITY:  # first, because it is fast
        return False
    words = _similarity(lower.words, higher.words)
    return words >= LEAST_SIMILARITY or _similarity(_telling(one), _telling(other)) >= LEAST_SIMILARITY


def _at_most(common: int, one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """An upper bound for the similarity of two texts with so many words in common."""
    return 2 * min(common, len(one), len(other)) / (len(one) + len(other) or 1)


def _similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:  # rapidfuzz finds nothing similar to an empty list
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=LEAST_SIMILARITY)


def _telling(words: _Seen) -> tuple[str, ...]:
    """The words that a translation or a memory keeps, with negations and numbers; empty if too few."""
    return words.content if len(words.content) >= LEAST_CONTENT else ()


def _in_order(pieces: tuple[tuple[str, ...], ...], words: tuple[str, ...]) -> bool:
    """Whether the words contain the pieces, each unbroken and in order, without hiding a mere negation."""
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
    if lower.day is None or higher.day is None:
        return len(lower.words) >= UNDATED_WORDS
    both_right = lower.sure * higher.sure
    if both_right >= BOTH_RIGHT:
        most = DATED_DAYS
    elif kind == "variant":
        most = VARIANT_DAYS
    else:
        short = len(lower.words) < SHORT_WORDS or len(set(lower.seen.content)) < PLAIN_WORDS
        days = SHORT_DAYS if short else QUOTED_AGAIN_DAYS
        most = max(DATED_DAYS, int(days * (1 - both_right / BOTH_RIGHT)))
    return _days(lower, higher) <= most


def _days(one: Said, other: Said) -> int:
    if one.day is None or other.day is None:
        return QUOTED_AGAIN_DAYS
    apart = max(one.day - (other.until or other.day), other.day - (one.until or one.day))
    return max(apart.days, 0)
