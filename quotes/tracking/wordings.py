"""What is computed of a text's words once, for all comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from quotes.tracking.normalization import wording_of
from quotes.tracking.words import fingerprints_of, key_of, runs_of

# So many texts are kept, each with a few hundred numbers at most: what a large article quotes.
KEPT = 2**13


class Compared(NamedTuple):
    """What a wording is known and found by.

    `key` is that of the words as they are written; the `words` themselves are in their normal form, and so
    are those that `marks` (see `fingerprints_of`) and `runs` (see `runs_of`, one for each word) are made of.
    """

    key: int
    words: tuple[str, ...]
    marks: frozenset[int]
    runs: tuple[int, ...]


# What other processes have computed and this one has not asked for yet.
_at_hand: dict[str, Compared] = {}


def have(words: Mapping[str, Compared]) -> None:
    """Have at hand what another process has computed of some texts, until there is too much of it."""
    if len(_at_hand) > KEPT:
        _at_hand.clear()
    _at_hand.update(words)


@lru_cache(maxsize=KEPT)
def compared(text: str) -> Compared:
    """What the words of a text are compared by."""
    return _at_hand.pop(text, None) or _compared(text)


def _compared(text: str) -> Compared:
    wording = wording_of(text)
    words = [form.text for form in wording.forms]
    return Compared(
        key_of(wording.written), tuple(words), frozenset(fingerprints_of(words)), tuple(runs_of(words))
    )
