"""Adds quotation marks to words that a page quotes by elements: `<q>`, block quotations, posts.

A browser shows `<q>` with quotation marks and a block quotation with an indent. The text of an article has no
indents, so both get marks. A block quotation only gets them if the page gives its source: it follows a colon,
`<cite>` or `<footer>` names the source, or it is an embedded post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from quotes.intake.page.body.embedded_posts import is_post, tidy_posts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS = "“”„«»\"‘'"
_DASHES = "—–―-"
_SOURCE = frozenset({"cite", "footer"})
_MOST_EMPTY = 20  # elements without words before a block quotation that are skipped
_CREDIT = re.compile(r"\s*[—–―-]{1,2}\s*[^\W\d_]")


def mark_quotations(page: HtmlElement) -> None:
    """Put quotation marks around the words that elements of the page mark as quoted."""
    tidy_posts(page)
    for element in reversed(list(page.iter("q"))):  # nested ones first
        _mark_inline(element)
    for element in list(page.iter("blockquote")):
        if _is_attributed(element):
            _mark_block(element)


def _mark_inline(element: HtmlElement) -> None:
    opening, closing = "‘’" if any(True for _ in element.iterancestors("q")) else "“”"
    if not _has_marks(element):
        element.text = opening + (element.text or "").lstrip()
        _append(element, closing)
    element.tag = "span"  # otherwise its marks would be taken for those of a block


def _append(element: HtmlElement, text: str) -> None:
    """Append text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + text
    else:
        element.text = (element.text or "").rstrip() + text


def _has_marks(element: HtmlElement) -> bool:
    return element.text_content().strip()[:1] in _MARKS


def _is_attributed(block: HtmlElement) -> bool:
    if is_post(block) or any(True for _ in block.iter(*_SOURCE)):
        return True
    for before in islice(block.itersiblings(preceding=True), _MOST_EMPTY):
        if text := before.text_content().strip():
            return bool(text.endswith(":"))
    return False


def _mark_block(block: HtmlElement) -> None:
    """Put a mark before each paragraph and after the last, as newspapers print long quotations."""
    for source in list(block.iter(*_SOURCE)):
        if source.tag in _SOURCE:  # a nested one has been renamed
            _as_credit(source)
    parts = [part for part in _parts(block) if not _CREDIT.match(part.text_content())]
    if not parts or any(_has_marks(part) for part in parts):
        return
    for part in parts:
        part.text = "“" + (part.text or "").lstrip()
    _append(parts[-1], "”")


def _parts(block: HtmlElement) -> Iterator[HtmlElement]:
    """The paragraphs of a block quotation; text outside of elements becomes one."""
    if (block.text or "").strip():
        words = block.makeelement("p")
        words.text, block.text = block.text, None
        for inner in list(block):
            if inner.tag in ("p", "div", *_SOURCE):
                break
            words.append(inner)
        block.insert(0, words)
    for part in block.iter("p"):
        if part.text_content().strip() and not any(True for _ in part.iterancestors(*_SOURCE)):
            yield part


def _as_credit(source: HtmlElement) -> None:
    """Make the line that names the source a paragraph that begins with a dash."""
    for part in source.iter(*_SOURCE):
        part.tag = "p" if part is source else "span"
    text = source.text_content().strip()
    if text and text[0] not in _DASHES:
        source.text = "— " + (source.text or "").lstrip()
