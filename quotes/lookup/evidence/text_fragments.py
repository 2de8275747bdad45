"""Links that open a web page at the quoted words: URL fragment text directives.

The grammar and the encoding follow https://wicg.github.io/scroll-to-text-fragment/: a directive is
`text=[prefix-,]start[,end][,-suffix]`. Each part is matched by whole words and within one block of the page,
so no part here extends over a line break of the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote as percent_encoded

from quotes.extraction.quotation.glyphs import CLOSING_EDGE, OPENING_EDGE
from quotes.lookup.evidence.text_window import Window

DELIMITER = ":~:"
# Longer quotes are given by their first and last words.
LONGEST_WHOLE = 300
EDGE_WORDS = 6
# Shorter quotes may occur elsewhere on the page, and are given with the neighbouring words.
FEW_WORDS = 6
BESIDE_WORDS = 4

# A word with attached punctuation; scripts without spaces are cut after their punctuation.
_STOPS = "\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f"
_WORD = re.compile(rf"[^\s{_STOPS}]+[{_STOPS}]*|\S")
LINE_ENDS = "\n\r\u2028\u2029"
_LINE = re.compile(f"[^{LINE_ENDS}]+")
_LETTER = re.compile(r"[^\W_]")


def link(url: str | None, window: Window, spans: Sequence[dict[str, Any]]) -> str | None:
    """The address of a page at these spans of its text; None if the page has no address."""
    if url is None:
        return None
    directives = [directive for span in spans if (directive := _directive(window, span)) is not None]
    if not directives:
        return url
    page, hash_sign, fragment = url.partition("#")
    kept = fragment.partition(DELIMITER)[0] if hash_sign else ""
    return f"{page}#{kept}{DELIMITER}{'&'.join(directives)}"


def _directive(window: Window, span: dict[str, Any]) -> str | None:
    """The directive for the words of one span, without the marks around them; None if there are no words."""
    start, end = inside(window.text, span["start"] - window.start, span["end"] - window.start)
    lines = [(line.start(), line.end()) for line in _LINE.finditer(window.text, start, end)]
    lines = [line for line in lines if _LETTER.search(window.text, *line)]
    if not lines:
        return None
    words = [_words(window.text, *line) for line in lines]
    short = lines[0][1] - lines[0][0] <= LONGEST_WHOLE or len(words[0]) < 2 * EDGE_WORDS
    if len(lines) == 1 and short:
        parts = [_text(window.text, words[0])]
    else:
        parts = [_text(window.text, words[0][:EDGE_WORDS]), _text(window.text, words[-1][-EDGE_WORDS:])]
    if sum(map(len, words)) < FEW_WORDS:
        parts = [*_prefix(window, words[0][0][0]), *parts, *_suffix(window, words[-1][-1][1])]
    return "text=" + ",".join(parts)


def inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the words inside the quotation marks, if there are any marks."""
    for _ in range(2):  # a mark may be written as two
        if text[start:end].startswith(tuple(OPENING_EDGE)):
            start += 1
        if text[start:end].endswith(tuple(CLOSING_EDGE)):
            end -= 1
    return start, end


def _prefix(window: Window, end: int) -> list[str]:
    """The words on the line before a position, as a directive's prefix."""
    line = max(window.text.rfind(sign, 0, end) for sign in LINE_ENDS) + 1
    words = _words(window.text, line, end)
    if line == 0 and not window.begins:
        words = words[1:]  # the first may be cut
    words = words[-BESIDE_WORDS:]
    return [f"{_text(window.text, words)}-"] if _tell(window.text, words) else []


def _suffix(window: Window, start: int) -> list[str]:
    """The words on the line after a position, as a directive's suffix."""
    ends = [at for sign in LINE_ENDS if (at := window.text.find(sign, start)) >= 0]
    words = _words(window.text, start, min(ends, default=len(window.text)))
    if not ends and not window.ends:
        words = words[:-1]
    words = words[:BESIDE_WORDS]
    return [f"-{_text(window.text, words)}"] if _tell(window.text, words) else []


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(word.start(), word.end()) for word in _WORD.finditer(text, start, end)]


def _tell(text: str, words: list[tuple[int, int]]) -> bool:
    return any(_LETTER.search(text, *word) for word in words)


def _text(text: str, words: list[tuple[int, int]]) -> str:
    """The text from the first to the last word, with white space as on a page, percent-encoded.

    Hyphens are encoded too, though addresses may contain them, because they mark a prefix and a suffix.
    """
    stretch = " ".join(text[words[0][0] : words[-1][1]].split())
    return percent_encoded(stretch, safe="").replace("-", "%2D")
