"""Names that explain a description: "its mayor, Ada Quill,", "a spokesman for the port, Ada Quill,"."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.extraction.coreference.mention import NameMention
from quotes.extraction.coreference.page import Page

_TAILS = frozenset({"of", "for", "at", "from", "in", "with"})
_LONGEST_TAIL = 8  # tokens from a description's noun to the comma before the name


def apposed_name(page: Page, last: int, name_at: Mapping[int, NameMention]) -> NameMention | None:
    """The person's name between commas that follows a description ending before token `last`."""
    comma = _comma(page, last)
    if comma is None:
        return None
    name = name_at.get(comma + 1)
    if name is None or name.kind != "person" or name.first != comma + 1:
        return None
    return name if name.last < len(page) and page.words[name.last] == "," else None


def _comma(page: Page, last: int) -> int | None:
    """The comma right after a description, or after its "of …" or "for …"."""
    if last >= len(page):
        return None
    reach = last + (_LONGEST_TAIL if page.lower[last] in _TAILS else 1)
    for index in range(last, min(len(page), reach)):
        if page.words[index] == ",":
            return index if page.quoted[index] < 0 else None
        if page.words[index] in ".;:!?" or page.quoted[index] >= 0:
            return None
    return None
