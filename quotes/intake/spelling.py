"""Normal forms of words for comparison, without spaces, marks and differences in spelling."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def letters(text: str) -> str:
    """The letters and digits of a title or name, without accents and a leading "the"."""
    return _plain(text).removeprefix("the")


def words(text: str) -> list[str]:
    """The words of a text, without quotation marks and other punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
