"""What was changed between the words asked for and those found: a number, a name, a negation, or a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.lookup.alignment import Step
from quotes.tracking.vocabulary import SMALL_WORDS, is_negation, is_number, opposes
from quotes.tracking.words import Word, begins_sentence

Kind = Literal["number", "name", "negation", "word"]


@dataclass(frozen=True, slots=True)
class Change:
    """Words in the place of others; '' where some were put in or left out."""

    kind: Kind
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its words."""

    text: str
    words: Sequence[Word]

    def written(self, start: int, end: int) -> str:
        """The words from `start` to `end` as they are written."""
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def names(self, start: int, end: int, known: frozenset[str]) -> bool:
        """Whether one of these words is written as names are; in capitals alone, none is."""
        return not self.text.isupper() and any(self._is_name(word, known) for word in self.words[start:end])

    def _is_name(self, word: Word, known: frozenset[str]) -> bool:
        if word.text in SMALL_WORDS or not self.text[word.start : word.start + 1].isupper():
            return False
        return word.text in known or not begins_sentence(self.text, word)


def kind_of(change: Step, asked: Sequence[str], found: Sequence[str]) -> Kind:
    """The gravest kind that a change has by its words alone, which do not tell a name."""
    one, other = asked[change.a : change.b], found[change.c : change.d]
    if sum(map(is_negation, one)) != sum(map(is_negation, other)) or any(
        opposes(word, instead) for word in one for instead in other
    ):
        return "negation"
    beside = any(map(is_number, (*one, *other)))
    counts = [word for word in one if is_number(word, beside)]
    return "number" if counts != [word for word in other if is_number(word, beside)] else "word"


def change_of(change: Step, asked: Wording, found: Wording, known: frozenset[str]) -> Change:
    """A change, with its words as they are written; `known` are names, where a capital begins a sentence."""
    one = [word.text for word in asked.words[change.a : change.b]]
    other = [word.text for word in found.words[change.c : change.d]]
    kind = kind_of(Step(False, 0, len(one), 0, len(other)), one, other)
    named = asked.names(change.a, change.b, known) or found.names(change.c, change.d, known)
    if kind == "word" and named:
        kind = "name"
    return Change(kind, asked.written(change.a, change.b), found.written(change.c, change.d))
