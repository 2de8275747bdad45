"""A web page as a tree of elements, with bounds on what a page may cost."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from lxml.etree import ParserError
from lxml.html import HTMLParser, document_fromstring
from trafilatura.utils import repair_faulty_html

from quotes.intake.errors import NoArticle, PageTooLarge

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_CHARACTERS = 10_000_000  # of the page, scripts and all
MOST_TEXT = 2_000_000  # characters outside scripts and the like
MOST_ELEMENTS = 50_000
MOST_COMPARISONS = 400_000_000  # of attributes: the parser compares each of an element with each other
MOST_DEPTH = 100  # of elements within elements; what is nested deeper is lifted up
_WITHIN = 50  # levels more for what is no wrapper, such as a paragraph in a list in a table

_LONG_TAG = 2_000  # characters; what is shorter has too few attributes to count
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe")
_WRAPPERS = frozenset({
    "div", "span", "section", "main", "font", "center", "a", "b", "i", "u", "em", "strong", "small", "big",
    "nobr", "body", "abbr", "sub", "sup", "s", "del", "ins",
})  # fmt: skip
_SECTIONS = ("section", "article", "aside", "figure", "nav", "header", "footer")  # unknown to HTML 4
# Without `huge_tree` what stands deeper than 256 elements would be lost.
_PARSER = HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
)


def parse_page(page: str) -> HtmlElement:
    """The elements of a page, none nested too deep to be read. Raises NoArticle and PageTooLarge."""
    if len(page) > MOST_CHARACTERS:
        raise PageTooLarge(f"it has more than {MOST_CHARACTERS} characters")
    if _comparisons(page) > MOST_COMPARISONS:
        raise PageTooLarge("its elements have too many attributes")
    try:
        tree: HtmlElement = document_fromstring(repair_faulty_html(page, page[:50].lower()).encode(), _PARSER)
    except (ValueError, ParserError) as error:  # nothing but white space and comments
        raise NoArticle("the page has no main text") from error
    for element in list(tree.iter(*_NO_TEXT)):
        if element.get("type") != "application/ld+json":  # which tells of author and dates
            element.drop_tree()
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise PageTooLarge(f"it has more than {MOST_ELEMENTS} elements")
    if sum(map(len, tree.itertext())) > MOST_TEXT:
        raise PageTooLarge(f"its text has more than {MOST_TEXT} characters")
    _close_paragraphs(tree)
    _lift(tree, MOST_DEPTH, _WRAPPERS)
    _lift(tree, MOST_DEPTH + _WITHIN, None)
    return tree


def _comparisons(page: str) -> int:
    """How many attributes the parser may have to compare; what looks like a tag in a script counts, too."""
    long = (tag[0] for tag in _TAG.finditer(page) if tag.end() - tag.start() > _LONG_TAG)
    return sum(len(_QUOTED.sub("", tag).split()) ** 2 for tag in long)


def _close_paragraphs(tree: HtmlElement) -> None:
    """Put behind a paragraph the sections that stand in it: browsers end it there, the parser does not."""
    for section in reversed(list(tree.iter(*_SECTIONS))):
        paragraph = section.getparent()
        if paragraph is not None and paragraph.tag == "p":
            paragraph.addnext(section)


def _lift(tree: HtmlElement, most: int, tags: Collection[str] | None) -> None:
    """Put in the place of each element that lies deeper than `most` what it holds, if it has such a tag."""
    waiting = [(child, 1) for child in reversed(tree)]
    while waiting:
        element, depth = waiting.pop()
        children = list(element)
        if depth > most and (tags is None or element.tag in tags):
            element.drop_tag()
            depth -= 1
        waiting += [(child, depth + 1) for child in reversed(children)]
