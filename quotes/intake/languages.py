"""Detects the language of a text, to decide whether to read it as English.

A page often declares a wrong language, so the text itself is examined first. A model for a hundred languages
needs more memory than the rest of intake; for news, counting small words is enough.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.intake.spelling import words
from quotes.intake.word_lists import kinds, phrases, word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from quotes.intake.page.linked_data import Node

ENGLISH = "en"
UNDETERMINED = "und"  # as BCP 47 writes it
_LIST = "function_words"
_LOOKED_AT = 10_000  # characters
_FEWEST = 20  # words that identify a language
_CLEAR = 0.12  # of the words of a text must be small words of its language
_MORE = 1.5  # times as many small words of another language as of English


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language of a text as an ISO 639 code; `und` if it is unknown but not English.

    None if the text is too short to tell and nothing is `declared`.
    """
    start = text[:_LOOKED_AT]
    script = _script(start)
    if script is not None:
        return _declared_or(script, declared)
    found = words(start)
    if len(found) < _FEWEST:
        return _code(declared)
    shares = {kind: _share(found, kind) for kind in kinds(_LIST)}
    english = shares.pop(ENGLISH)
    other = max(shares, key=lambda kind: shares[kind])
    if shares[other] >= _CLEAR and shares[other] > _MORE * english:
        return _declared_or(other, declared)
    # A list of names has few small words of any language. Its language stays undetected, and it is read, so
    # that no article is lost.
    return ENGLISH if english >= _CLEAR else _code(declared)


def declared_language(tree: HtmlElement, nodes: list[Node]) -> str | None:
    """The language that a page declares for its article: in JSON-LD, in `lang`, or in its metadata."""
    claims: Iterator[object] = iter([*(node.get("inLanguage") for node in nodes), tree.get("lang")])
    for claim in claims:
        if isinstance(claim, str) and _code(claim):
            return _code(claim)
    for meta in tree.iterfind(".//meta[@content]"):
        names = {meta.get(name, "").lower() for name in ("property", "name", "http-equiv")}
        if names & {"og:locale", "content-language", "dc.language"}:
            return _code(meta.get("content"))
    return None


def is_english(lang: str | None) -> bool:
    """Whether a text in this language is read as English; an unknown language (None) is."""
    return lang is None or _code(lang) == ENGLISH


def _code(claim: str | None) -> str | None:
    """The first part of a language tag: of "en-GB" and "en_GB" en."""
    plain = (claim or "").strip().lower().replace("_", "-").split("-")[0]
    return plain if plain.isascii() and plain.isalpha() and len(plain) in (2, 3) else None


def _declared_or(found: str, declared: str | None) -> str:
    """The declared language, which is better at telling Danish from Norwegian, unless it says English."""
    claimed = _code(declared)
    return found if claimed in (None, ENGLISH) else str(claimed)


def _share(found: list[str], kind: str) -> float:
    small = word_list(_LIST, kind)
    return sum(word in small for word in found) / len(found)


def _script(text: str) -> str | None:
    """The language of a text that is mostly in a script other than Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = Counter(
        unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in letters if letter > "\u02ff"
    )
    if not foreign or 2 * sum(foreign.values()) < len(letters):
        return None
    for script in ("HIRAGANA", "KATAKANA", foreign.most_common(1)[0][0]):
        if foreign[script] and (known := phrases(_LIST, f"script {script}")):
            return known[0]
    return UNDETERMINED
