"""Repair texts that were damaged before they arrived here.

Common damage: UTF-8 read as Windows-1252 (“JosÃ©”), entities left in plain text, lines and words broken at
the width of a column.

Extraction reads the repaired text, but all offsets that it returns refer to the text as given, which is the
one that is stored and shown. A text without damage is read unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import TypeVar

from ftfy.badness import is_bad

from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.quote import Cue, Mention, Quote, Span
from quotes.extraction.text.paragraphs import wrapped_breaks

_SLOPPY = "sloppy-windows-1252"  # a codec that ftfy registers, in which every byte has a character
_LATER_BYTES = "".join(bytes([byte]).decode(_SLOPPY) for byte in range(0x80, 0xC0))
_LATER = f"[{re.escape(_LATER_BYTES)}\x80-\x9f]"
_FIRST_BYTE = re.compile("[Â-ô]")  # a quick check: most texts contain none
_MISREAD = re.compile(
    rf"[Â-ß]{_LATER}|[à-ï]{_LATER}{{2}}|[ð-ô]{_LATER}{{3}}"
    # Two characters of which the last byte was lost, because Windows-1252 has no character for it:
    rf"|(?P<hyphen>(?<=\w)â€(?=\w))|(?P<closing>â€(?!{_LATER}))"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE = re.compile(r"[^\n]+")
_CUT_WORD = re.compile(r"([^\W\d_]+)-$")
_LONGEST_CUT = 30
_PASSES = 3  # damage may be repeated: "&amp;quot;"

Part = TypeVar("Part", Mention, Cue)


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A repaired text. `origin[i]` is the offset of its i-th character, or of its end, in the text given."""

    text: str
    origin: Sequence[int]


def repair(text: str) -> RepairedText | None:
    """The text as it was meant; None if it shows no damage."""
    found = RepairedText(text, range(len(text) + 1))
    for _ in range(_PASSES):
        damage = [*_entities(found.text), *_misread(found.text), *_broken(found.text)]
        if not damage:
            break
        found = _replaced(found, sorted(damage))
    return None if found.text == text else found


def in_given(quote: Quote, repaired: RepairedText) -> Quote:
    """A quote found in the repaired text, with offsets into the text as given."""
    origin = repaired.origin
    return replace(
        quote,
        spans=tuple(Span(origin[span.start], origin[span.end]) for span in quote.spans),
        mention=_located(quote.mention, origin),
        cue=_located(quote.cue, origin),
    )


def _located(part: Part | None, origin: Sequence[int]) -> Part | None:
    return None if part is None else replace(part, start=origin[part.start], end=origin[part.end])


Damage = tuple[int, int, str]  # start, end, and the replacement


def _entities(text: str) -> list[Damage]:
    return _unlike(text, _ENTITY, _unescaped) if "&" in text else []


def _misread(text: str) -> list[Damage]:
    if not _FIRST_BYTE.search(text) or not _MISREAD.search(text) or not is_bad(text):
        return []
    return [
        (line.start() + start, line.start() + end, meant)
        for line in _LINE.finditer(text)
        if is_bad(line.group())
        for start, end, meant in _unlike(line.group(), _MISREAD, _decoded)
    ]


def _broken(text: str) -> list[Damage]:
    """The line breaks inside paragraphs, and the hyphens of words that were split there."""
    return [_joined(text, start, end) for start, end in wrapped_breaks(text)]


def _joined(text: str, start: int, end: int) -> Damage:
    cut = _CUT_WORD.search(text[max(0, start - _LONGEST_CUT) : start])
    if cut is None or not text[end : end + 1].islower():
        return start, end, " "
    return (start, end, "") if cut[1].lower() in word_classes("text", "compounds") else (start - 1, end, "")


def _unlike(text: str, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], str]) -> list[Damage]:
    """The matches that mean something else, if that is a visible character or a space."""
    found = [(match.start(), match.end(), meant(match)) for match in pattern.finditer(text)]
    return [
        (start, end, right)
        for start, end, right in found
        if right != text[start:end] and (right.isprintable() or right.isspace())
    ]


def _unescaped(entity: re.Match[str]) -> str:
    return unescape(entity.group())


def _decoded(misread: re.Match[str]) -> str:
    if misread["hyphen"] or misread["closing"]:
        return "-" if misread["hyphen"] else "”"
    content = bytes(_byte(character) for character in misread.group())
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return misread.group()


def _byte(character: str) -> int:
    code = ord(character)
    return code if code < 0x100 else character.encode(_SLOPPY)[0]


def _replaced(before: RepairedText, damage: Sequence[Damage]) -> RepairedText:
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for start, end, meant in damage:
        if start < done:
            continue
        pieces += (before.text[done:start], meant)
        origin += before.origin[done:start]
        origin += [before.origin[start]] * len(meant)
        done = end
    pieces.append(before.text[done:])
    origin += before.origin[done:]
    return RepairedText("".join(pieces), origin)
