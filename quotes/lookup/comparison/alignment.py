"""Align two texts: find the stretch of the found text that is the same passage as the question.

The question may be all of the found text, a part of it, or either with some words changed. Text before and
after the stretch is context, and counts neither for nor against. Words are in their normal form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from quotes.tracking.normalization import Form, Wording
from quotes.tracking.vocabulary import is_negation, is_number, weight

# The cost of each word between two pieces, so that a distant "the" is not included.
GAP = 0.4
# The cost of words between the passage and the beginning or end of the found text.
SHORT_WAY = 3


@dataclass(frozen=True, slots=True)
class Step:
    """`asked[a:b]` corresponds to `found[c:d]`: the same words, or a change; one of them may be empty."""

    same: bool
    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The steps from the first word of the question to the last, and the stretch `start:end` they cover."""

    steps: tuple[Step, ...]
    start: int
    end: int

    @property
    def changes(self) -> list[Step]:
        return [step for step in self.steps if not step.same]

    @property
    def same(self) -> list[Step]:
        return [step for step in self.steps if step.same]


class Side:
    """One of the two texts: its words in their normal form, each with the written words."""

    def __init__(self, wording: Wording, forms: Sequence[Form]) -> None:
        self.wording = wording
        self.forms = forms
        self.words = [form.text for form in forms]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the written words for the forms `start:end`."""
        if start < end:
            return self.forms[start].first, self.forms[end - 1].last
        at = self.forms[start - 1].last if start else 0
        return at, at

    def written_words(self, start: int, end: int) -> list[str]:
        """The written words, folded, for the forms `start:end`."""
        first, last = self.place(start, end)
        return self.wording.written[first:last]

    def begins_sentence(self, at: int) -> bool:
        """Whether a form begins a new sentence."""
        return 0 < at < len(self.forms) and self.wording.begins_sentence(self.forms[at].first)


def align(asked: Side, found: Side) -> Alignment:
    """The alignment of all of `asked` with the most similar stretch of `found`."""
    one, other = asked.words, found.words
    at = position(one, other)
    if at is not None:
        return Alignment((Step(True, 0, len(one), at, at + len(one)),), at, at + len(one))
    core = _core(one, _pieces(one, other))
    if not core:
        return Alignment((Step(False, 0, len(one), 0, 0),), 0, 0)
    first, last = core[0], core[-1]
    # The words before and after, which may be changed words of the passage, and one more.
    low = max(0, first.c - first.a - 1)
    high = min(len(other), last.d + len(one) - last.b + 1)
    # If that reaches the first or last word of the whole text, it may be the same.
    low = 0 if low <= SHORT_WAY and one[0] == other[0] else low
    high = len(other) if len(other) - high <= SHORT_WAY and one[-1] == other[-1] else high
    return _trimmed(_steps(asked, found, low, high), asked, found)


def position(part: Sequence[str], words: Sequence[str]) -> int | None:
    """The position of `part` in `words` as an unbroken run."""
    if not part or len(part) > len(words):
        return None
    text = f" {' '.join(words)} "
    at = text.find(f" {' '.join(part)} ")
    return None if at < 0 else text.count(" ", 0, at)


def _pieces(asked: Sequence[str], found: Sequence[str]) -> list[Step]:
    blocks = Indel.opcodes(asked, found)
    return [
        Step(True, block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in blocks
        if block.tag == "equal"
    ]


def _core(asked: Sequence[str], pieces: list[Step]) -> list[Step]:
    """The neighbouring pieces with the greatest weight, minus the cost of what is between them."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    total, start = 0.0, 0
    for number, piece in enumerate(pieces):
        before = pieces[number - 1] if number else None
        between = max(piece.a - before.b, piece.c - before.d) if before else 0
        total -= GAP * between
        if total <= 0:
            total, start = 0.0, number
        total += sum(weight(word) for word in asked[piece.a : piece.b])
        if total > best[0]:
            best = (total, start, number + 1)
    return pieces[best[1] : best[2]]


def _steps(asked: Side, found: Side, low: int, high: int) -> list[Step]:
    """The steps between all words of the question and a stretch of the found ones, joining changes."""
    steps: list[Step] = []
    for code in Indel.opcodes(asked.words, found.words[low:high]):
        step = Step(
            code.tag == "equal", code.src_start, code.src_end, code.dest_start + low, code.dest_end + low
        )
        before = steps[-1] if steps else None
        if before is not None and not before.same and not step.same:
            steps[-1] = Step(False, before.a, step.b, before.c, step.d)
        else:
            steps.append(step)
    return [_settled(step, asked, found) for step in steps]


def _settled(step: Step, asked: Side, found: Side) -> Step:
    """A change of spelling only: with and without an apostrophe, or as one word and as two."""
    if step.same or step.a == step.b or step.c == step.d:
        return step
    one, other = asked.written_words(step.a, step.b), found.written_words(step.c, step.d)
    words = (*asked.words[step.a : step.b], *found.words[step.c : step.d])
    telling = one != other and any(is_number(word) or is_negation(word) for word in words)
    if telling or _letters(one) != _letters(other):
        return step
    return Step(True, step.a, step.b, step.c, step.d)


def _letters(words: Sequence[str]) -> str:
    return "".join(words).replace("'", "")


def _trimmed(steps: list[Step], asked: Side, found: Side) -> Alignment:
    """The steps without found words before and after those of the question."""
    first, last = steps[0], steps[-1]
    if not first.same:
        # Of the found words before, keep as many as there are changed words of the question.
        start = max(first.c, first.d - (first.b - first.a))
        if not any(map(asked.begins_sentence, range(first.a + 1, first.b + 1))):
            # None of them may belong to another sentence.
            start = max((at for at in range(start, first.d + 1) if found.begins_sentence(at)), default=start)
        steps[0] = Step(False, first.a, first.b, start, first.d)
    if not last.same and len(steps) > 1:
        end = min(last.d, last.c + (last.b - last.a))
        if not any(map(asked.begins_sentence, range(last.a, last.b))):
            end = min((at for at in range(last.c, end) if found.begins_sentence(at)), default=end)
        steps[-1] = Step(False, last.a, last.b, last.c, end)
    kept = [step for step in steps if step.a < step.b or step.c < step.d]
    return Alignment(tuple(kept), kept[0].c, kept[-1].d)
