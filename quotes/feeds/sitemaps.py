"""News sitemaps: the articles of the last two days, as sites list them for search engines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from quotes.feeds.feed import Entry, Feed, NotAFeed, distinct, key_of, when
from quotes.intake.characters import storable

_HEAD = 2_000  # bytes in which to look for the root element, so that feeds are not parsed twice


def read_sitemap(content: bytes) -> Feed | None:
    """The articles of a news sitemap; None if it is not a sitemap. Raises NotAFeed for other sitemaps."""
    if not any(name in content[:_HEAD] for name in (b"urlset", b"sitemapindex", b"u\0r\0l\0s\0e\0t")):
        return None
    # Nothing outside the file is read, and entities are not expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    name = None if root is None else _name(root)
    if root is not None and name == "sitemapindex":
        listed = [found for one in root for found in [_child(one, "loc")] if found]
        some = ", ".join(listed[:5]) or "none"
        raise NotAFeed(f"it is an index of sitemaps; add the one with news instead. It names {some}")
    if root is None or name != "urlset":
        return None
    entries = distinct(_entries(root))
    if not entries and len(root):
        raise NotAFeed("it is a sitemap, but not of news: no address in it has a news:news element")
    return Feed("sitemap", None, entries)


def _entries(root: etree._Element) -> Iterator[Entry]:
    for one in root:
        url = _child(one, "loc")
        news = next((part for part in one if _name(part) == "news"), None)
        if url is None or news is None or not url.startswith(("http://", "https://")):
            continue
        published, at = when(_child(news, "publication_date"))
        yield Entry(key=key_of(url), url=url, title=_child(news, "title"), published=published, at=at)


def _child(element: etree._Element, name: str) -> str | None:
    """The text of a child element in any namespace."""
    for part in element:
        if _name(part) == name:
            return storable(" ".join((part.text or "").split())) or None
    return None


def _name(element: etree._Element) -> str | None:
    return etree.QName(element).localname if isinstance(element.tag, str) else None
