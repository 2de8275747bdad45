"""The words around a time within its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.extraction.dating.attachment.layout import WORD, Layout
from quotes.extraction.dating.attachment.speech_words import words
from quotes.extraction.dating.expressions.recognition import TimeExpression

_POSSESSIVE = re.compile(r"['’]s?$")
_LEFT_REACH, _RIGHT_REACH = 120, 140  # characters


@dataclass(frozen=True, slots=True)
class ContextWindow:
    """A time expression with the words before and after it in its sentence, in lower case, with offsets."""

    expression: TimeExpression
    left: list[tuple[int, str]]
    right: list[tuple[int, str]]
    left_text: str
    right_text: str

    @property
    def before(self) -> str:
        return self.left[-1][1] if self.left else ""

    @property
    def after(self) -> str:
        return self.right[0][1] if self.right else ""

    @property
    def lead_in(self) -> list[str]:
        """The preposition and article at the start of the expression."""
        return self.expression.text[: self.expression.core - self.expression.start].lower().split()

    @property
    def possessive(self) -> bool:
        return bool(_POSSESSIVE.search(self.expression.text))


def context_window_of(layout: Layout, index: int, expression: TimeExpression) -> ContextWindow:
    sentence = layout.sentences[index]
    left_text = layout.outside[max(sentence.start, expression.start - _LEFT_REACH) : expression.start]
    right_text = layout.outside[expression.end : min(sentence.end, expression.end + _RIGHT_REACH)]
    left_at = expression.start - len(left_text)
    left = [(left_at + word.start(), _lowered(word[0])) for word in WORD.finditer(left_text)]
    right = [(expression.end + word.start(), word[0].lower()) for word in WORD.finditer(right_text)]
    return ContextWindow(expression, left, right, left_text, right_text)


def _lowered(word: str) -> str:
    """A word in lower case, unless it is capitalised as a name: "Meet the Press"."""
    lower = word.lower()
    return word if word != lower and lower in words("programme") else lower
