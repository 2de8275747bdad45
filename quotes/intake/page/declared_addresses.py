"""The addresses that a page declares for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def declared_addresses(tree: HtmlElement) -> Iterator[str]:
    """The page's canonical link (in an AMP page that of the original page), and then its og:url."""
    for link in tree.iterfind(".//link[@href]"):
        if "canonical" in link.get("rel", "").lower().split():
            yield link.get("href", "")
    for meta in tree.iterfind(".//meta[@content]"):
        if "og:url" in (meta.get("property"), meta.get("name")):
            yield meta.get("content", "")
