"""The part of an article's text around a quote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A range of a text; offsets are code points into the whole text.

    `begins` and `ends` tell whether it reaches the text's beginning and end; otherwise it may cut a word.
    """

    text: str
    start: int
    begins: bool
    ends: bool

    def between(self, start: int, end: int) -> str:
        """The text of a range, as far as it is inside the window."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]
