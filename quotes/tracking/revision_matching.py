"""Match the quotes of two readings of an article, so that ids and people's decisions are kept."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rapidfuzz.distance import Indel

Spans = Sequence[tuple[int, int]]
Words = Sequence[Hashable]
Pairs = dict[int, int]

# A quote of the changed text is a new one if it shares less than this part of its words.
LEAST_SIMILARITY = 0.6


def by_place(before: Sequence[Spans], after: Sequence[Spans]) -> Pairs:
    """For a text that is read again: new quote's number → number of the old one it overlaps most."""
    overlaps = [
        (_overlap(old, new), -at, -was)
        for was, old in enumerate(before)
        for at, new in enumerate(after)
        if _overlap(old, new) > 0
    ]
    return _best(overlaps)


def by_words(before: Sequence[Words], after: Sequence[Words]) -> Pairs:
    """For a text that has changed: new quote's number → number of an old one with the same words.

    If several have the same words, they are matched in order.
    """
    left: dict[tuple[Hashable, ...], list[int]] = {}
    for was, words in enumerate(before):
        left.setdefault(tuple(words), []).append(was)
    pairs = {}
    for at, words in enumerate(after):
        same = left.get(tuple(words))
        if same:
            pairs[at] = same.pop(0)
    return pairs


def changed(before: Sequence[Words], after: Sequence[Words], pairs: Pairs) -> Pairs:
    """For quotes left over by `by_words`: new quote's number → number of the old one it rewords."""
    gone = [was for was in range(len(before)) if was not in pairs.values()]
    new = [at for at in range(len(after)) if at not in pairs]
    alike = [(Indel.normalized_similarity(before[was], after[at]), -at, -was) for was in gone for at in new]
    return _best([one for one in alike if one[0] >= LEAST_SIMILARITY])


def _best(scored: Sequence[tuple[float, int, int]]) -> Pairs:
    """Pairs from (score, -new, -old), the best first, with each number in at most one pair."""
    pairs: Pairs = {}
    for _, new, old in sorted(scored, reverse=True):
        if -new not in pairs and -old not in pairs.values():
            pairs[-new] = -old
    return pairs


def _overlap(one: Spans, other: Spans) -> int:
    return sum(max(0, min(end, till) - max(start, since)) for start, end in one for since, till in other)
