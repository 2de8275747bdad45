"""The changes between the words of the question and those found, and mere differences of writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

from quotes.lookup.comparison.alignment import Alignment, Side, Step
from quotes.tracking.normalization import Dress, Wording
from quotes.tracking.vocabulary import SMALL_WORDS, is_negation, is_number, opposes
from quotes.tracking.words import Word, begins_sentence

Grave = Literal["negation", "number", "name", "word"]
Kind = Grave | Dress
# The most serious first.
CHANGES: tuple[Kind, ...] = (*get_args(Grave), *get_args(Dress))


@dataclass(frozen=True, slots=True)
class Change:
    """A replacement of words; '' if words were inserted or left out."""

    kind: Kind
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """Written words `asked[a:b]` that correspond to `found[c:d]`; either may be empty.

    `kind` is the kind of change, judged without knowing names; None if there is no change. If the words are
    the same after all (`same`), it says how they are written differently.
    """

    same: bool
    a: int
    b: int
    c: int
    d: int
    kind: Kind | None = None


def written_steps(alignment: Alignment, asked: Side, found: Side) -> Iterator[WrittenStep]:
    """The steps of an alignment in written words, each change no longer than the words that differ."""
    last: WrittenStep | None = None
    for step in chain.from_iterable(_written(step, asked, found) for step in alignment.steps):
        if last is not None and last.same and step.same and last.kind is step.kind is None:
            last = WrittenStep(True, last.a, step.b, last.c, step.d)
        else:
            if last is not None:
                yield last
            last = step
    if last is not None:
        yield last


def _written(step: Step, asked: Side, found: Side) -> Iterator[WrittenStep]:
    if not step.same:
        return _change(step, asked, found)
    if step.b - step.a == step.d - step.c:
        return _same(step, asked, found)
    return iter((WrittenStep(True, *asked.place(step.a, step.b), *found.place(step.c, step.d)),))


def _change(step: Step, asked: Side, found: Side) -> Iterator[WrittenStep]:
    """A change, separated from words it has in common: the "million" of "3 million" and "5 million"."""
    (a, b), (c, d) = asked.place(step.a, step.b), found.place(step.c, step.d)
    one, other = asked.written_words(step.a, step.b), found.written_words(step.c, step.d)
    before = _shared(one, other)
    behind = _shared(one[before:][::-1], other[before:][::-1])
    kind = kind_of(step, asked.words, found.words)
    if before:
        yield WrittenStep(True, a, a + before, c, c + before)
    yield WrittenStep(False, a + before, b - behind, c + before, d - behind, kind)
    if behind:
        yield WrittenStep(True, b - behind, b, d - behind, d)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (word, instead) in pairs if word != instead), min(len(one), len(other)))


def _same(step: Step, asked: Side, found: Side) -> Iterator[WrittenStep]:
    """The same words, with each place marked where they are written differently."""
    start = 0
    for end in range(1, step.b - step.a + 1):
        if end < step.b - step.a and (_goes_on(asked, step.a + end) or _goes_on(found, step.c + end)):
            continue
        a, b, c, d = step.a + start, step.a + end, step.c + start, step.c + end
        yield WrittenStep(True, *asked.place(a, b), *found.place(c, d), _dress(asked, a, b, found, c, d))
        start = end


def _goes_on(side: Side, at: int) -> bool:
    """Whether a form belongs to the same written word as the one before it."""
    return side.forms[at].first == side.forms[at - 1].first


def _dress(asked: Side, a: int, b: int, found: Side, c: int, d: int) -> Dress | None:
    """How the same words are written differently, if they are."""
    if asked.written_words(a, b) == found.written_words(c, d):
        return None
    forms = (*asked.forms[a:b], *found.forms[c:d])
    return next((form.dress for form in forms if form.dress is not None), None)


def kind_of(change: Step, asked: Sequence[str], found: Sequence[str]) -> Kind:
    """The most serious kind of a change, judged by its words alone, without knowing names."""
    one, other = asked[change.a : change.b], found[change.c : change.d]
    if sum(map(is_negation, one)) != sum(map(is_negation, other)) or any(
        opposes(word, instead) for word in one for instead in other
    ):
        return "negation"
    one, other = _with_days_apart(one), _with_days_apart(other)
    beside = any(map(is_number, (*one, *other)))
    counts = [word for word in one if is_number(word, beside)]
    return "number" if counts != [word for word in other if is_number(word, beside)] else "word"


def _with_days_apart(words: Sequence[str]) -> list[str]:
    """Words with a day of the month as two words, so that a different month is not a different number."""
    return [part for word in words for part in (word.split("-") if word[0].isalpha() else [word])]


def change_of(step: WrittenStep, asked: Wording, found: Wording, known: frozenset[str]) -> Change:
    """A change, with its words as written; `known` are names that count even at a sentence's beginning."""
    kind = step.kind or "word"
    if kind == "word" and (_names(asked, step.a, step.b, known) or _names(found, step.c, step.d, known)):
        kind = "name"
    return Change(kind, asked.as_written(step.a, step.b), found.as_written(step.c, step.d))


def _names(wording: Wording, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether one of these words is written like a name; in capitals alone, none counts as one."""
    words = wording.words[start:end]
    return not wording.text.isupper() and any(_is_name(wording.text, word, known) for word in words)


def _is_name(text: str, word: Word, known: frozenset[str]) -> bool:
    if word.text in SMALL_WORDS or not text[word.start : word.start + 1].isupper():
        return False
    return word.text in known or not begins_sentence(text, word)
