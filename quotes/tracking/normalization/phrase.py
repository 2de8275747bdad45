"""Words in their text, for rules that read several of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from quotes.tracking.words import Word, placed_words, words_of

_JOINED = re.compile(r"[\s\u00ad\u200b\-‐‑]*")
_JOINED_BY_COMMA = re.compile(r"[\s\u00ad\u200b\-‐‑]*,?\s*")
_JOINED_BY_STOP = re.compile(r"\.?[\s\u00ad\u200b\-‐‑]*")
_NOTHING = re.compile(r"[\u00a0\u2009\u202f\u200b\u2060]*")
_APOSTROPHES = "'’‘‛ʼ`´′"


class Reading(NamedTuple):
    """Some words in their normal form, and the position after the last of them."""

    text: str
    end: int


class Phrase:
    """The words of a text, or some of them; after the last there are empty ones."""

    def __init__(self, text: str, words: Sequence[Word] | None = None) -> None:
        self.text = text
        self.written = words_of(text) if words is None else [word.text for word in words]
        self._words = words

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words with their positions, which cost more and are seldom needed for all texts."""
        return placed_words(self.text) if self._words is None else self._words

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(self.written)

    def has_any(self, words: Iterable[str]) -> bool:
        """Whether one of these words is in the text."""
        return not self._texts.isdisjoint(words)

    def __getitem__(self, at: int) -> str:
        return self.written[at] if at < len(self.written) else ""

    def joins(self, at: int, *, comma: bool = False, stop: bool = False) -> bool:
        """Whether only spaces and hyphens separate a word from the one before it.

        `comma` and `stop` allow one of these too.
        """
        if not 0 < at < len(self.written):
            return False
        pattern = _JOINED_BY_COMMA if comma else _JOINED_BY_STOP if stop else _JOINED
        return pattern.fullmatch(self._between(at)) is not None

    def touches(self, at: int, *, apostrophe: bool = False) -> bool:
        """Whether nothing visible separates a word from the one before it."""
        if not 0 < at < len(self.written):
            return False
        between = self._between(at)
        return _NOTHING.fullmatch(between) is not None or (apostrophe and between in set(_APOSTROPHES))

    def behind_apostrophe(self, at: int) -> bool:
        """Whether an apostrophe, or the single mark that looks like one, directly precedes a word."""
        start = self.words[at].start
        return start > 0 and self.text[start - 1] in _APOSTROPHES

    def before_apostrophe(self, at: int) -> bool:
        """Whether an apostrophe, or the single mark that looks like one, directly follows a word."""
        return self.text[self.words[at].end :][:1] in set(_APOSTROPHES)

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.words[at].start : self.words[at].start + 1].isupper()

    def _between(self, at: int) -> str:
        return self.text[self.words[at - 1].end : self.words[at].start]
