"""Removes pull quotes: words of an article that are repeated for display and could be misattributed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quotes.intake.page.body.embedded_posts import is_post
from quotes.intake.page.elements import parts_of, text_blocks, text_of
from quotes.intake.spelling import words
from quotes.intake.word_lists import phrases

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST_WORDS = 5
_MOST = 200  # elements examined, each of which needs a search of the text
_OPENING = re.compile(r"[“\"‘'«„]")
_CLOSING = re.compile(r"[”\"’'»“][.,!?]?$")
_CUT = re.compile(r"…|[.!?]+[”\"’']*(?:\s|$)")
_SIGNS = re.compile(r"[^a-z]+")
_APART = " | "


def drop_pull_quotes(tree: HtmlElement) -> None:
    """Remove displayed quotes, set in an element or in marks, that only repeat words of longer paragraphs."""
    blocks = [(block, " ".join(words(text_of(block)))) for block in text_blocks(tree)]
    joined = _APART.join(["", *(text for _, text in blocks), ""])
    looked_at = 0
    for block, text in blocks:
        shown = _display(block)
        if shown is None or text.count(" ") + 1 < _FEWEST_WORDS:
            continue
        looked_at += 1
        if looked_at > _MOST:
            return
        if shown.getparent() is not None and _is_repeated(block, text, joined):
            shown.drop_tree()


def _is_repeated(block: HtmlElement, text: str, joined: str) -> bool:
    """Whether the words of a block are repeated in a longer one, perhaps sentence by sentence."""
    if joined.count(f" {text} ") > joined.count(f"{_APART}{text}{_APART}"):
        return True
    sentences = [" ".join(found) for part in _CUT.split(text_of(block)) if (found := words(part))]
    return len(sentences) > 1 and all(joined.count(f" {part} ") > 1 for part in sentences)


def _display(block: HtmlElement) -> HtmlElement | None:
    """The element that displays a quotation and contains this block; None if there is none."""
    found = None
    for element in (block, *block.iterancestors()):
        if is_post(element):
            return None
        if element.tag in ("blockquote", "aside") or _is_named_so(element):
            found = element
    if found is not None:
        return found
    text = text_of(block)
    return block if _OPENING.match(text) and _CLOSING.search(text) and _is_one_passage(text) else None


def _is_named_so(element: HtmlElement) -> bool:
    name = element.get("class")
    return bool(name) and element.tag not in ("body", "html", "main", "article") and _is_name(name)


@lru_cache
def _is_name(name: str) -> bool:
    """Whether a class is that of display quotes."""
    plain = {_SIGNS.sub("", one.lower()) for one in name.split()}
    wanted = phrases("surroundings", "pull_quote")
    return any(one.startswith(wanted) for one in plain) or {"pull", "quote"} <= parts_of(name)


def _is_one_passage(text: str) -> bool:
    """Whether a text is one quotation from its first mark to its last."""
    return len(re.findall(r"[“”\"«»„]", text)) in (0, 2)
