"""The texts, classes and blocks of a page's elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXT_BLOCKS = (
    "p",
    "li",
    *HEADINGS,
    "blockquote",
    "div",
    "dd",
    "td",
    "section",
    "article",
)
_PART = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def text_of(element: HtmlElement) -> str:
    """The text of an element, with white space as a browser would show it."""
    return " ".join("".join(element.itertext()).split())


def holds_at_most(characters: int, element: HtmlElement) -> bool:
    """Whether the text under an element is no longer than this; a long one is not read to its end."""
    for text in element.itertext():
        characters -= len(text.strip())
        if characters < 0:
            return False
    return True


def classes(element: HtmlElement) -> list[str]:
    name = element.get("class")
    return name.split() if name else []


def class_parts(element: HtmlElement) -> set[str]:
    """The words in the classes of an element: article, sub and head for `article-subHead`."""
    name = element.get("class")
    return parts_of(name) if name else set()


def parts_of(name: str) -> set[str]:
    """The words that a class is made of."""
    whole = {part for one in name.split() for part in re.split(r"[-_]+", one.lower())}
    return whole | {part.lower() for part in _PART.findall(name)}


def text_blocks(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements with text and without other blocks, in order."""
    for element in tree.iter(*_TEXT_BLOCKS):
        if block_of(element) is element:
            yield element


def block_of(element: HtmlElement) -> HtmlElement:
    """The element itself, or the first block within it."""
    return next((inner for inner in element.iterdescendants(*_TEXT_BLOCKS)), element)
