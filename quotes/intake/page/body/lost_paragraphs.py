"""Finds paragraphs of an article that are not in its first block.

A page may have its text in several blocks with advertisements between them, or show only the beginning and
have the whole text in JSON-LD. Paragraphs in elements like those already found belong to the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lxml.html import fragment_fromstring

from quotes.intake.page.elements import text_blocks, text_of
from quotes.intake.page.linked_data import Node, string_of
from quotes.intake.spelling import letters, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OF_TEXT = 60  # characters of a paragraph; shorter ones may be captions or headings
_COMMON = 0.1  # of the characters found must be in similar elements
_WHOLE = ("article", "main")
_MOST_OF = 0.8
_KNOWN = 0.6  # of a paragraph's runs of words are in the text, if the paragraph is not lost
_RUN = 4
_SHORTEST_BODY = 200  # characters
_FEW = 2  # paragraphs at most, if the text was found without its breaks
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*$")
_TAGS = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_LINES = re.compile(r"\s*\n\s*")

Signature = tuple[tuple[str, str | None], ...]


def with_lost_blocks(paragraphs: Sequence[str], page: HtmlElement) -> list[str]:
    """The paragraphs, plus those in similar elements in the rest of the article's element."""
    place = {letters(paragraph): at for at, paragraph in enumerate(paragraphs)}
    blocks = [(block, text_of(block)) for block in text_blocks(page)]
    found = [block for block, text in blocks if len(text) >= _OF_TEXT and letters(text) in place]
    whole = _article_around(found)
    if whole is None:
        return list(paragraphs)
    alike = _common_signatures(found)
    known = set(_runs(words(" ".join(paragraphs))))
    lost: list[tuple[int, str]] = []
    last = -1
    inside = set(whole.iter())
    for block, text in blocks:
        key = letters(text)
        if key in place:
            last = max(last, place[key])
        elif len(text) < _OF_TEXT and not _SENTENCE_END.search(text):
            continue
        elif block in inside and _signature(block) in alike and _covered(words(text), known) < _KNOWN:
            lost.append((last, text))
    return _inserted(paragraphs, lost)


def with_article_body(
    paragraphs: Sequence[str], nodes: Iterable[Node], whole: HtmlElement, cleared: HtmlElement
) -> list[str]:
    """The paragraphs, and those that only the page's `articleBody` has, if much of it is missing.

    `articleBody` often includes boxes and captions of the page, which do not belong to the text. The `whole`
    page has them; the page that was `cleared` of its surroundings has not.
    """
    body = max(map(article_body, nodes), key=lambda parts: sum(map(len, parts)), default=[])
    if sum(map(len, body)) < _SHORTEST_BODY:
        return list(paragraphs)
    left_out = set(_runs(_shown(whole))) - set(_runs(_shown(cleared)))
    body = [part for part in body if _covered(words(part), left_out) < _KNOWN]
    known = set(_runs(words(" ".join(paragraphs))))
    if _covered(words(" ".join(body)), known) >= _MOST_OF:
        return body if _is_same_but_better_parted(paragraphs, body) else list(paragraphs)
    lost: list[tuple[int, str]] = []
    starts = [set(_runs(words(paragraph))) for paragraph in paragraphs]
    last = -1
    for part in body:
        own = words(part)
        if _covered(own, known) < _KNOWN:
            lost.append((last, part))
        else:
            last = max(
                (at for at, runs in enumerate(starts) if not runs.isdisjoint(_runs(own))), default=last
            )
    return _inserted(paragraphs, lost)


def article_body(node: Node) -> list[str]:
    """The paragraphs of a node's `articleBody`, which may be HTML."""
    body = string_of(node, "articleBody") or ""
    if _TAGS.search(body):
        element = fragment_fromstring(_TAGS.sub(r"\n\g<0>", body), create_parent="div")
        body = element.text_content()
    return [" ".join(line.split()) for line in _LINES.split(body) if line.strip()]


def _shown(page: HtmlElement) -> list[str]:
    """The words that a page shows."""
    return words(" ".join(page.xpath("//text()[not(parent::script)]")))


def _is_same_but_better_parted(paragraphs: Sequence[str], body: Sequence[str]) -> bool:
    if len(paragraphs) > _FEW or len(body) <= len(paragraphs):
        return False
    known = set(_runs(words(" ".join(body))))
    return _covered(words(" ".join(paragraphs)), known) >= _MOST_OF


def _runs(found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if len(found) < _RUN:
        yield tuple(found)
    for at in range(len(found) - _RUN + 1):
        yield tuple(found[at : at + _RUN])


def _covered(found: Sequence[str], known: set[tuple[str, ...]]) -> float:
    runs = list(_runs(found))
    return sum(run in known for run in runs) / max(1, len(runs))


def _inserted(paragraphs: Sequence[str], lost: Iterable[tuple[int, str]]) -> list[str]:
    """The paragraphs with the lost ones, each inserted after the paragraph with its number."""
    behind: dict[int, list[str]] = {}
    for after, text in lost:
        behind.setdefault(after, []).append(text)
    whole = list(behind.get(-1, []))
    for at, paragraph in enumerate(paragraphs):
        whole += [paragraph, *behind.get(at, [])]
    return whole


def _article_around(found: Sequence[HtmlElement]) -> HtmlElement | None:
    """The innermost `<article>` or `<main>` with most of the found elements, or else their common parent."""
    if not found:
        return None
    around = Counter(ancestor for block in found for ancestor in block.iterancestors())
    enough = _MOST_OF * len(found)
    holders = [ancestor for ancestor in found[0].iterancestors() if around[ancestor] >= enough]
    return next((holder for holder in holders if holder.tag in _WHOLE), holders[0] if holders else None)


def _common_signatures(found: Sequence[HtmlElement]) -> set[Signature]:
    share: Counter[Signature] = Counter()
    for block in found:
        share[_signature(block)] += len(text_of(block))
    enough = _COMMON * sum(share.values())
    return {signature for signature, characters in share.items() if characters >= enough}


def _signature(block: HtmlElement) -> Signature:
    """What similar elements share: their tag, and the tags and classes of their two ancestors."""
    around = [(str(one.tag), one.get("class")) for one in list(block.iterancestors())[:2]]
    return ((str(block.tag), None), *around)
