"""Boxes that a page prints beside its article: facts, rankings, newsletters, advertisements, notices.

A box has a context of its own: words quoted in it would be given to whoever the paragraph above names.
A box is known by the parts of its class, as in `tarn-factbox` or `newsletter_signup`, or by HTML's `hidden`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.intake.page.elements import class_parts, text_of
from quotes.intake.word_lists import word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = ("div", "section", "aside", "ul", "ol", "p", "form", "span", "figure", "table")
_LONGEST_NOTICE = 600  # characters of what is hidden, or speaks of no article
_MOST = 0.8  # of a page's paragraphs; an element with more is no box, whatever its class


def drop_side_boxes(tree: HtmlElement) -> None:
    """Take the boxes out of a page."""
    for box in list(_boxes(tree)):
        if box.getparent() is not None:
            box.drop_tree()


def _boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    boxes, notices = word_list("surroundings", "box"), word_list("surroundings", "notice")
    most = _MOST * _in_paragraphs(tree)
    for element in tree.iter(*_BOXES):
        parts = class_parts(element)
        if boxes & parts:
            if _in_paragraphs(element) <= most:
                yield element
        elif (notices & parts or element.get("hidden") is not None) and (
            len(text_of(element)) <= min(most, _LONGEST_NOTICE)
        ):
            yield element


def _in_paragraphs(element: HtmlElement) -> int:
    return sum(len(text_of(paragraph)) for paragraph in element.iter("p"))
