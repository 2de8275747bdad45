"""What is left of words when spelling, spaces and marks are let go, to tell whether two are one."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def letters(text: str) -> str:
    """The letters and digits of a title or name, without accents and a leading "the"."""
    return _plain(text).removeprefix("the")


def words(text: str) -> list[str]:
    """The words of a text, its quotation marks and other signs left out."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
