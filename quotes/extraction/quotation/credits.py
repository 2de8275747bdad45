"""Credits: lines that name the source of the words above them, as with readers' letters and posts.

    “The best bread in the north.” — Ada Moor, The Courier
    “We did it.”
    – Ada Moor (@adamoor) May 3, 2021

After the dash comes a name, or a description in small letters, and then the line ends or continues with a
comma, a handle, a date or a place. A dash that begins a clause ("— Moor, for one, disagreed.") is no credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from quotes.extraction.quotation.glyphs import FAMILY
from quotes.extraction.quotation.marks import Passage
from quotes.extraction.quotation.turns import TURN
from quotes.extraction.shared.calendar_words import MONTHS
from quotes.extraction.text.paragraphs import Paragraph

_DASH = r"(?:—|–|―|--?|~)"
_WORD = r"[^\W\d_a-z][\w.'’\-]*"
_PARTICLE = r"(?:de|del|der|den|van|von|bin|ibn|al|el|la|le|da|di|y|of)(?!\w)"
_NAME = rf"{_WORD}(?:[ \xa0](?:{_WORD}|{_PARTICLE})){{0,5}}"
_ROLE = r"(?:an?[ \xa0]|the[ \xa0])?[a-z][a-z\-]+(?:[ \xa0][a-z\-]+){0,3}(?=\s*(?:,|$))"
_HANDLE = r"\(@[\w.@-]{1,60}\)"
_MONTHS = {name[:3]: number for name, number in MONTHS.items()}
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_WRITTEN_DAY = rf"(?:{_MONTH}[ \xa0]\d{{1,2}}|\d{{1,2}}[ \xa0]{_MONTH}),?[ \xa0]\d{{4}}"
_DAY = rf"[ \xa0,·|]*(?:(?P<day>{_WRITTEN_DAY})|\d[\d/.:-]+)"
_POSTED = rf"\s*(?P<handle>{_HANDLE})(?:{_DAY}.{{0,40}})?"
_WHERE = r"\s+(?:in|on|to|at|via|from|for|during|speaking|writing)\b[^.!?,]{1,80}"
_REST = rf"(?:\s*,[^.!?]{{1,120}}|\s*\((?!@)[^()]{{1,60}}\)|{_WHERE}|{_POSTED})?\.?\s*"
_CREDIT = re.compile(rf"\s*{_DASH}\s*(?P<name>{_NAME}|{_ROLE}){_REST}")
# The name before a handle is one that somebody chose: "MAKS 26", "the harbour cat".
_CHOSEN = re.compile(rf"\s*{_DASH}\s*(?P<name>[^()\n]{{1,60}}?){_POSTED}\s*")
_POST = re.compile(rf"\s{_DASH}\s?(?P<name>{_NAME}){_POSTED}\s*$")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:])[\s\"'”’»]*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A passage with the positions of its source's name and of a post's day, as character offsets."""

    passage: Passage
    name: tuple[int, int]
    day: tuple[int, int] | None = None


def posted_on(day: str) -> date | None:
    """The day given in a post's line: "May 3, 2021", "3 May 2021"."""
    numbers = [int(number) for number in re.findall(r"\d+", day)]
    month = re.sub(r"[^a-z]", "", day.lower())[:3]
    if len(numbers) != 2 or month not in _MONTHS:
        return None
    with suppress(ValueError):
        return date(numbers[1], _MONTHS[month], numbers[0])
    return None


def _credited(passage: Passage, line: re.Match[str]) -> Credit:
    return Credit(passage, line.span("name"), line.span("day") if line["day"] else None)


def find_credits(text: str, paragraphs: Sequence[Paragraph], passages: Sequence[Passage]) -> list[Credit]:
    """The passages whose source a credit names, in order, including posts without quotation marks."""
    by_paragraph: dict[int, list[Passage]] = {}
    for passage in passages:
        by_paragraph.setdefault(passage.paragraph, []).append(passage)
    found: list[Credit] = []
    for paragraph in paragraphs:
        here = by_paragraph.get(paragraph.index, [])
        if here:
            found += _behind(text, paragraph, here)
        elif line := _credit(text, paragraph.start, paragraph.end):
            above = paragraphs[paragraph.index - 1] if paragraph.index else None
            if above is not None:
                found += _above(text, above, by_paragraph, line)
        elif post := _POST.search(text, paragraph.start, paragraph.end):
            found.append(_credited(_whole(paragraph, post.start()), post))
    return found


def _credit(text: str, start: int, end: int) -> re.Match[str] | None:
    found = _CREDIT.fullmatch(text, start, end) or _CHOSEN.fullmatch(text, start, end)
    return None if found is None or any(glyph in FAMILY for glyph in _outer(text, found, end)) else found


def _outer(text: str, credit: re.Match[str], end: int) -> str:
    """The text after the name, without apostrophes inside words."""
    return re.sub(r"(?<=\w)['’](?=\w)", "", text[credit.end("name") : end])


def _behind(text: str, paragraph: Paragraph, here: Sequence[Passage]) -> Iterator[Credit]:
    """The last passages of a paragraph, if the rest of its line names their source."""
    line = _credit(text, here[-1].end, paragraph.end)
    if line is None or not here[-1].closed:
        return
    first = len(here) - 1
    while first and not text[here[first - 1].end : here[first].start].strip():
        first -= 1
    if _SENTENCE_END.search(text[paragraph.start : here[first].start]):
        yield from (_credited(passage, line) for passage in here[first:])


def _above(
    text: str, above: Paragraph, by_paragraph: dict[int, list[Passage]], line: re.Match[str]
) -> Iterator[Credit]:
    """The passages above a credit, if they fill their paragraph, and those that they continue."""
    passages = by_paragraph.get(above.index, [])
    if not passages:
        if line["handle"]:
            yield _credited(_whole(above, above.end), line)
        return
    edges = [above.start, *(edge for passage in passages for edge in (passage.start, passage.end)), above.end]
    if any(text[end:start].strip() for end, start in zip(edges[::2], edges[1::2], strict=True)):
        return
    earlier: list[Passage] = []
    first = passages[0]
    while first.continues and (before := by_paragraph.get(first.paragraph - 1)):
        first = before[-1]
        earlier.append(first)
    yield from (_credited(passage, line) for passage in (*reversed(earlier), *passages))


def _whole(paragraph: Paragraph, end: int) -> Passage:
    return Passage(paragraph.start, end, paragraph.index, TURN, opened=False, closed=False)
