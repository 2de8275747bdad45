"""Cuts a text into stretches, each with what it belongs to: a quote, its mention, its cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotes.extraction.text.paragraphs import split_paragraphs


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span: code points `start` to `end`, its kind, and the number of its quote."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text that belong to the same marks. `quote` is the number of the innermost quote, if any.

    `first` says whether the quote begins here; `mention_of` and `cue_of` are the quotes that the words
    attribute.
    """

    text: str
    quote: int | None = None
    first: bool = False
    mention_of: tuple[int, ...] = ()
    cue_of: tuple[int, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a text, cut into stretches."""

    stretches: list[Stretch] = field(default_factory=list)


def paragraphs(text: str, marks: Sequence[Marked]) -> list[Paragraph]:
    """The non-empty paragraphs of a text, each cut where a mark begins or ends."""
    begun: set[int] = set()
    found = (
        Paragraph(list(_stretches(text, one.start, one.end, marks, begun))) for one in split_paragraphs(text)
    )
    return [one for one in found if any(stretch.text.strip() for stretch in one.stretches)]


def _stretches(
    text: str, start: int, end: int, marks: Sequence[Marked], begun: set[int]
) -> Iterator[Stretch]:
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    edges = {start, end}
    for mark in here:
        edges |= {max(start, mark.start), min(end, mark.end)}
    cuts = sorted(edges)
    for since, until in pairwise(cuts):
        over = [mark for mark in here if mark.start <= since and until <= mark.end]
        quotes = [mark for mark in over if mark.role == "quote"]
        quote = max(quotes, key=lambda mark: mark.start).number if quotes else None
        first = quote is not None and quote not in begun
        if quote is not None:
            begun.add(quote)
        yield Stretch(text[since:until], quote, first, _numbers(over, "mention"), _numbers(over, "cue"))


def _numbers(marks: Sequence[Marked], role: str) -> tuple[int, ...]:
    return tuple(sorted({mark.number for mark in marks if mark.role == role}))
