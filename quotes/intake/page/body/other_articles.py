"""Remove what is about other articles: links around blocks, rows of cards, excerpts in posts of live blogs.

Quotes in them belong to those articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quotes.intake.addresses import page_of, site_of, tidy_address
from quotes.intake.page.elements import HEADINGS, holds_at_most, text_of
from quotes.intake.spelling import letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "div", "article", "li", *HEADINGS)
_ROWS = ("div", "section", "ul", "ol", "aside", "li")
_LONGEST_CARD = 600  # characters of what tells of one other article
_LONGEST_POST = 3_000
_LONGEST_LABEL = 60
_SHORTEST_TITLE = 15  # letters
_LEVELS = 6  # elements around a link, of which its post is one
_MOST = 300  # links, each of which costs a search of what is around it
_OTHERS = 2  # posts beside a post
_SENTENCE_ENDS = tuple('.!…”"')


def drop_other_articles(tree: HtmlElement, address: str | None) -> None:
    """Remove the cards and excerpts from a page; `address` is the page's own, if known."""
    rows: dict[HtmlElement, None] = {}
    for element in [*_cards(tree, address), *_excerpts(tree, address)]:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()
            rows[parent] = None
    for row in rows:
        _drop_label(row)


def leads_elsewhere(link: HtmlElement, address: str | None) -> bool:
    """Whether a link goes to another page of the same site."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
        return False
    if not urlsplit_safely(href):
        return not href.startswith("?")
    target = tidy_address(href)
    if target is None or address is None:
        return target is not None
    return site_of(target) == site_of(address) and page_of(target) != page_of(address)


def urlsplit_safely(href: str) -> str:
    """The host of a link, "" of one within the site."""
    try:
        return urlsplit(href).netloc
    except ValueError:
        return ""


def _cards(tree: HtmlElement, address: str | None) -> list[HtmlElement]:
    """Elements that tell of other articles: links around blocks, rows of alike ones with linked headings."""
    only_heading = len(tree.findall(".//h1")) == 1
    found = []
    for link in tree.iter("a"):
        if next(link.iter(*_BLOCKS), None) is None or not leads_elsewhere(link, address):
            continue
        if len(text_of(link)) <= _LONGEST_CARD and not (only_heading and link.find(".//h1") is not None):
            found.append(link)
    for parent in tree.iter("div", "section", "ul", "ol", "aside"):
        alike = groupby(parent, key=lambda child: (child.tag, child.get("class")))
        for (tag, _), group in alike:
            row = list(group)
            if tag in _BLOCKS and len(row) > 1 and all(_is_card(child, address) for child in row):
                found += row
    return found


def _excerpts(tree: HtmlElement, address: str | None) -> Iterator[HtmlElement]:
    """Boxes in the posts of a live blog that hold how another article begins, and a link to it.

    The post has the heading of that article. A post that tells in its own paragraphs what the other article
    tells, and links to it, is the blog's own.
    """
    titles = {letters(text_of(heading)) for heading in tree.iter(*HEADINGS)}
    looked_at = 0
    for link in tree.iter("a"):
        key = letters(text_of(link))
        if len(key) < _SHORTEST_TITLE or key not in titles or not leads_elsewhere(link, address):
            continue
        looked_at += 1
        if looked_at > _MOST or address is None:
            return
        box = None
        for around in islice(link.iterancestors("div", "section", "article", "li"), _LEVELS):
            headings = list(around.iter(*HEADINGS))
            if not headings:
                box = around
                continue
            if box is None or len(headings) > 1 or letters(text_of(headings[0])) != key:
                break
            if _is_post(around, headings[0]):
                yield box
                break


def _is_post(element: HtmlElement, heading: HtmlElement) -> bool:
    """Whether an element with a heading is one of several posts, and not the article itself."""
    if heading.tag == "h1" or not holds_at_most(_LONGEST_POST, element):
        return False
    name = element.get("class")
    beside = chain(element.itersiblings(element.tag), element.itersiblings(element.tag, preceding=True))
    alike = (one for one in beside if one.get("class") == name)
    return sum(1 for _ in islice(alike, _OTHERS)) == _OTHERS


def _is_card(element: HtmlElement, address: str | None) -> bool:
    headings = [*element.iter(*HEADINGS)]
    if not headings or len(text_of(element)) > _LONGEST_CARD:
        return False
    for heading in headings:
        links = [*heading.iter("a"), *heading.iterancestors("a")]
        if any(leads_elsewhere(link, address) for link in links):
            return True
    return False


def _drop_label(parent: HtmlElement | None) -> None:
    """Take out what is left of a row whose cards are gone, if that is no more than its heading."""
    row = None
    while parent is not None and parent.tag in _ROWS and holds_at_most(_LONGEST_LABEL, parent):
        row, parent = parent, parent.getparent()
    if row is not None and parent is not None and not text_of(row).endswith(_SENTENCE_ENDS):
        row.drop_tree()
