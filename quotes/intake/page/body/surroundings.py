"""Removes parts of a page that are not part of its article, beside or within it.

These are teasers of other articles, which have their own quotes; captions; lines in which the outlet
addresses its readers; and text for screen readers. Any of them would break a quotation if it is between two
of its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quotes.intake.addresses import page_of, site_of, tidy_address
from quotes.intake.page.elements import block_of, class_parts, classes, text_of
from quotes.intake.word_lists import phrases, word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "article", "li", *_HEADINGS)
_LINES = ("p", "li", "h2", "h3", "h4", "h5", "h6")
_LONGEST_CARD = 600  # characters of a teaser of one other article
_LONGEST_CAPTION = 500
_LONGEST_LABELLED = 250
_LONGEST_HOUSE = 400
_MOSTLY = 0.8  # of a line's characters must be in links
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*$")
_QUOTED = re.compile(r"[“”\"]")
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_BREAKS = "».:|>–—- \u00a0"


def clear_surroundings(tree: HtmlElement, address: str | None) -> None:
    """Remove what is not part of the article from a page; `address` is the page's own, if known."""
    for element in [*_hidden(tree), *_captions(tree)]:
        _drop(element)
    for element in _cards(tree, address):
        _drop(element)
    lines = [line for line in tree.iter(*_LINES) if _leads_away(line, address) or _is_house_line(line)]
    of_lines = set(lines)
    if any(text_of(line) for line in tree.iter("p") if line not in of_lines):
        for line in lines:
            _drop(line)


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
    """The host of a link; "" for one within the site."""
    try:
        return urlsplit(href).netloc
    except ValueError:
        return ""


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements for screen readers only, and the area for readers' comments."""
    hidden, comments = word_list("surroundings", "hidden"), word_list("surroundings", "comments")
    for element in tree.iter():
        if hidden & set(classes(element)) or (
            comments & class_parts(element) and len(text_of(element)) <= _LONGEST_CARD
        ):
            yield element


def _captions(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Captions of pictures: under them, in one element with them, or beside them in italics."""
    captions, pictures = word_list("surroundings", "caption"), word_list("surroundings", "picture")
    for element in tree.iter("figcaption", "div", "span", "p", "figure"):
        parts = class_parts(element)
        if element.tag == "figcaption" or parts & captions:
            if len(text_of(element)) <= _LONGEST_CAPTION:
                yield element
        elif (parts & pictures or element.tag in ("figure", "p")) and _has_picture(element):
            text = text_of(element)
            aside = element.tag != "p" or _is_all_aside(element, text)
            if len(text) <= _LONGEST_CAPTION and aside and next(element.iter(*_HEADINGS), None) is None:
                yield element


def _has_picture(element: HtmlElement) -> bool:
    return next(element.iter("img", "picture"), None) is not None


def _is_all_aside(element: HtmlElement, text: str) -> bool:
    inner = "".join(text_of(part) for part in element.iter("em", "i", "small"))
    return bool(text) and len(inner) >= _MOSTLY * len(text)


def _cards(tree: HtmlElement, address: str | None) -> list[HtmlElement]:
    """Teasers of other articles: links around blocks, and rows of similar elements with linked headings."""
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


def _is_card(element: HtmlElement, address: str | None) -> bool:
    headings = [*element.iter(*_HEADINGS)]
    if not headings or len(text_of(element)) > _LONGEST_CARD:
        return False
    for heading in headings:
        links = [*heading.iter("a"), *heading.iterancestors("a")]
        if any(leads_elsewhere(link, address) for link in links):
            return True
    return False


def _leads_away(line: HtmlElement, address: str | None) -> bool:
    """Whether a line is only a link to another article, or is labelled as one."""
    links = [link for link in line.iter("a") if leads_elsewhere(link, address)]
    if _is_bare_label(line):
        return True
    if not links or next(line.iterchildren("p", "ul", "ol", "div"), None) is not None:
        return False
    text = text_of(line)
    if len(text) <= _LONGEST_LABELLED and _is_labelled(text, links):
        return True
    linked = sum(len(text_of(link)) for link in links)
    return linked >= _MOSTLY * len(text) and not _SENTENCE_END.search(text)


def _is_bare_label(line: HtmlElement) -> bool:
    text = text_of(line) if block_of(line) is line else ""
    plain = text.lower().replace("’", "'")
    return plain.endswith(":") and plain.strip(_BREAKS) in phrases("surroundings", "label")


def _is_labelled(text: str, links: list[HtmlElement]) -> bool:
    plain = text.lower().replace("’", "'").lstrip(_BREAKS)
    for label in phrases("surroundings", "label"):
        if plain.startswith(label):
            after = plain[len(label) :]
            if after.lstrip(" ").startswith((":", "»", ">", "|", "–", "—")) or not after.strip(_BREAKS):
                return True
            if text_of(links[0]).lower().startswith(after.strip(_BREAKS)[:20]):
                return True
    return False


def _is_house_line(line: HtmlElement) -> bool:
    """Whether the outlet addresses its readers in a line, with a link or an e-mail address."""
    text = text_of(line)
    if len(text) > _LONGEST_HOUSE or _QUOTED.search(text) or block_of(line) is not line:
        return False
    plain = text.lower()
    if not plain.startswith(
        tuple(phrase + end for phrase in phrases("surroundings", "house") for end in " :?")
    ):
        return False
    return next(line.iter("a"), None) is not None or _MAIL.search(text) is not None
