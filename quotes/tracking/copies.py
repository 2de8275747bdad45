"""Which articles are copies of one text, as when papers print a news agency's report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quotes.tracking.words import key_of, words_of

# Runs of this many words are compared; of each article, only those with the smallest keys.
RUN = 5
SKETCH = 128
# Copies are cut and edited, but share at least this part of the words of both.
LEAST_SHARED = 0.4


@lru_cache(maxsize=512)
def sketch(text: str) -> frozenset[int]:
    """A sample of a text's runs of words; similar texts have similar samples ("min-wise hashing")."""
    return frozenset(sorted(_runs(text))[:SKETCH])


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated share of runs that two texts have in common, from 0 to 1 (Jaccard)."""
    sample = sorted(one | other)[:SKETCH]
    return sum(key in one and key in other for key in sample) / len(sample) if sample else 0.0


def of_one_page(text: str, other: str) -> bool:
    """Whether two texts may be of one page: the longer contains as much of the shorter as copies do.

    One may be a teaser, or lack later additions.
    """
    shorter, longer = sorted((_runs(text), _runs(other)), key=len)
    return len(shorter & longer) >= LEAST_SHARED * len(shorter)


def copies(texts: Sequence[str]) -> list[int]:
    """For each text, the number of its group. Copies of copies are in the same group."""
    sketches = [sketch(text) for text in texts]
    groups = list(range(len(texts)))
    for at, one in enumerate(sketches):
        for before in range(at):
            if groups[before] != groups[at] and alike(one, sketches[before]) >= LEAST_SHARED:
                old, new = sorted((groups[at], groups[before]), reverse=True)
                groups = [new if group == old else group for group in groups]
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return [numbers[group] for group in groups]


def _runs(text: str) -> set[int]:
    words = words_of(text)
    return {key_of(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
