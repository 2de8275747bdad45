"""A web page in, the article on it out: main text, title, author, publisher, dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from trafilatura import bare_extraction
from trafilatura.settings import Document, use_config
from trafilatura.utils import load_html

from quotes.intake.article import Article
from quotes.intake.characters import storable
from quotes.intake.days import parse_day
from quotes.intake.errors import NoArticle
from quotes.intake.modification_day import find_modified
from quotes.intake.quotation_elements import mark_quotations

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_INLINE = frozenset({"hi", "ref", "del", "lb", "graphic"})  # every other element of the body is a block
_LOOKED_AT = 50  # characters in which trafilatura looks for "html" before it trusts a text to be a page

# A guess from anywhere on the page ("© 2019") would date every quote of the article wrongly.
_DATES = {"extensive_search": False, "original_date": True}

# Below this many characters trafilatura takes all words of the page, captions and all, as one paragraph.
_CONFIG = use_config()
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "150"


def read_html(
    html: str,
    *,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | None = None,
    modified: date | None = None,
) -> Article:
    """The article on a page; what the caller knows of it wins over what the page says.

    The paragraphs of its text are separated by blank lines. Raises NoArticle when there is no main text.
    """
    tree = _tree(html)
    changed = find_modified(tree)  # before the tree is stripped to its main part
    found = _main_part(tree, url)
    text = storable("\n\n".join(_paragraphs(found.body)))
    if not text:
        raise NoArticle("the page has no main text")
    return Article(
        text=text,
        url=url or found.url,
        title=title or found.title,
        publisher=publisher or found.sitename,
        author=author or found.author,
        published=published or (parse_day(found.date) if found.date else None),
        modified=modified or changed,
    )


def _tree(html: str) -> HtmlElement:
    page = storable(html)
    if "html" not in page[:_LOOKED_AT].lower():
        page = f"<html><body>{page}</body></html>"
    tree = load_html(page)
    if tree is None:
        raise NoArticle("the page has no main text")
    return tree


def _main_part(tree: HtmlElement, url: str | None) -> Document:
    mark_quotations(tree)
    found = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATES,
        config=_CONFIG,
    )
    if not isinstance(found, Document):
        raise NoArticle("the page has no main text")
    return found


def _paragraphs(body: _Element) -> Iterator[str]:
    """The text of each block, its white space as a browser would show it."""
    pieces: list[str] = []
    for piece in _pieces(body):
        if piece is not None:
            pieces.append(piece)
            continue
        paragraph = "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\v"))
        yield from filter(None, (part.strip() for part in paragraph.split("\n\n")))
        pieces = []


def _pieces(element: _Element) -> Iterator[str | None]:
    """The texts under an element in reading order; a vertical tab for a line break, None at block ends."""
    block = element.tag not in _INLINE
    if block:
        yield None
    yield "\v" if element.tag == "lb" else (element.text or "").replace("\v", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\v", " ")
    if block:
        yield None
