"""Tokenization in bounded time.

spaCy's tokenizer takes off a word's punctuation mark by mark and looks at all of the rest each time, so that
a word's time grows with the square of its length, and a long run of quotation marks would hold it up for
hours. Here nothing without white space reaches it that is longer than any real word, and no run of marks that
is longer than any real ornament.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from spacy.tokens import Doc

_LONGEST_WORD = 400
_LONGEST_RUN = 40
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # a surrogate alone cannot be encoded, so spaCy refuses it
_TOO_LONG = re.compile(rf"[^\w\s]{{{_LONGEST_RUN}}}(?=[^\w\s])|\S{{{_LONGEST_WORD}}}(?=\S)")


def bounded_tokenizer(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    """`tokenizer` for any text: over-long words are cut before it sees them.

    Halves of characters, which text that was cut or decoded badly may hold, become U+FFFD each.
    """

    def tokenize(text: str) -> Doc:
        text = _HALF_CHARACTER.sub("\ufffd", text)
        cuts = [match.end() for match in _TOO_LONG.finditer(text)]
        if not cuts:
            return tokenizer(text)
        edges = [0, *cuts, len(text)]
        parts = [tokenizer(text[start:end]) for start, end in pairwise(edges)]
        return Doc.from_docs(parts, ensure_whitespace=False)

    return tokenize
