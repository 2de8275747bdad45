"""Detects pages that show only the beginning of their article, because of a paywall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.intake.page.elements import text_of
from quotes.intake.page.linked_data import Node
from quotes.intake.word_lists import phrases

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CUT = re.compile(r"(?:…|\.{3})[”’\"')\]]*$")
_NUMBER = re.compile(r"[0-9]{1,7}")
_SHORT = 250  # words; whole articles behind a metered paywall are longer
_LONG = 600  # words
_HALF = 0.6  # of the number of words that the page gives
_FEWEST_COUNTED = 100
_MOST_WITHIN = 8  # elements in a paywall notice
_LONGEST_WALL = 300  # characters of the text of a paywall notice


def is_truncated(paragraphs: Sequence[str], tree: HtmlElement, nodes: Sequence[Node]) -> bool:
    """Whether the rest of an article is missing.

    Either the page gives a number of words and the text has far fewer, or it has a paywall notice and the
    text is short or breaks off.
    """
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if any(counted >= _FEWEST_COUNTED and words < _HALF * counted for counted in map(_word_count, nodes)):
        return True
    last = paragraphs[-1] if paragraphs else ""
    if not any(map(_is_for_payers, nodes)) and not _has_wall(tree):
        return False
    return words < _SHORT or (words < _LONG and _CUT.search(last) is not None)


def _word_count(node: Node) -> int:
    counted = node.get("wordCount")
    if isinstance(counted, str) and _NUMBER.fullmatch(counted.strip()):
        return int(counted)
    return counted if isinstance(counted, int) else 0


def _is_for_payers(node: Node) -> bool:
    return str(node.get("isAccessibleForFree", True)).strip().lower() in ("false", "no", "0")


def _has_wall(tree: HtmlElement) -> bool:
    walls = phrases("paywall", "wall")
    for element in tree.iter("p", "div", "span", "h2", "h3", "h4", "a", "button"):
        text = text_of(element).lower().replace("’", "'") if len(element) <= _MOST_WITHIN else ""
        if text and len(text) <= _LONGEST_WALL and any(wall in text for wall in walls):
            return True
    return False
