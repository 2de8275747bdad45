"""The title of an article, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.intake.page.linked_data import Node, string_of
from quotes.intake.spelling import letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAK = re.compile(r"\s+[|*•·»–—-]\s+")
_ENTITY = re.compile(r"&#?\w+;")


def find_title(read: str | None, nodes: Sequence[Node], tree: HtmlElement, site: str | None) -> str | None:
    """The article's headline in JSON-LD, or the title that trafilatura has `read`.

    A page has different titles for search engines, for readers and for sharing. If the headline was cut to
    the length shown by search engines, or has HTML entities, a fuller or cleaner title of the page is used.
    """
    title = title_alone(read, tree, site) if read else None
    headline = next((found for node in nodes if (found := string_of(node, "headline"))), None)
    if headline is None or (site is not None and letters(headline) == letters(site)):
        return title
    raw = next(str(node["headline"]) for node in nodes if string_of(node, "headline"))
    headline = title_alone(headline, tree, site)
    own = letters(headline)
    others = [title] if title else []
    others += [" ".join(heading.text_content().split()) for heading in tree.iterfind(".//h1")]
    for other in others:
        same = letters(other) == own and _ENTITY.search(raw)
        if same or (letters(other) != own and letters(other).startswith(own)):
            return other
    return headline


def title_alone(title: str, tree: HtmlElement, site: str | None) -> str:
    """A page's title without anything after its heading, or without the site's name at its end."""
    headings = {letters(" ".join(heading.itertext())) for heading in tree.iterfind(".//h1")}
    for found in _BREAK.finditer(title):
        if letters(title[: found.start()]) in headings:
            return title[: found.start()]
    ends = [found.start() for found in _BREAK.finditer(title)]
    parts = _BREAK.split(title)
    while site and ends and letters(site) and letters(parts.pop()).startswith(letters(site)):
        title = title[: ends.pop()]
    return title
