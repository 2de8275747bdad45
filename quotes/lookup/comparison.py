"""How words that are asked for compare with words that were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel, Opcodes

from quotes.tracking.words import contains, words_of

Kind = Literal["verbatim", "trimmed", "near"]
Op = Literal["equal", "replace", "delete", "insert"]

_OPS: dict[str, Op] = {"equal": "equal", "replace": "replace", "delete": "delete", "insert": "insert"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words, and what became of it between the words asked for and those found."""

    op: Op
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words found are to the words asked for; `similarity` is from 0 to 1."""

    kind: Kind
    similarity: float
    difference: tuple[Difference, ...]


def compare(asked: str, found: str) -> Comparison:
    """Compare two texts word by word; quotation marks, dashes, case and spacing do not count.

    Asked words are `trimmed` when they are an unbroken part of those found.
    """
    wanted, stored = words_of(asked), words_of(found)
    if wanted == stored:
        kind: Kind = "verbatim"
    else:
        kind = "trimmed" if wanted and contains(stored, wanted) else "near"
    similarity = Indel.normalized_similarity(wanted, stored)
    return Comparison(kind, round(similarity, 4), _differences(wanted, stored))


def _differences(asked: list[str], found: list[str]) -> tuple[Difference, ...]:
    steps: Opcodes = Indel.opcodes(asked, found)
    differences = [
        Difference(
            _OPS[step.tag],
            " ".join(asked[step.src_start : step.src_end]),
            " ".join(found[step.dest_start : step.dest_end]),
        )
        for step in steps
    ]
    return tuple(_replaced(differences))


def _replaced(steps: list[Difference]) -> list[Difference]:
    """Each deletion beside an insertion put together: one word in place of another."""
    together: list[Difference] = []
    for step in steps:
        before = together[-1] if together else None
        if before is not None and {before.op, step.op} == {"insert", "delete"}:
            together[-1] = Difference("replace", before.asked or step.asked, before.found or step.found)
        else:
            together.append(step)
    return together
