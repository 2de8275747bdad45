"""Remove boxes beside the article: facts, rankings, newsletters, advertisements, notices.

A box has a context of its own: words quoted in it would be attributed to whoever the paragraph above names. A
box is recognised by the parts of its class, as in `tarn-factbox` or `newsletter_signup`, or by HTML's
`hidden`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.intake.page.elements import class_parts, holds_at_most, text_of
from quotes.intake.word_lists import word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = ("div", "section", "aside", "ul", "ol", "form", "figure", "table")
_LONGEST_NOTICE = 600  # characters of text that is hidden, or not about the article
_MOST = 0.8  # share of a page's paragraphs; an element with more is not a box, whatever its class
_FEW = 0.1  # share of a page's text; a class with more is not used for notices


def drop_side_boxes(tree: HtmlElement) -> None:
    """Remove the boxes from a page."""
    for box in [*_boxes(tree), *_hidden(tree)]:
        if box.getparent() is not None:
            box.drop_tree()


def _boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    boxes, notices = word_list("surroundings", "box"), word_list("surroundings", "notice")
    in_paragraphs = _characters_in_paragraphs(tree)
    most = _MOST * in_paragraphs[tree]
    called: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for element in tree.iter(*_BOXES):
        parts = class_parts(element)
        if in_paragraphs[element] > most:
            continue
        if boxes & parts:
            yield element
        elif notices & parts and holds_at_most(_LONGEST_NOTICE, element):
            called[element.get("class", "")].append(element)
    few = int(_FEW * len(text_of(tree)))
    for alike in called.values():
        if sum(len(text_of(element)) for element in alike) <= few:
            yield from alike


def _hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Short notes that a script may show; a text may also be hidden until a script has checked the reader."""
    for element in tree.iterfind(".//*[@hidden]"):
        if holds_at_most(_LONGEST_NOTICE, element):
            yield element


def _characters_in_paragraphs(tree: HtmlElement) -> Counter[HtmlElement]:
    """The amount of text in paragraphs under each element, including the paragraphs themselves."""
    found: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        characters = len(text_of(paragraph))
        for element in (paragraph, *paragraph.iterancestors()):
            found[element] += characters
    return found
