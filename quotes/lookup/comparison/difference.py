"""All words of two texts in order, each marked as equal, changed, inserted or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.lookup.comparison.changes import WrittenStep
from quotes.lookup.question import Question
from quotes.tracking.normalization import Wording

Op = Literal["equal", "replace", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of written words, and how it differs between the question and the found text."""

    op: Op
    asked: str
    found: str


def differences(asked: Question, found: Wording, steps: Sequence[WrittenStep]) -> Iterator[Difference]:
    """The steps, with the found words before and after them, and with glosses in the question."""
    before = WrittenStep(False, 0, 0, 0, steps[0].c)
    after = WrittenStep(False, steps[-1].b, steps[-1].b, steps[-1].d, len(found.written))
    glosses = list(asked.glosses)
    for step in (before, *steps, after):
        for part in _split(step, [at for at, _ in glosses]):
            while glosses and glosses[0][0] == part.a and (part.a < part.b or step is after):
                yield Difference("delete", glosses.pop(0)[1], "")
            if part.a < part.b or part.c < part.d:
                yield Difference(
                    _op(part), asked.wording.as_written(part.a, part.b), found.as_written(part.c, part.d)
                )


def _split(step: WrittenStep, places: Sequence[int]) -> Iterator[WrittenStep]:
    """Split a step of equal words at these positions."""
    if not step.same or step.kind is not None or step.b - step.a != step.d - step.c:
        yield step
        return
    edges = [step.a, *sorted({at for at in places if step.a < at < step.b}), step.b]
    for a, b in pairwise(edges):
        yield WrittenStep(True, a, b, step.c + a - step.a, step.c + b - step.a)


def _op(step: WrittenStep) -> Op:
    if step.same and step.kind is None:
        return "equal"
    if step.a == step.b:
        return "insert"
    return "delete" if step.c == step.d else "replace"
