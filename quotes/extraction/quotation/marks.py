"""Quotation marks: which characters are quotation marks, and which two belong together.

Every paragraph is read on its own, so that a missing or additional mark spoils only one passage. Within a
paragraph, the cheapest reading of all marks together is chosen. Each mark may open a quotation, close one, or
be no quotation mark at all (an apostrophe, an inch, a slip); each choice has a cost that depends on the glyph
and on the characters next to it, and a Viterbi search over the nesting (at most two deep) finds the cheapest
combination. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from quotes.extraction.quotation.glyphs import (
    ANGLE,
    CLOSES,
    CORNER,
    DOUBLE,
    FAMILY,
    MARK,
    MEASURES,
    OPENS,
    SINGLE,
    TWO_SINGLES,
)
from quotes.extraction.text.paragraphs import Paragraph

_OPENING_CONTEXT = set("([{<—–-/=…") | {glyph[0] for glyph in FAMILY} - CLOSES
_CLOSING_CONTEXT = set(".,;:!?)]}>—–-/…“") | {glyph[0] for glyph in FAMILY} - OPENS
_ELISION = re.compile(
    r"['’‘](?:\d0s?\b|\d\d\b|em\b|til\b|cause\b|tis\b|twas\b|n['’]?\b|bout\b|round\b|cuz\b)", re.IGNORECASE
)
_STAGE_DIRECTION = re.compile(r"[\[(][A-Z .,'’—-]+[\])]\W*")
_FEET = re.compile(r"\d\s?$")

Nesting = tuple[str, ...]
_NEVER = 99.0
_STRAY = 2.5
_WRONG_WAY = {DOUBLE: 2.5, SINGLE: 2.5, ANGLE: 2.0, CORNER: _NEVER}  # »Danes and Germans point them inwards«
_UNCLOSED = {DOUBLE: 2.2, ANGLE: 2.2, CORNER: 2.2, SINGLE: 4.0}
_UNCLOSED_BEFORE_REOPENING = 0.4
_IMPLIED_OPENING = 1.2
_MAX_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """The text between two quotation marks in one paragraph: `text[start:end]`, marks included.

    `opened` and `closed` tell whether the marks are written or implied by the paragraph's edge; `continues`
    whether the passage before continues in this one.
    """

    start: int
    end: int
    paragraph: int
    family: str
    opened: bool = True
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    family: str
    opening: float
    closing: float
    stray: float


@dataclass(slots=True)
class _Path:
    """The best reading so far that ends at one nesting depth; `taken` links back to the readings before."""

    cost: float
    taken: tuple[str, int, _Path] | None


def find_passages(text: str, paragraphs: list[Paragraph]) -> list[Passage]:
    """All outermost passages in quotation marks, in order. They never overlap."""
    passages: list[Passage] = []
    unclosed: str | None = None
    marks = [_read_marks(text, paragraph) for paragraph in paragraphs]
    for paragraph, own in zip(paragraphs, marks, strict=True):
        following = marks[paragraph.index + 1] if paragraph.index + 1 < len(marks) else []
        reopens = {following[0].family} if _starts_with(following, paragraphs, paragraph.index + 1) else set()
        found = list(_pair(own, paragraph, reopens, unclosed))
        if found and unclosed and found[0].family == unclosed and _at_start(found[0], paragraph):
            found[0] = replace(found[0], continues=True)
        unclosed = None
        if found and not found[-1].closed:
            unclosed = found[-1].family
        passages.extend(passage for passage in found if _has_words(text, passage))
    return passages


def _starts_with(marks: list[_Mark], paragraphs: list[Paragraph], index: int) -> bool:
    return bool(marks) and marks[0].start == paragraphs[index].start and marks[0].opening < 1


def _at_start(passage: Passage, paragraph: Paragraph) -> bool:
    return passage.start == paragraph.start


def _has_words(text: str, passage: Passage) -> bool:
    """Whether the passage contains speech: not “…”, and not the "(APPLAUSE)" within a long speech."""
    words = text[passage.start : passage.end]
    return any(character.isalnum() for character in words) and not _STAGE_DIRECTION.fullmatch(words)


def _read_marks(text: str, paragraph: Paragraph) -> list[_Mark]:
    marks: list[_Mark] = []
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        glyph = match.group()
        family = FAMILY[glyph]
        if family == SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word: the most frequent case, decided first
        opening, closing = _direction(before, after)
        stray = _STRAY
        if family == SINGLE:
            opening, closing, stray = _single(text, match.start(), glyph, before, after, opening, closing)
        elif _FEET.search(text, max(paragraph.start, match.start() - 2), match.start()):
            stray = 0.8 if glyph in MEASURES else _STRAY
        opening += _WRONG_WAY[family] if glyph in CLOSES else 0.0
        closing += _WRONG_WAY[family] if glyph in OPENS else 0.0
        marks.append(_Mark(match.start(), match.end(), glyph, family, opening, closing, stray))
    return marks


def _direction(before: str, after: str) -> tuple[float, float]:
    """The costs of reading a mark between two characters as an opening and as a closing one."""
    left_open = before.isspace() or before in _OPENING_CONTEXT
    right_closed = after.isspace() or after in _CLOSING_CONTEXT
    opening = 0.0 if left_open else 1.6
    closing = 0.0 if right_closed else 1.6
    opening += 1.6 if after.isspace() else 0.5 if after in ".,;:!?)" else 0.0
    closing += 1.6 if before.isspace() else 0.0
    if before.isspace() and after.isspace():
        opening = closing = 0.9
    return opening, closing


def _single(
    text: str, at: int, glyph: str, before: str, after: str, opening: float, closing: float
) -> tuple[float, float, float]:
    """The costs of a single mark, which is more often an apostrophe than a quotation mark."""
    opening, closing = opening + 0.3, closing + 0.2
    if before.isalnum():
        stray = 0.0 if before in "sSzx" else 0.3
        opening = _NEVER if glyph != "‘" else opening
        closing += 0.3 if before in "sS" else 0.0
        if text[at - 2 : at].lower() in ("'n", "’n", "‘n"):  # rock ’n’ roll
            stray, closing = 0.0, closing + 1.0
    elif _ELISION.match(text, at):
        stray = 0.1
    elif after.isalnum():
        stray = 1.2
    else:
        stray = 0.9
    if glyph in "‘‚‛":
        stray += 1.0
    if glyph == "`":
        stray = 0.2
    return opening, closing, stray


def _pair(
    marks: list[_Mark], paragraph: Paragraph, reopens: set[str], unclosed: str | None
) -> Iterator[Passage]:
    if not marks and not unclosed:
        return
    paths: dict[Nesting, _Path] = {(): _Path(0.0, None)}
    if unclosed and marks:
        paths[(unclosed,)] = _Path(_IMPLIED_OPENING, None)
    previous: _Mark | None = None
    for position, mark in enumerate(marks):
        paths = _step(paths, mark, position, previous)
        previous = mark
    best: tuple[float, Nesting] | None = None
    for nesting, path in paths.items():
        ending = sum(
            _UNCLOSED_BEFORE_REOPENING if family in reopens else _UNCLOSED[family] for family in nesting
        )
        total = path.cost + ending
        if best is None or total < best[0]:
            best = (total, nesting)
    assert best is not None
    yield from _passages_of(paths[best[1]], marks, paragraph, unclosed)


def _step(
    paths: dict[Nesting, _Path], mark: _Mark, position: int, previous: _Mark | None
) -> dict[Nesting, _Path]:
    following: dict[Nesting, _Path] = {}

    def offer(nesting: Nesting, cost: float, reading: str, path: _Path) -> None:
        known = following.get(nesting)
        if known is None or cost < known.cost:
            following[nesting] = _Path(cost, (reading, position, path))

    for nesting, path in paths.items():
        offer(nesting, path.cost + mark.stray, "stray", path)
        if nesting and nesting[-1] == mark.family:
            empty = previous is not None and previous.end == mark.start and path.taken is not None
            offer(nesting[:-1], path.cost + mark.closing + (1.0 if empty else 0.0), "close", path)
        if len(nesting) < _MAX_DEPTH:
            nested = 0.0 if not nesting else 1.3 if nesting[-1] == mark.family else 0.0
            if nesting and nesting[-1] == SINGLE and mark.family == DOUBLE:
                nested = 0.3
            offer((*nesting, mark.family), path.cost + mark.opening + nested, "open", path)
    return following


def _passages_of(
    path: _Path, marks: list[_Mark], paragraph: Paragraph, unclosed: str | None
) -> Iterator[Passage]:
    readings: list[str] = []
    step: _Path = path
    while step.taken is not None:
        readings.append(step.taken[0])
        step = step.taken[2]
    readings.reverse()
    implied = bool(unclosed) and readings.count("close") > 0 and _closes_first(readings)
    depth, start, opened, family = 0, paragraph.start, True, ""
    if implied and unclosed:
        depth, opened, family = 1, False, unclosed
    for reading, mark in zip(readings, marks, strict=True):
        if reading == "open":
            depth += 1
            if depth == 1:
                start, opened, family = mark.start, True, mark.family
        elif reading == "close":
            depth -= 1
            if depth == 0:
                yield Passage(start, mark.end, paragraph.index, family, opened=opened)
    if depth > 0:
        yield Passage(start, paragraph.end, paragraph.index, family, opened=opened, closed=False)


def _closes_first(readings: list[str]) -> bool:
    depth = 0
    for reading in readings:
        depth += {"open": 1, "close": -1}.get(reading, 0)
        if depth < 0:
            return True
    return False


def unquoted(text: str, passage: Passage) -> str:
    """The words of a passage without the marks around them."""
    start, end = passage.start, passage.end
    if passage.opened:
        start += _width(passage, text[start : start + 2])
    if passage.closed:
        end -= _width(passage, text[end - 2 : end])
    return text[start:end].strip()


def _width(passage: Passage, edge: str) -> int:
    return 2 if passage.family == DOUBLE and edge in TWO_SINGLES else 1


def continuations(passages: list[Passage]) -> list[list[Passage]]:
    """The passages in groups; the passages of a quotation over several paragraphs are one group."""
    groups: list[list[Passage]] = [[passage] for passage in passages[:1]]
    for before, passage in pairwise(passages):
        if passage.continues and not before.closed:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return groups
