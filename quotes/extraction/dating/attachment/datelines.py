"""Datelines, bylines and captions, whose times belong to the page and do not date quotes."""

from __future__ import annotations

import re

from quotes.extraction.dating.attachment.layout import BLOT, WORD, Layout
from quotes.extraction.dating.expressions.recognition import TimeExpression

_DATELINE_REACH = 70  # characters
_DATELINE_WORDS = 8
_DATELINE_TAIL = re.compile(r"[,.]?\s?(?:\([^)\n]{1,40}\)|/[^/\n]{1,30}/)?\s?(?:-|--|–|—|―|−)\s")
_DATED = re.compile(r"\bdated\b")
_HEADER = re.compile(
    r"\W{0,3}(?:published|updated|posted|last updated|last modified|date|first published|created|modified|"
    r"correction)\b",
    re.IGNORECASE,
)
_HEADER_WORDS = 3
_LONGEST_FURNITURE = 300  # characters
_CAPTION_WORDS = 30


def is_dateline_or_caption(layout: Layout, index: int, expression: TimeExpression) -> bool:
    """Whether the time belongs to the article or a picture: a dateline, a byline, a caption."""
    sentence = layout.sentences[index]
    first = index == 0 or layout.sentences[index - 1].paragraph != sentence.paragraph
    last = index + 1 == len(layout.sentences) or layout.sentences[index + 1].paragraph != sentence.paragraph
    before = layout.outside[sentence.start : min(expression.start, sentence.start + _LONGEST_FURNITURE)]
    after = layout.outside[expression.end : min(sentence.end, expression.end + _LONGEST_FURNITURE)]
    short = len(before) <= _DATELINE_REACH and before.count(" ") <= _DATELINE_WORDS
    if (first and short and not _DATED.search(before) and _DATELINE_TAIL.match(after)) or _HEADER.match(
        before
    ):
        return True
    window = len(WORD.findall(before)) + len(WORD.findall(after))
    alone = window <= (_HEADER_WORDS if first and last else 0)
    if alone and BLOT not in before and BLOT not in after:
        return True
    return last and not after.strip() and window < _CAPTION_WORDS
