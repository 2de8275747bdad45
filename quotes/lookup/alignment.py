"""Which words of one text are which of another: the stretch of the other that is the same passage.

The text asked for may be all of what was found, a part of it, or either with some words changed. What stands
before and after the stretch is context, and counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from quotes.tracking.vocabulary import is_negation, is_number, weight

# What each word between two pieces costs them, so that a stray "the" far off is not taken along.
GAP = 0.4
# Words between the passage and the beginning or end of what was found.
SHORT_WAY = 3


@dataclass(frozen=True, slots=True)
class Step:
    """`asked[a:b]` is `found[c:d]`, or stands in its place; one of them may be empty."""

    same: bool
    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The steps from the first word asked for to the last, and the stretch `start:end` that they cover."""

    steps: tuple[Step, ...]
    start: int
    end: int

    @property
    def changes(self) -> list[Step]:
        return [step for step in self.steps if not step.same]

    @property
    def same(self) -> list[Step]:
        return [step for step in self.steps if step.same]


def align(asked: Sequence[str], found: Sequence[str]) -> Alignment:
    """The alignment of all of `asked` with the stretch of `found` that is most like it."""
    at = position(asked, found)
    if at is not None:
        return Alignment((Step(True, 0, len(asked), at, at + len(asked)),), at, at + len(asked))
    core = _core(asked, _pieces(asked, found))
    if not core:
        return Alignment((Step(False, 0, len(asked), 0, 0),), 0, 0)
    first, last = core[0], core[-1]
    # The words before and after, which may be the passage's with others in their place, and one more.
    low = max(0, first.c - first.a - 1)
    high = min(len(found), last.d + len(asked) - last.b + 1)
    # Where it is no longer way to the first or the last word of all, that one may be the same.
    low = 0 if low <= SHORT_WAY and asked[0] == found[0] else low
    high = len(found) if len(found) - high <= SHORT_WAY and asked[-1] == found[-1] else high
    return _trimmed(_steps(asked, found, low, high))


def position(part: Sequence[str], words: Sequence[str]) -> int | None:
    """Where `part` stands in `words` as one unbroken run."""
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
    """The neighbouring pieces that together weigh most, what lies between them taken off."""
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


def _steps(asked: Sequence[str], found: Sequence[str], low: int, high: int) -> list[Step]:
    """The steps between all asked words and a stretch of those found, changes that touch put together."""
    steps: list[Step] = []
    for code in Indel.opcodes(asked, found[low:high]):
        step = Step(
            code.tag == "equal", code.src_start, code.src_end, code.dest_start + low, code.dest_end + low
        )
        before = steps[-1] if steps else None
        if before is not None and not before.same and not step.same:
            steps[-1] = Step(False, before.a, step.b, before.c, step.d)
        else:
            steps.append(step)
    return [_settled(step, asked, found) for step in steps]


def _settled(step: Step, asked: Sequence[str], found: Sequence[str]) -> Step:
    """A change that is none: the same letters, with and without an apostrophe, or in one word and in two."""
    if step.same or step.a == step.b or step.c == step.d:
        return step
    one, other = asked[step.a : step.b], found[step.c : step.d]
    if _letters(one) != _letters(other) or any(
        is_number(word) or is_negation(word) for word in (*one, *other)
    ):
        return step
    return Step(True, step.a, step.b, step.c, step.d)


def _letters(words: Sequence[str]) -> str:
    return "".join(words).replace("'", "")


def _trimmed(steps: list[Step]) -> Alignment:
    """The steps without what was found before and after the words asked for."""
    first, last = steps[0], steps[-1]
    if not first.same:
        # Of what stands before, as many words are in the place of those asked for as there are of these.
        steps[0] = Step(False, first.a, first.b, max(first.c, first.d - (first.b - first.a)), first.d)
    if not last.same and len(steps) > 1:
        steps[-1] = Step(False, last.a, last.b, last.c, min(last.d, last.c + (last.b - last.a)))
    kept = [step for step in steps if step.a < step.b or step.c < step.d]
    return Alignment(tuple(kept), kept[0].c, kept[-1].d)
