"""Tokenization in bounded time.

spaCy's tokenizer strips a word's punctuation mark by mark and examines the whole rest each time, so that its
time grows with the square of the word's length: a long run of quotation marks would take hours. So strings
without white space that are longer than any real word, and runs of marks that are longer than any real
ornament, are cut before they reach it. Rare quotation marks, which it would leave attached to their word,
become tokens of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from spacy.tokens import Doc

from quotes.extraction.quotation.glyphs import FAMILIAR

_LONGEST_WORD = 400
_LONGEST_RUN = 40
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # spaCy refuses a lone surrogate, which cannot be encoded
_RARE_MARK = re.compile(f"´´|[{''.join(glyph for glyph in FAMILIAR if len(glyph) == 1)}]")
_TOO_LONG = re.compile(rf"[^\w\s]{{{_LONGEST_RUN}}}(?=[^\w\s])|\S{{{_LONGEST_WORD}}}(?=\S)")


def bounded_tokenizer(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    """`tokenizer` for any text: over-long words are cut before it sees them.

    Lone surrogates, which text that was cut or badly decoded may contain, each become U+FFFD.
    """

    def tokenize(text: str) -> Doc:
        text = _HALF_CHARACTER.sub("\ufffd", text)
        cuts = {match.end() for match in _TOO_LONG.finditer(text)}
        cuts.update(edge for match in _RARE_MARK.finditer(text) for edge in _around(text, match))
        if not cuts:
            return tokenizer(text)
        parts = [tokenizer(text[start:end]) for start, end in pairwise(sorted({0, *cuts, len(text)}))]
        return Doc.from_docs(parts, ensure_whitespace=False)

    return tokenize


def _around(text: str, mark: re.Match[str]) -> tuple[int, ...]:
    """The two edges of a mark; none if it is inside a word, as an apostrophe is."""
    start, end = mark.span()
    return () if text[start - 1 : start].isalnum() and text[end : end + 1].isalnum() else (start, end)
