"""Whether words are spliced from separate passages, and which words come from which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotes.tracking.vocabulary import weight

# A shorter piece, or one of so little weight, could come from anywhere.
SHORTEST_PIECE = 4
LEAST_WEIGHT = 2.0
# The cost of a piece, in words, so that a few long ones are preferred to many short ones.
COST_OF_A_PIECE = 2.0
# Share of the words that need no source: an "and" between the pieces.
MOST_LOOSE = 0.12
LOOSE_WORDS = 2
# Pieces of one quote with at most this many other words between them are not separate.
NEXT_TO = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `a:b` of the question that are words `c:d` of the wording with this key."""

    key: int
    a: int
    b: int
    c: int
    d: int


def pieces_of(asked: Sequence[str], wordings: Mapping[int, Sequence[str]]) -> list[Piece]:
    """The pieces that the words are put together from, in order; empty if they are not.

    If several wordings contain the same piece, the first is taken, or one that contains another piece.
    """
    longest: list[list[Piece]] = [[] for _ in asked]
    for key, words in wordings.items():
        for piece in _runs(asked, words, key):
            longest[piece.a].append(piece)
    chosen = _joined(_cover(longest))
    covered = sum(piece.b - piece.a for piece in chosen)
    loose = len(asked) - covered
    if len(chosen) < 2 or loose > max(LOOSE_WORDS, MOST_LOOSE * len(asked)):
        return []
    return chosen


def _runs(asked: Sequence[str], words: Sequence[str], key: int) -> list[Piece]:
    """For each position of the question, the longest run that the words contain."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    after: dict[int, int] = {}
    found = []
    for a in range(len(asked) - 1, -1, -1):
        here = {c: after.get(c + 1, 0) + 1 for c in places.get(asked[a], ())}
        after = here
        if here:
            c = max(here, key=here.__getitem__)
            if here[c] >= SHORTEST_PIECE and sum(map(weight, asked[a : a + here[c]])) >= LEAST_WEIGHT:
                found.append(Piece(key, a, a + here[c], c, c + here[c]))
    return found


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with those merged that form one passage with words changed or left out."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.key == piece.key
            and piece.a - before.b <= NEXT_TO
            and 0 <= piece.c - before.d <= NEXT_TO
        ):
            joined[-1] = Piece(piece.key, before.a, piece.b, before.c, piece.d)
        else:
            joined.append(piece)
    return joined


def _cover(longest: list[list[Piece]]) -> list[Piece]:
    """The pieces that cover most words at the least cost."""
    worth = [0.0] * (len(longest) + 1)
    taken: list[Piece | None] = [None] * len(longest)
    for at in range(len(longest) - 1, -1, -1):
        worth[at] = worth[at + 1]
        for piece in longest[at]:
            value = piece.b - piece.a - COST_OF_A_PIECE + worth[piece.b]
            if value > worth[at]:
                worth[at], taken[at] = value, piece
    chosen, at = [], 0
    while at < len(longest):
        best = taken[at]
        if best is None:
            at += 1
        else:
            chosen.append(best)
            at = best.b
    return chosen
