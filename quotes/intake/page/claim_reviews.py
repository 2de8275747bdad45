"""Fact-checkers' reviews of claims on a page: schema.org's ClaimReview, in JSON-LD or microdata.

A page may say anything about anybody. What is read here is stored as text, and as the statement of that page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from quotes.intake.addresses import tidy_address
from quotes.intake.characters import storable
from quotes.intake.days import parse_day
from quotes.intake.page.linked_data import Node, nodes_within, scripts, string_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_REVIEWS = 20  # of one page
LONGEST_CLAIM = 2_000  # characters
LONGEST_NAME = 300
LONGEST_ADDRESS = 4_000
_DEEPEST = 8  # items of microdata within each other
_TYPE = "ClaimReview"
# The attributes with a property's value, by element.
_VALUES = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src",
    "img": "src", "source": "src", "track": "src", "video": "src", "object": "data", "data": "value",
    "meter": "value", "time": "datetime", "meta": "content",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """A claim that was checked, with the reviewer's rating in the reviewer's own words.

    `claimed_by` is None if nobody or more than one is named. `url` is the address of the review.
    """

    claim: str
    claimed_by: str | None = None
    claimed_on: date | None = None
    rating: str | None = None
    reviewer: str | None = None
    url: str | None = None
    reviewed_on: date | None = None


def find_claim_reviews(tree: HtmlElement, url: str | None) -> tuple[ClaimReview, ...]:
    """The reviews in a page's markup, without repetition, in the order of the page."""
    nodes = [node for script in scripts(tree) for node in nodes_within(script)]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    linked = (_review(node, known, url) for node in nodes if _is_claim_review(node.get("@type")))
    marked = (_review(node, {}, url) for node in _items(tree))
    found = (review for part in (linked, marked) for review in part if review is not None)
    return tuple(islice(dict.fromkeys(islice(found, 10 * MOST_REVIEWS)), MOST_REVIEWS))


def _is_claim_review(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.rpartition("/")[2] == _TYPE for one in kinds)


def _review(node: Node, known: dict[str, Node], base: str | None) -> ClaimReview | None:
    """The review that a node describes, or None if it names no claim."""
    claim = _text(node, "claimReviewed", LONGEST_CLAIM)
    if claim is None:
        return None
    reviewed = next(_nodes(node, "itemReviewed", known), {})
    return ClaimReview(
        claim=claim,
        claimed_by=_name(reviewed, "author", known),
        claimed_on=_day(reviewed),
        rating=_rating(next(_nodes(node, "reviewRating", known), {})),
        reviewer=_name(node, "author", known) or _name(node, "publisher", known),
        url=_address(node, base),
        reviewed_on=_day(node),
    )


def _rating(node: Node) -> str | None:
    """The rating in words; for a mere number, that number and the best possible one."""
    for name in ("alternateName", "name", "ratingExplanation"):
        if words := _text(node, name, LONGEST_NAME):
            return words
    value = _number(node.get("ratingValue"))
    best = _number(node.get("bestRating"))
    if value is None:
        return None
    return f"{value} of {best}" if best is not None else value


def _number(value: Any) -> str | None:
    try:
        number = float(value) if isinstance(value, (int, float, str)) else math.nan
    except (ValueError, OverflowError):
        return None
    return f"{number:g}" if math.isfinite(number) else None


def _name(node: Node, role: str, known: dict[str, Node]) -> str | None:
    """The name of whoever has a role, unless there are several."""
    written = node.get(role)
    names = [_text({role: one}, role, LONGEST_NAME) for one in _each(written) if isinstance(one, str)]
    names += [_text(one, "name", LONGEST_NAME) for one in _nodes(node, role, known)]
    told = set(filter(None, names))
    return told.pop() if len(told) == 1 else None


def _nodes(node: Node, name: str, known: dict[str, Node]) -> Iterator[Node]:
    """The nodes of a property; a node given by reference is looked up."""
    for one in _each(node.get(name)):
        if isinstance(one, dict):
            identifier = one.get("@id")
            yield known.get(identifier, one) if isinstance(identifier, str) and len(one) == 1 else one


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(node: Node, name: str, longest: int) -> str | None:
    """A property as text on one line, cut if it is too long for what it should be."""
    for one in _each(node.get(name)):
        text = " ".join(storable(string_of({name: one}, name) or "").split())
        if text:
            return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    return None


def _day(node: Node) -> date | None:
    written = _text(node, "datePublished", LONGEST_NAME)
    try:
        return parse_day(written) if written else None
    except (ValueError, OverflowError):
        return None


def _address(node: Node, base: str | None) -> str | None:
    """The address of the review, if the page gives one on the web."""
    written = _text(node, "url", LONGEST_ADDRESS)
    if written is None:
        return base
    try:
        found = tidy_address(urljoin(base or "", written))
    except ValueError:
        return None
    return found if found is not None and len(found) <= LONGEST_ADDRESS else None


def _items(tree: HtmlElement) -> Iterator[Node]:
    """The ClaimReviews in a page's microdata, in the format of JSON-LD."""
    for element in tree.iterfind(".//*[@itemscope]"):
        if _is_claim_review((element.get("itemtype") or "").split()):
            yield _item(element, 0)


def _item(element: HtmlElement, depth: int) -> Node:
    node: Node = {}
    for one in _properties(element):
        inner = "itemscope" in one.attrib
        value = (_item(one, depth + 1) if depth < _DEEPEST else {}) if inner else _value(one)
        for name in (one.get("itemprop") or "").split():
            node.setdefault(name, []).append(value)
    return node


def _properties(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements with an item's own properties, without those of nested items."""
    left = list(reversed(element))
    while left:
        one = left.pop()
        if not isinstance(one.tag, str):  # a comment
            continue
        if one.get("itemprop"):
            yield one
        if "itemscope" not in one.attrib:
            left.extend(reversed(one))


def _value(element: HtmlElement) -> str:
    told = element.get("content") or element.get(_VALUES.get(str(element.tag), "content"))
    return str(element.text_content() if told is None else told)
