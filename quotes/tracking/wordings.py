"""What is computed once from a text's words, for all comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from quotes.tracking.normalization import wording_of
from quotes.tracking.words import fingerprints_of, key_of, runs_of

# At most this many texts are cached, each with a few hundred numbers: those of a large article.
KEPT = 2**13


class Compared(NamedTuple):
    """The keys of a wording.

    `key` is that of the words as written; the `words` themselves are in their normal form, and so are the
    words of `marks` (see `fingerprints_of`) and `runs` (see `runs_of`, one for each word).
    """

    key: int
    words: tuple[str, ...]
    marks: frozenset[int]
    runs: tuple[int, ...]


# Results of other processes that this one has not used yet.
_at_hand: dict[str, Compared] = {}


def have(words: Mapping[str, Compared]) -> None:
    """Take over what another process has computed for some texts; a limited number is kept."""
    if len(_at_hand) > KEPT:
        _at_hand.clear()
    _at_hand.update(words)


@lru_cache(maxsize=KEPT)
def compared(text: str) -> Compared:
    """What is needed to compare the words of a text."""
    return _at_hand.pop(text, None) or _compared(text)


def _compared(text: str) -> Compared:
    wording = wording_of(text)
    words = [form.text for form in wording.forms]
    return Compared(
        key_of(wording.written), tuple(words), frozenset(fingerprints_of(words)), tuple(runs_of(words))
    )
