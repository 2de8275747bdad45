"""Parses a web page into a tree of elements, with limits on its cost."""

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

MOST_CHARACTERS = 10_000_000  # of the page, including scripts
MOST_TEXT = 2_000_000  # characters outside scripts and the like
MOST_ELEMENTS = 50_000
MOST_COMPARISONS = 400_000_000  # of attributes: the parser compares all pairs of an element's attributes
MOST_DEPTH = 100  # of nested elements; deeper ones are lifted up
_WITHIN = 50  # more levels for elements that are not wrappers, such as a paragraph in a list in a table

_LONG_TAG = 2_000  # characters; shorter tags have too few attributes to matter
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe")
_WRAPPERS = frozenset({
    "div", "span", "section", "main", "font", "center", "a", "b", "i", "u", "em", "strong", "small", "big",
    "nobr", "body", "abbr", "sub", "sup", "s", "del", "ins",
})  # fmt: skip
_SECTIONS = ("section", "article", "aside", "figure", "nav", "header", "footer")  # unknown to HTML 4
# Without `huge_tree`, content below 256 levels would be lost.
_PARSER = HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
)


def parse_page(page: str) -> HtmlElement:
    """The tree of a page, with its depth reduced if necessary. Raises NoArticle and PageTooLarge."""
    if len(page) > MOST_CHARACTERS:
        raise PageTooLarge(f"it has more than {MOST_CHARACTERS} characters")
    if _comparisons(page) > MOST_COMPARISONS:
        raise PageTooLarge("its elements have too many attributes")
    try:
        tree: HtmlElement = document_fromstring(repair_faulty_html(page, page[:50].lower()).encode(), _PARSER)
    except (ValueError, ParserError) as error:  # nothing but white space and comments
        raise NoArticle("the page has no main text") from error
    for element in list(tree.iter(*_NO_TEXT)):
        if element.get("type") != "application/ld+json":  # which contains the author and dates
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
    """An upper bound of the parser's comparisons of attributes; tag-like text in scripts counts too."""
    long = (tag[0] for tag in _TAG.finditer(page) if tag.end() - tag.start() > _LONG_TAG)
    return sum(len(_QUOTED.sub("", tag).split()) ** 2 for tag in long)


def _close_paragraphs(tree: HtmlElement) -> None:
    """Move sections out of the paragraphs they are in, since browsers, unlike the parser, end those there."""
    for section in reversed(list(tree.iter(*_SECTIONS))):
        paragraph = section.getparent()
        if paragraph is not None and paragraph.tag == "p":
            paragraph.addnext(section)


def _lift(tree: HtmlElement, most: int, tags: Collection[str] | None) -> None:
    """Replace each element below the level `most` by its content, if its tag is among `tags` (None: any)."""
    waiting = [(child, 1) for child in reversed(tree)]
    while waiting:
        element, depth = waiting.pop()
        children = list(element)
        if depth > most and (tags is None or element.tag in tags):
            element.drop_tag()
            depth -= 1
        waiting += [(child, depth + 1) for child in reversed(children)]
