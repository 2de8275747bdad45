"""Remove text from a page that is beside or within its article but not part of it.

Lines that link to other articles; captions; lines in which the outlet addresses its readers; words for screen
readers. Any of them between two paragraphs of one quotation would split it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.intake.page.body.other_articles import drop_other_articles, leads_elsewhere
from quotes.intake.page.elements import HEADINGS, block_of, class_parts, classes, holds_at_most, text_of
from quotes.intake.spelling import words
from quotes.intake.word_lists import phrases, word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = ("p", "li", *HEADINGS[1:])
_LONGEST_COMMENTS = 600  # characters of a text that invites comments
_LONGEST_CAPTION = 500
_LONGEST_LABELLED = 250
_LONGEST_HOUSE = 400
_LONGEST_BARE = 80
_MINUTES = re.compile(r"\d{1,3} min(?:ute)?s? read|reading time \d{1,3} min(?:ute)?s?")
_MOSTLY = 0.8  # share of a line's characters that are in its links
_SENTENCE_END = re.compile(r"[.!…][”’\"')]*$|\?[”’\"')]+$")  # a bare question is a headline
_QUOTED = re.compile(r"[“”\"]")
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_BREAKS = "».:|>–—- \u00a0"


def clear_surroundings(tree: HtmlElement, address: str | None) -> None:
    """Remove from a page what is not part of its article; `address` is the page's own, if known."""
    for element in [*_hidden(tree), *_captions(tree), *_bare_lines(tree)]:
        _drop(element)
    drop_other_articles(tree, address)
    lines = [line for line in tree.iter(*_LINES) if _leads_away(line, address) or _is_house_line(line)]
    of_lines = set(lines)
    if any(text_of(line) for line in tree.iter("p") if line not in of_lines):
        for line in lines:
            _drop(line)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements for screen readers only, and the area for readers' comments."""
    hidden, comments = word_list("surroundings", "hidden"), word_list("surroundings", "comments")
    for element in tree.iter():
        if hidden & set(classes(element)) or (
            comments & class_parts(element) and holds_at_most(_LONGEST_COMMENTS, element)
        ):
            yield element


def _captions(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Captions of pictures: under them, in one element with them, or beside them in italics."""
    captions, pictures = word_list("surroundings", "caption"), word_list("surroundings", "picture")
    for element in tree.iter("figcaption", "div", "span", "p", "figure"):
        parts = class_parts(element)
        if element.tag == "figcaption" or parts & captions:
            if holds_at_most(_LONGEST_CAPTION, element):
                yield element
        elif parts & pictures or element.tag in ("figure", "p"):
            aside = holds_at_most(_LONGEST_CAPTION, element) and _has_picture(element)
            if aside and element.tag == "p":
                aside = _is_all_aside(element)
            if aside and next(element.iter(*HEADINGS), None) is None:
                yield element


def _bare_lines(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Lines such as "Story continues below" and "Listen to this article" between paragraphs."""
    for line in tree.iter("div", *_LINES):
        if holds_at_most(_LONGEST_BARE, line):
            plain = " ".join(words(text_of(line)))
            if plain in phrases("surroundings", "bare") or _MINUTES.fullmatch(plain):
                yield line


def _has_picture(element: HtmlElement) -> bool:
    return next(element.iter("img", "picture"), None) is not None


def _is_all_aside(element: HtmlElement) -> bool:
    text = text_of(element)
    inner = "".join(text_of(part) for part in element.iter("em", "i", "small"))
    return bool(text) and len(inner) >= _MOSTLY * len(text)


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
    plain = text.lower().replace("’", "'")
    begins = any(
        plain.startswith(phrase) and not plain[len(phrase) :][:1].isalnum()
        for phrase in phrases("surroundings", "house")
    )
    if not begins and not any(phrase in plain for phrase in phrases("surroundings", "asks")):
        return False
    return next(line.iter("a"), None) is not None or _MAIL.search(text) is not None
