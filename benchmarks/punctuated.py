"""Words with attached punctuation."""

from __future__ import annotations

import re

_CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def put(word: str, core: str) -> str:
    """Replace a word but keep its punctuation."""
    before, _, after = _CORE.match(word).groups()  # type: ignore[union-attr]
    return f"{before}{core}{after}"


def bare(word: str) -> str:
    """A word without its punctuation, in lower case."""
    return _CORE.match(word)[2].lower()  # type: ignore[index]
