"""A page's JSON-LD about its own article, in terms of schema.org."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from quotes.intake.addresses import page_of, tidy_address
from quotes.intake.characters import storable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, Any]

# The endings of schema.org's types of articles: NewsArticle, Report, LiveBlogPosting.
ARTICLES = ("Article", "Report", "Posting")
# The fields that lead to a page's own node, and not to another article, a picture or a checked claim.
_OWN = ("@graph", "mainEntity", "mainEntityOfPage")


def own_articles(tree: HtmlElement, url: str | None) -> list[Node]:
    """The nodes of the page's own article; if there are several, those with the page's address, if any."""
    nodes = [node for script in scripts(tree) for node in _own_nodes(script)]
    if url is not None:
        nodes = [node for node in nodes if _is_of(node, url)] or nodes
    return nodes


def scripts(tree: HtmlElement) -> Iterator[Any]:
    """The content of each JSON-LD script of the page; scripts with invalid JSON are skipped."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            yield json.loads(storable(script.text or ""), strict=False)
        except (ValueError, RecursionError):  # invalid JSON, or brackets thousands deep
            continue


def nodes_within(script: Any) -> Iterator[Node]:
    """All nodes of a script, outer ones first."""
    left = deque([script])
    while left:
        node = left.popleft()
        if isinstance(node, list):
            left.extend(node)
        elif isinstance(node, dict):
            yield node
            left.extend(node.values())


def is_article(kind: Any) -> bool:
    """Whether a node of this `@type` is an article."""
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.endswith(ARTICLES) for one in kinds)


def string_of(node: Node, name: str) -> str | None:
    """A field that is a string, its HTML entities decoded: many systems write `&#8217;` into JSON."""
    value = node.get(name)
    return unescape(value).strip() or None if isinstance(value, str) else None


def _own_nodes(script: Any) -> Iterator[Node]:
    left = deque([script])
    while left:
        node = left.popleft()
        if isinstance(node, list):
            left.extend(node)
        elif isinstance(node, dict):
            if is_article(node.get("@type")):
                yield node
            left.extend(node[name] for name in _OWN if name in node)


def _is_of(node: Node, url: str) -> bool:
    own = node.get("mainEntityOfPage")
    told = [node.get("url"), node.get("@id"), own.get("@id") if isinstance(own, dict) else own]
    tidy = (tidy_address(one) for one in told if isinstance(one, str))
    return any(page_of(one) == page_of(url) for one in tidy if one is not None)
