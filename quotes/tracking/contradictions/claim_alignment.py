"""Align two claims word by word: what they have in common, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import Indel

from quotes.tracking.contradictions.claims import Claim, listed
from quotes.tracking.contradictions.wording_contradiction import Place
from quotes.tracking.words import Word

Where = Literal["before", "within", "behind"]
_SETTING_OFF = frozenset(",;:()\u2013\u2014")


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference of two claims: words `a:b` of one and `c:d` of the other; either may be empty."""

    where: Where
    a: int
    b: int
    c: int
    d: int


class AlignedClaims:
    """Two claims, aligned by the stems of their words.

    `same` has the positions of each common word, `gaps` the words between them on either side.
    """

    def __init__(self, one: Claim, other: Claim) -> None:
        self.one, self.other = one, other
        blocks = [step for step in Indel.opcodes(one.stems, other.stems) if step.tag == "equal"]
        self.same = [
            (step.src_start + at, step.dest_start + at)
            for step in blocks
            for at in range(step.src_end - step.src_start)
        ]
        self.gaps = [self._without_further_clauses(gap) for gap in self._gaps()]

    @cached_property
    def shared(self) -> int:
        """How many content words are the same."""
        return sum(self.one.content[i] for i, _ in self.same)

    def _gaps(self) -> Iterator[Gap]:
        a = c = 0
        for i, j in (*self.same, (len(self.one.words), len(self.other.words))):
            if a < i or c < j:
                where: Where = "within" if a or c else "before"
                yield Gap("behind" if i == len(self.one.words) else where, a, i, c, j)
            a, c = i + 1, j + 1

    def _without_further_clauses(self, gap: Gap) -> Gap:
        """A gap at the end without further clauses that only one of the two has."""
        if gap.where != "behind":
            return gap
        b = gap.a if _is_new_clause(self.one, gap.a) else gap.b
        d = gap.c if _is_new_clause(self.other, gap.c) else gap.d
        return Gap(gap.where, gap.a, b, gap.c, d)

    def sides(self, gap: Gap) -> tuple[list[str], list[str]]:
        """The words of each side, in their normal form."""
        return [word.text for word in self.one.words[gap.a : gap.b]], [
            word.text for word in self.other.words[gap.c : gap.d]
        ]

    def place(self, gap: Gap) -> Place:
        return Place(self.one.words[gap.a : gap.b], self.other.words[gap.c : gap.d])

    def content(self, gap: Gap) -> tuple[list[Word], list[Word]]:
        """The content words of each side."""
        sides = ((self.one, gap.a, gap.b), (self.other, gap.c, gap.d))
        one, other = ([claim.words[at] for at in range(a, b) if claim.content[at]] for claim, a, b in sides)
        return one, other


def _is_new_clause(claim: Claim, at: int) -> bool:
    """Whether a word begins a new clause: after a comma, or by being a word that begins clauses."""
    if at == 0 or at >= len(claim.words):
        return False
    between = claim.text[claim.words[at - 1].end : claim.words[at].start]
    return not _SETTING_OFF.isdisjoint(between) or claim.words[at].text in listed("new_clause")
