"""The day on which a page says that its article was last changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from quotes.intake.days import parse_day
from quotes.intake.page.linked_data import is_article, nodes_within, scripts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = frozenset({"article:modified_time", "og:updated_time"})


def find_modified(tree: HtmlElement) -> date | None:
    """The first such day that is an ISO 8601 date; other dates on the page may be of anything."""
    for value in _values(tree):
        try:
            return parse_day(value)
        except ValueError:
            continue
    return None


def _values(tree: HtmlElement) -> Iterator[str]:
    for script in scripts(tree):
        for node in nodes_within(script):
            changed = node.get("dateModified")
            if isinstance(changed, str) and is_article(node.get("@type")):
                yield changed
    for meta in tree.iterfind(".//meta[@content]"):
        if _NAMES & {meta.get("property", "").lower(), meta.get("name", "").lower()}:
            yield meta.get("content", "")
    for element in tree.iterfind(".//*[@itemprop]"):
        if "dateModified" in element.get("itemprop", "").split():
            yield element.get("datetime") or element.get("content") or element.text or ""
