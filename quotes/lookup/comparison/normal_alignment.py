"""Align two texts in the normal forms that suit both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.lookup.comparison.alignment import Alignment, Side, Step, align, position
from quotes.lookup.comparison.contractions import with_whole_words
from quotes.lookup.question import Question
from quotes.tracking.normalization import Form, Wording, in_light_of
from quotes.tracking.vocabulary import is_part_of_number


@dataclass(frozen=True)
class Compared:
    """Two texts with the steps between them, in normal forms chosen with regard to the other."""

    asked: Side
    found: Side
    alignment: Alignment


def compared_with(asked: Question, found: Wording) -> Compared:
    """The steps between two texts; words that are written alike correspond."""
    at = position(asked.wording.written, found.written)
    if at is not None:
        one, other = Side(asked.wording, asked.wording.forms), Side(found, _forms_around(asked, found, at))
        start = sum(form.first < at for form in other.forms)
        if not _cuts_number(asked.wording, found, at):
            step = Step(True, 0, len(one.words), start, start + len(one.words))
            return Compared(one, other, Alignment((step,), step.c, step.d))
    one = Side(asked.wording, in_light_of(asked.wording.forms, found.forms))
    other = Side(found, in_light_of(found.forms, one.forms))
    alignment = _with_ellipses(pieces_of(asked, one), other) or align(one, other)
    return Compared(one, other, with_whole_words(alignment, one, other))


def _forms_around(asked: Question, found: Wording, at: int) -> list[Form]:
    """The normal forms at a word of the found text where the written words of the question begin."""
    end = at + len(asked.wording.written)
    before, behind = found.between(0, at), found.between(end)
    return [*before.forms, *_moved(asked.wording.forms, at), *_moved(behind.forms, end)]


def _moved(forms: Sequence[Form], by: int) -> list[Form]:
    return [form._replace(first=form.first + by, last=form.last + by) for form in forms]


def _cuts_number(asked: Wording, found: Wording, at: int) -> bool:
    """Whether a number of the question is a part of another: "two hundred" in "one thousand two hundred"."""
    end = at + len(asked.written)
    for form in found.forms:
        for part, edge in ((asked.forms[0], at), (asked.forms[-1], end)):
            if form.first < edge < form.last and is_part_of_number(part.text, form.text):
                return True
    return False


def pieces_of(asked: Question, side: Side) -> list[list[str]]:
    """The words between ellipses."""
    edges = [sum(form.first < at for form in side.forms) for at in asked.breaks]
    return [side.words[start:end] for start, end in pairwise((0, *edges, len(side.words)))]


def _with_ellipses(pieces: Sequence[Sequence[str]], found: Side) -> Alignment | None:
    """The pieces between ellipses in order, with unimportant words left out between them."""
    if len(pieces) < 2 or position([word for piece in pieces for word in piece], found.words) is not None:
        return None
    steps: list[Step] = []
    a = c = 0
    for piece in pieces:
        at = position(piece, found.words[c:])
        if at is None:
            return None
        if steps and at:
            steps.append(Step(False, a, a, c, c + at))
        steps.append(Step(True, a, a + len(piece), c + at, c + at + len(piece)))
        a, c = steps[-1].b, steps[-1].d
    return Alignment(tuple(steps), steps[0].c, c)
