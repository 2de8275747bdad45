"""Titles without the name of the site, and authors told apart from it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAK = re.compile(r"\s+[|*•·»–—-]\s+")
# "Brekk, Una" is one author, in an element that has no more than one.
_AUTHOR_NAMES = frozenset(("author", "article:author", "dc.creator", "citation_author", "parsely-author"))
_SURNAME_FIRST = re.compile(r"\s*([^\s,;]+)\s*,\s*([^\s,;]+)\s*\Z")


def title_alone(title: str, tree: HtmlElement, site: str | None) -> str:
    """A page's title without what follows its heading there, or without the site's name at its end."""
    headings = {_letters(" ".join(heading.itertext())) for heading in tree.iterfind(".//h1")}
    for found in _BREAK.finditer(title):
        if _letters(title[: found.start()]) in headings:
            return title[: found.start()]
    ends = [found.start() for found in _BREAK.finditer(title)]
    parts = _BREAK.split(title)
    while site and ends and _letters(site) and _letters(parts.pop()).startswith(_letters(site)):
        title = title[: ends.pop()]
    return title


def authors_alone(authors: str, tree: HtmlElement, site: str | None) -> str:
    """The authors, `; ` between them, each once, and the site itself only if it is the only one."""
    turned = _turned(tree).get(authors)
    if turned is not None:
        return turned
    found: dict[str, str] = {}
    for name in authors.split("; "):
        key = _letters(name)
        if key and (site is None or key != _letters(site)) and _worth(name) > _worth(found.get(key, "")):
            found[key] = name
    return "; ".join(found.values()) or authors


def _turned(tree: HtmlElement) -> dict[str, str]:
    """Authors whose surname stands first, as they are read by mistake, and as they are called."""
    turned = {}
    for meta in tree.iterfind(".//meta[@content]"):
        found = _SURNAME_FIRST.match(meta.get("content", ""))
        if found and {meta.get("name", "").lower(), meta.get("property", "").lower()} & _AUTHOR_NAMES:
            turned[f"{found[1]}; {found[2]}"] = f"{found[2]} {found[1]}"
    return turned


def _worth(name: str) -> tuple[bool, bool, int]:
    """Of one name written in two ways, that with spaces and with capitals is the better."""
    return bool(name), " " in name, sum(letter.isupper() for letter in name)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum()).removeprefix("the")
