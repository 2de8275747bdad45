"""The word of speaking that a time is attached to, and the clause that contains both."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.dating.attachment.attachments import AttachedTime
from quotes.extraction.dating.attachment.layout import WORD, Layout
from quotes.extraction.dating.attachment.speech_words import words

_REACH = 100  # characters
_CLAUSE_WORDS = 10
_HAD_WORDS = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """How the sentence of a time describes the speech event.

    `word` is the word that the time is attached to ("" if none). `clause` is the word that begins a
    subordinate clause ("after", "who"), "" in the main clause; `opens` tells that this clause begins the
    sentence. `had` marks the past perfect.
    """

    word: str
    clause: str
    opens: bool
    had: bool


def wording(layout: Layout, attached: AttachedTime) -> Wording:
    """How the words around a time describe the speech event."""
    found = WORD.match(layout.outside, attached.anchor) if attached.anchor >= 0 else None
    word = found[0].lower() if found else ""
    end = (
        attached.expression.start if attached.anchor < 0 else min(attached.anchor, attached.expression.start)
    )
    start = layout.sentences[attached.sentence].start
    near = max(start, end - _REACH)
    before = [found[0].lower() for found in WORD.finditer(layout.outside, near, max(near, end))]
    clause = next((one for one in reversed(before[-_CLAUSE_WORDS:]) if one in words("clause")), "")
    return Wording(
        word=word,
        clause=clause,
        opens=near == start and len(before) <= _CLAUSE_WORDS and before[:1] == [clause],
        had="had" in before[-_HAD_WORDS:],
    )
