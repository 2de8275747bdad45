"""The article as the dating rules read it: quoted words masked, split into paragraphs and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.extraction.dating.attachment.speech_words import words
from quotes.extraction.shared.quote import Span
from quotes.extraction.text.paragraphs import split_paragraphs

# Replaces each quoted character: not a letter, space or sentence end, and always one code point.
BLOT = "\ufffc"

# A word including hyphens, without a possessive ending.
WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*(?:['’](?!s\b)[^\W_]+)?")

_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”’»)\]]{{0,4}}+(?=\s)|(?<={BLOT})(?=\s)")
_OPENS_SENTENCE = re.compile(
    rf"\s{{1,4}}[\"'“‘«(\[„`—–-]{{0,4}}\s?(?:[A-Z0-9À-ÖØ-Þ{BLOT}]|[^\W\d_a-zß-öø-ÿ])"
)
_SEPARATOR = re.compile(r"\W*_+\W*|[-=*_ ]{3,}|\d{1,2}(?::\d\d)? ?[ap]\.?m\.?")
_SEPARATOR_LENGTH = 60
_OPENING = 2  # characters, such as a bracket or a dash
_LAST_WORD = re.compile(r"[\w.]+$")
_FINAL_MARKS = "\"'”’»)] "


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence outside quotation marks, including the quotes inside it: text[start:end]."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """`outside` is the text with all quoted characters masked; offsets are the same in both.

    `starts` are the sentences' first offsets, `sections` the number of the section each one is in.
    """

    text: str
    outside: str
    sentences: list[Sentence]
    starts: list[int]
    sections: list[int]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at the offset, or of the last one before it; 0 in an empty text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def opens_sentence(self, offset: int) -> bool:
        """Whether the offset is at or near the start of its sentence: "On Monday, ..."."""
        return offset - self.sentences[self.sentence_at(offset)].start <= _OPENING


def lay_out(text: str, quoted: Iterable[Span]) -> Layout:
    """Read the text around the quoted spans."""
    parts: list[str] = []
    at = 0
    for span in sorted(quoted, key=lambda span: span.start):
        start, end = max(span.start, at), min(span.end, len(text))
        if start < end:
            parts.append(text[at:start])
            parts.append(BLOT * (end - start))
            at = end
    parts.append(text[at:])
    outside = "".join(parts)
    sentences = [
        Sentence(start, end, paragraph.index)
        for paragraph in split_paragraphs(text)
        for start, end in _sentences(text, outside, paragraph.start, paragraph.end)
    ]
    starts = [sentence.start for sentence in sentences]
    return Layout(text, outside, sentences, starts, _sections(outside, sentences))


def _sections(outside: str, sentences: list[Sentence]) -> list[int]:
    """For each sentence, the number of its section. Lines of marks or with a clock time begin sections."""
    sections: list[int] = []
    section = 0
    for sentence in sentences:
        if sentence.end - sentence.start <= _SEPARATOR_LENGTH:
            section += bool(_SEPARATOR.fullmatch(outside, sentence.start, sentence.end))
        sections.append(section)
    return sections


def _sentences(text: str, outside: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The start and end of each sentence of one paragraph."""
    for found in _END.finditer(outside, start, end):
        if _ends_sentence(text, outside, found):
            yield start, found.end()
            start = found.end()
            while start < end and text[start].isspace():
                start += 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, outside: str, found: re.Match[str]) -> bool:
    if not _OPENS_SENTENCE.match(outside, found.end()):
        return False
    if found[0]:
        if not found[0].startswith("."):
            return True
        word = _LAST_WORD.search(outside, max(0, found.start() - 12), found.start())
        return word is None or not (
            (len(word[0]) == 1 and word[0].isupper()) or word[0].lower() in words("abbreviation")
        )
    # A quotation that ends in a full stop ends its sentence; after "?" or "!" the sentence may continue:
    # "Why?" she asked.
    inner = text[max(0, found.start() - 6) : found.start()].rstrip(_FINAL_MARKS)
    return inner.endswith(".") and not inner.endswith("..")
