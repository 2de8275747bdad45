"""The headline of a page and the line under it, which belong to its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from quotes.intake.page.elements import class_parts, text_blocks, text_of
from quotes.intake.page.linked_data import Node, string_of
from quotes.intake.spelling import letters
from quotes.intake.word_lists import word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DESCRIPTIONS = frozenset(("description", "og:description", "twitter:description"))
_FIRST = 4  # paragraphs among which to look for a headline
_FOLLOWING = 30  # blocks after a headline among which to look for the line under it
_SHORTEST, _LONGEST = 25, 500  # characters of a line under a headline


def find_heading(tree: HtmlElement) -> HtmlElement | None:
    """The heading of the page's article: its only `<h1>`, or the one with which the page's title begins."""
    headings = [heading for heading in tree.iterfind(".//h1") if text_of(heading)]
    if len(headings) == 1:
        return headings[0]
    title = letters(" ".join(tree.xpath("string(//title)").split()))
    return next((heading for heading in headings if title.startswith(letters(text_of(heading)))), None)


def with_headline(paragraphs: Sequence[str], heading: HtmlElement | None, nodes: Sequence[Node]) -> list[str]:
    """The paragraphs, preceded by the page's heading and the line under it unless they begin with them."""
    if heading is None:
        return list(paragraphs)
    headline = text_of(heading)
    key = letters(headline)
    first = next((at for at, one in enumerate(paragraphs[:_FIRST]) if letters(one) == key), None)
    rest = list(paragraphs) if first is None else [*_above(paragraphs[:first]), *paragraphs[first + 1 :]]
    under = _under(heading, nodes, letters(" ".join(rest)))
    return [headline, *([under] if under else []), *rest]


def _above(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs before a heading that are more than the name of a section."""
    return [one for one in paragraphs if len(one) >= _SHORTEST]


def _under(heading: HtmlElement, nodes: Sequence[Node], known: str) -> str | None:
    """The line under a heading: by its class, or equal to the page's description; None if already `known`."""
    page = heading.getroottree().getroot()
    described = {letters(text) for text in _descriptions(page, nodes)}
    names = word_list("surroundings", "standfirst")
    blocks = set(text_blocks(page))
    for block in islice((one for one in heading.xpath("following::*") if one in blocks), _FOLLOWING):
        text = text_of(block)
        if not _SHORTEST <= len(text) <= _LONGEST:
            continue
        if letters(text) in known:  # the text begins here
            return None
        named = class_parts(block) | class_parts(block.getparent())
        if letters(text) in described or named & names:
            return text
    return None


def _descriptions(page: HtmlElement, nodes: Sequence[Node]) -> Iterator[str]:
    for meta in page.iterfind(".//meta[@content]"):
        if {meta.get("name", "").lower(), meta.get("property", "").lower()} & _DESCRIPTIONS:
            yield meta.get("content", "")
    for node in nodes:
        yield from filter(None, (string_of(node, "description"), string_of(node, "alternativeHeadline")))
