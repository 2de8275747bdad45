"""The part of an article's text that a quote is shown in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text; offsets are code points into the whole text.

    `begins` and `ends` tell whether the whole text begins and ends with it; otherwise it may cut a word.
    """

    text: str
    start: int
    begins: bool
    ends: bool

    def between(self, start: int, end: int) -> str:
        """What stands there; what lies outside the window is left out."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]
