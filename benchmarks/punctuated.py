"""Words with the punctuation that is attached to them."""

from __future__ import annotations

import re

_CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def put(word: str, core: str) -> str:
    """A word's punctuation round another."""
    before, _, after = _CORE.match(word).groups()  # type: ignore[union-attr]
    return f"{before}{core}{after}"


def bare(word: str) -> str:
    """A word without its punctuation, in small letters."""
    return _CORE.match(word)[2].lower()  # type: ignore[index]
