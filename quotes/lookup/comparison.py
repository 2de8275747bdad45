"""How words that are asked for compare with words that were found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import Indel

from quotes.lookup.alignment import Alignment, Step, align, position
from quotes.lookup.changes import Change, Wording, change_of, kind_of
from quotes.tracking.vocabulary import is_negation, is_number, weight
from quotes.tracking.words import placed_words, words_of

Kind = Literal["verbatim", "trimmed", "altered", "spliced", "near"]
Op = Literal["equal", "replace", "delete", "insert"]

# How much of the weight of all words must be the same for the passage to be the same with words changed:
# where it is all that was found, and where it is a part of that, which is the likelier by chance the more
# there is to choose from.
LEAST_OF_ALL, LEAST_OF_A_PART = 0.6, 0.7
# What shares fewer of the words is not looked at more closely.
LEAST_COMMON = 0.4
# From so many words on, all need be as much alike as a part.
MANY = 10
# The same words of a part weigh at least this; and of all, one word may be changed in so many.
LEAST_WEIGHT_OF_A_PART = 2.0
ONE_CHANGED_IN = 4
# So much of what was found is nearly all of it.
NEARLY_ALL = 0.75
# More words changed in one place are another passage, in one that is short.
LONGEST_CHANGE = 4
# A number or a name in the place of another weighs no more than this, however many words it has.
NAMED_OR_COUNTED = 1.0
# So few words left out may be hidden behind an ellipsis only if they neither deny nor count.
SHORT_GAP = 4
# What stands with a negation, and goes with it where only the negation is left out.
_WITH_NEGATION = frozenset(
    words_of("do does did is are was were will would can could should has have had it")
)

_ELLIPSIS = re.compile(r"[\[(]?\s*(?:\u2026|\.\s?\.\s?\.)[.\s]*[\])]?")


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words as written, and what became of it between the words asked for and those found."""

    op: Op
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Part:
    """Words asked for and the stretch `start:end` of what was found, in code points, that they are from."""

    asked: str
    found: str
    start: int
    end: int


class Asked:
    """The words asked for, and what is worked out of them once for all comparisons."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        pieces = [words_of(piece) for piece in _ELLIPSIS.split(text)] if _ELLIPSIS.search(text) else []
        self.pieces = [piece for piece in pieces if piece]

    @cached_property
    def wording(self) -> Wording:
        """The words with their places."""
        return Wording(self.text, placed_words(self.text))


@dataclass(frozen=True)
class Comparison:
    """What the words found are to the words asked for.

    `similarity` compares with all that was found; `likeness` is how much of the weight of the words asked
    for, and of those that stand in their stretch, is the same. Both are from 0 to 1.
    """

    kind: Kind
    similarity: float
    likeness: float
    asked: Asked
    text: str
    words: Sequence[str]

    @cached_property
    def alignment(self) -> Alignment:
        """Which words are which."""
        return _alignment(self.asked, self.words)

    @cached_property
    def found(self) -> Wording:
        """The words found, with their places."""
        return Wording(self.text, placed_words(self.text))

    @property
    def difference(self) -> tuple[Difference, ...]:
        """All words asked for and all words found, in order."""
        found, steps = self.found, self.alignment.steps
        before = Step(False, 0, 0, 0, self.alignment.start)
        after = Step(False, steps[-1].b, steps[-1].b, self.alignment.end, len(found.words))
        return tuple(
            Difference(_op(step), self.asked.wording.written(step.a, step.b), found.written(step.c, step.d))
            for step in (before, *steps, after)
            if step.a < step.b or step.c < step.d
        )

    def changes(self, known: frozenset[str] = frozenset()) -> tuple[Change, ...]:
        """What was changed; of words that were merely cut off, a negation right before them.

        `known` are names, which are so where a capital letter begins a sentence, too.
        """
        found = self.found
        if self.kind == "altered":
            changes = _changes(self.alignment, self.asked.words, [word.text for word in found.words])
            return tuple(change_of(step, self.asked.wording, found, known) for step in changes)
        start = self.alignment.start
        if self.kind == "trimmed" and start and is_negation(found.words[start - 1].text):
            return (Change("negation", "", found.written(start - 1, start)),)
        return ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Which words asked for are from which stretch; there is none for what is merely near."""
        if self.kind == "near":
            return ()
        if self.kind != "trimmed":
            steps = self.alignment.steps
            return (self.part(steps[0].a, steps[-1].b, self.alignment.start, self.alignment.end),)
        return tuple(self.part(step.a, step.b, step.c, step.d) for step in self.alignment.same)

    def part(self, a: int, b: int, c: int, d: int) -> Part:
        """The words `a:b` asked for, from the words `c:d` found."""
        found = self.found
        start, end = found.words[c].start, found.words[d - 1].end
        return Part(self.asked.wording.written(a, b), self.text[start:end], start, end)


def compare(asked: str | Asked, text: str) -> Comparison:
    """Compare two texts word by word; quotation marks, dashes, case and spacing do not count.

    Asked words are `trimmed` when they are an unbroken part of those found, or several in their order with an
    ellipsis for what is left out; `altered` when they are the same passage with words changed.
    """
    asked = Asked(asked) if isinstance(asked, str) else asked
    found = words_of(text)
    similarity = Indel.normalized_similarity(asked.words, found)
    common = similarity * (len(asked.words) + len(found)) / 2
    if common < LEAST_COMMON * len(asked.words):
        return Comparison("near", round(similarity, 4), common / 2 / len(asked.words), asked, text, found)
    alignment = _alignment(asked, found)
    likeness = _likeness(alignment, asked.words, found)
    kind = _kind(alignment, asked, found, likeness)
    similarity = 1.0 if kind == "verbatim" else round(similarity, 4)
    return Comparison(kind, similarity, likeness, asked, text, found)


def _alignment(asked: Asked, found: Sequence[str]) -> Alignment:
    return _with_ellipses(asked, found) or align(asked.words, found)


def _with_ellipses(asked: Asked, found: Sequence[str]) -> Alignment | None:
    """The pieces between ellipses in their order, with little-known words left out between them."""
    if len(asked.pieces) < 2 or position(asked.words, found) is not None:
        return None
    steps: list[Step] = []
    a = c = 0
    for piece in asked.pieces:
        at = position(piece, found[c:])
        if at is None:
            return None
        if steps and at:
            steps.append(Step(False, a, a, c, c + at))
        steps.append(Step(True, a, a + len(piece), c + at, c + at + len(piece)))
        a, c = steps[-1].b, steps[-1].d
    return Alignment(tuple(steps), steps[0].c, c)


def _kind(alignment: Alignment, asked: Asked, found: Sequence[str], likeness: float) -> Kind:
    changes = alignment.changes
    if not changes:
        cut = [*found[: alignment.start], *found[alignment.end :]]
        if not cut:
            return "verbatim"
        return "altered" if _only_denies(cut) else "trimmed"
    if len(asked.pieces) > 1 and all(_is_left_out(step, asked, found) for step in changes):
        return "trimmed"
    return "altered" if _is_same_passage(alignment, asked.words, found, likeness) else "near"


def _only_denies(cut: Sequence[str]) -> bool:
    """Whether nothing else was cut off than a negation."""
    denials = [word for word in cut if is_negation(word)]
    return bool(denials) and all(word in denials or word in _WITH_NEGATION for word in cut)


def _is_left_out(step: Step, asked: Asked, found: Sequence[str]) -> bool:
    """Whether an ellipsis stands for words that may be left out."""
    ends = {sum(map(len, asked.pieces[:number])) for number in range(1, len(asked.pieces))}
    left_out = found[step.c : step.d]
    telling = any(is_negation(word) or is_number(word) for word in left_out)
    return step.a == step.b and step.a in ends and not (telling and len(left_out) <= SHORT_GAP)


def _is_same_passage(
    alignment: Alignment, asked: Sequence[str], found: Sequence[str], likeness: float
) -> bool:
    """Whether so much is the same that it is the passage, with words changed."""
    if sum(step.b - step.a for step in alignment.same) < 2:
        return False
    longest = _longest_change(alignment)
    if longest > max(LONGEST_CHANGE, len(asked) // 8):
        return False
    if alignment.end - alignment.start < NEARLY_ALL * len(found):
        return likeness >= LEAST_OF_A_PART and _same_weight(alignment, asked) >= LEAST_WEIGHT_OF_A_PART
    if likeness >= (LEAST_OF_ALL if len(asked) < MANY else LEAST_OF_A_PART):
        return True
    return longest == len(alignment.changes) == 1 and len(asked) >= ONE_CHANGED_IN


def _likeness(alignment: Alignment, asked: Sequence[str], found: Sequence[str]) -> float:
    same, changed = _same_weight(alignment, asked), 0.0
    short = _longest_change(alignment) <= LONGEST_CHANGE
    for step in alignment.changes:
        cost = max(sum(map(weight, asked[step.a : step.b])), sum(map(weight, found[step.c : step.d])))
        if short and cost > NAMED_OR_COUNTED and kind_of(step, asked, found) == "number":
            cost = NAMED_OR_COUNTED
        changed += cost
    return same / (same + changed) if same else 0.0


def _longest_change(alignment: Alignment) -> int:
    return max((max(step.b - step.a, step.d - step.c) for step in alignment.changes), default=0)


def _same_weight(alignment: Alignment, asked: Sequence[str]) -> float:
    return sum(weight(word) for step in alignment.same for word in asked[step.a : step.b])


def _changes(alignment: Alignment, asked: Sequence[str], found: Sequence[str]) -> list[Step]:
    """The changes of an altered passage; where it is all the same, what was cut off to deny it."""
    changes = alignment.changes
    if not changes:
        cut = ((0, 0, alignment.start), (len(asked), alignment.end, len(found)))
        changes = [Step(False, at, at, start, end) for at, start, end in cut if start < end]
    return changes


def _op(step: Step) -> Op:
    if step.same:
        return "equal"
    if step.a == step.b:
        return "insert"
    return "delete" if step.c == step.d else "replace"
