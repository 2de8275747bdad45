"""Find the paragraphs of a text.

Articles separate paragraphs by newlines, with or without a blank line. Plain text that was wrapped at a fixed
width also breaks lines inside paragraphs; there only a blank line ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\r[^\S\r]*\r|\u2029")
_WRAPPED_WIDTH = range(50, 101)
_COLUMN_WIDTH = range(12, 50)  # the width of a newspaper column; lines of headings and verse are shorter
_ENDS_A_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `text[start:end]`, without surrounding white space."""

    index: int
    start: int
    end: int


def split_paragraphs(text: str) -> list[Paragraph]:
    """All paragraphs of `text` that contain more than white space, in order."""
    lines = _lines(text)
    if _is_wrapped(text, lines):
        lines = _join_until_blank(text, lines)
    paragraphs: list[Paragraph] = []
    for start, end in lines:
        stretch = text[start:end]
        stripped = stretch.strip()
        if stripped:
            left = start + len(stretch) - len(stretch.lstrip())
            paragraphs.append(Paragraph(len(paragraphs), left, left + len(stripped)))
    return paragraphs


def wrapped_breaks(text: str) -> Iterator[tuple[int, int]]:
    """The line breaks inside paragraphs of a text that was wrapped at a fixed width."""
    lines = _lines(text)
    if not _is_wrapped(text, lines):
        return
    for (_, end), (start, _) in pairwise(lines):
        if not _BLANK_LINE.search(text[end : start + 1]):
            yield end, start


def _lines(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in _LINE.finditer(text)]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines inside blocks break mid-sentence at a steady width.

    In a narrow column, a line counts only if the next one begins in lower case.
    """
    inner = cut = column = 0
    for (start, end), (following, _) in pairwise(lines):
        if _BLANK_LINE.search(text[end : following + 1]):
            continue
        inner += 1
        line = text[max(start, end - 120) : end]
        if _ENDS_A_SENTENCE.search(line):
            continue
        cut += end - start in _WRAPPED_WIDTH
        column += end - start in _COLUMN_WIDTH and text[following : following + 1].islower()
    return (cut >= 3 and cut >= 0.6 * inner) or (column >= 3 and column >= 0.5 * inner)


def _join_until_blank(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and not _BLANK_LINE.search(text[joined[-1][1] : start + 1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
