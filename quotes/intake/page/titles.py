"""The title of an article, without the names of the site and its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.intake.addresses import site_of
from quotes.intake.page.elements import text_of
from quotes.intake.page.linked_data import Node, string_of
from quotes.intake.spelling import letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAK = re.compile(r"\s+[|*•·»–—-]\s+")
_BAR = "|"
_ENTITY = re.compile(r"&#?\w+;")
_SECTION_WORDS = 3  # the most words of a section's name, as in "World News"


def find_title(
    read: str | None, nodes: Sequence[Node], tree: HtmlElement, site: str | None, url: str | None = None
) -> str | None:
    """The article's headline in JSON-LD, or the title that trafilatura has `read`, which the page shares.

    A page has different titles for search engines, for readers and for sharing. Three cases count against the
    headline in JSON-LD. The heading that the page marks as its headline (`itemprop`) is also the title that
    it shares: then two say the same. The headline was cut to the length that search engines show: then the
    fuller one counts. It has HTML entities: then the cleaner one counts.
    """
    names = site_names(nodes, site, url)
    title = title_alone(read, tree, names) if read else None
    headlines = ((node, string_of(node, "headline")) for node in nodes)
    node, headline = next(((node, found) for node, found in headlines if found), ({}, None))
    if headline is None or letters(headline) in names:
        return title
    raw = str(node["headline"])
    headline = title_alone(headline, tree, names)
    own = letters(headline)
    marked = _marked_headline(tree)
    if title is not None and marked is not None and letters(marked) == letters(title):
        return marked
    others = [title] if title else []
    others += [text_of(heading) for heading in tree.iterfind(".//h1")]
    for other in others:
        same = letters(other) == own and _ENTITY.search(raw)
        if same or (letters(other) != own and letters(other).startswith(own)):
            return other
    return headline


def site_names(nodes: Sequence[Node], site: str | None, url: str | None) -> frozenset[str]:
    """The names of a site as `letters`: the one found, the publisher's in JSON-LD, and the domain."""
    found = [site]
    for node in nodes:
        publisher = node.get("publisher")
        found.append(string_of(publisher, "name") if isinstance(publisher, dict) else None)
    if url is not None:
        domain = site_of(url).partition("/")[0]
        found += [domain, domain.partition(".")[0]]
    return frozenset(filter(None, (letters(name) for name in found if name)))


def title_alone(title: str, tree: HtmlElement, names: frozenset[str]) -> str:
    """A page's title without anything after its heading, or without the site's name at its end.

    Names of sections before that of the site are cut as well, if bars are between them: "… | World | Tarn".
    """
    headings = {letters(" ".join(heading.itertext())) for heading in tree.iterfind(".//h1")} - {""}
    breaks = list(_BREAK.finditer(title))
    for found in breaks:
        if letters(title[: found.start()]) in headings:
            return title[: found.start()]
    barred = False
    for found in reversed(breaks):
        part = title[found.end() :]
        bar = _BAR in found[0]
        section = barred and bar and len(part.split()) <= _SECTION_WORDS
        if not (section or _is_site(part, names, bar=bar)):
            break
        title, barred = title[: found.start()], bar
    return title


def _is_site(part: str, names: frozenset[str], *, bar: bool) -> bool:
    """Whether a part begins with the site's name: "Tarn News". After a dash only one word may follow it.

    A dash also parts two halves of a headline: "Old ferries - time to act" on the site of Time.
    """
    words = part.split()
    beginnings = range(1 if bar else max(1, len(words) - 1), len(words) + 1)
    return any(letters("".join(words[:end])) in names for end in beginnings)


def _marked_headline(tree: HtmlElement) -> str | None:
    """The heading that the page marks as its article's headline in microdata, if only one is."""
    found = {text_of(heading) for heading in _marked(tree)} - {""}
    return found.pop() if len(found) == 1 else None


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    for heading in tree.iter("h1", "h2"):
        if "headline" in heading.get("itemprop", "").split():
            yield heading
