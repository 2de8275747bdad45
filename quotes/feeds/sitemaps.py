"""News sitemaps: the articles of the last two days, as sites list them for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from quotes.feeds.feed import Entry, Feed, NotAFeed, distinct, key_of, when
from quotes.intake.characters import storable

INDEX = "sitemapindex"
# So many of the sitemaps of an index are looked into, each time it is asked.
MOST_SITEMAPS = 5
# News sitemaps have the articles of two days; the third is for clocks and zones.
RECENT_SECONDS = 3 * 24 * 3600.0
_HEAD = 2_000  # bytes in which to look for the root element, so that feeds are not parsed twice


def read_sitemap(content: bytes) -> Feed | None:
    """The articles of a news sitemap, or the sitemaps of an index; None for what is no sitemap.

    Raises NotAFeed for other sitemaps.
    """
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
        listed = _likely(root)
        if not listed:
            raise NotAFeed("it is an index of sitemaps, and names none that may have news")
        return Feed(INDEX, None, (), sitemaps=listed)
    if root is None or name != "urlset":
        return None
    entries = distinct(_entries(root))
    if not entries and len(root):
        raise NotAFeed("it is a sitemap, but not of news: no address in it has a news:news element")
    return Feed("sitemap", None, entries)


def _likely(root: etree._Element) -> tuple[str, ...]:
    """The sitemaps of an index that may have news: those that say so in their address, then the latest.

    One that was last changed days before the latest has none any more.
    """
    found = {url: _changed(one) for one in root if (url := _child(one, "loc"))}
    latest = max((at for at in found.values() if at is not None), default=0.0)
    recent = {url: at for url, at in found.items() if at is None or at >= latest - RECENT_SECONDS}
    wanted = [url for url in recent if url.startswith(("http://", "https://"))]
    wanted.sort(key=lambda url: ("news" not in url.lower(), -(recent[url] or 0.0)))
    return tuple(wanted[:MOST_SITEMAPS])


def _changed(one: etree._Element) -> float | None:
    """When a sitemap was last changed, as far as its index tells; of a day, its end."""
    day, at = when(_child(one, "lastmod"))
    if at is not None or day is None:
        return at
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + 24 * 3600.0


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
