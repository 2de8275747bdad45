"""Parses the bytes at a source's address: RSS, Atom, JSON Feed or a news sitemap."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree, html

from quotes.feeds.feed import Entry, Feed, NotAFeed, distinct, key_of, when
from quotes.feeds.sitemaps import read_sitemap
from quotes.feeds.skips import skips_of
from quotes.fetching.bodies import decoded
from quotes.fetching.errors import FetchError
from quotes.intake.characters import storable

LARGEST = 20_000_000  # the most bytes of a decompressed gzip sitemap
# A text in a feed with fewer characters than this is taken for a teaser, not for the article.
SHORTEST = 1_500
_TEASER_ENDINGS = tuple(
    line.casefold()
    for line in (files("quotes.feeds") / "data" / "teaser_endings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
_PERIODS = {
    "hourly": 3600.0,
    "daily": 86400.0,
    "weekly": 604800.0,
    "monthly": 2592000.0,
    "yearly": 31536000.0,
}
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def parse_feed(content: bytes, url: str, media_type: str = "") -> Feed:
    """The feed at an address. Raises NotAFeed."""
    if content.startswith(b"\x1f\x8b"):
        try:
            content = decoded(content, "gzip", LARGEST)
        except FetchError as error:
            raise NotAFeed(f"it is a gzip file, but {error}") from error
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return _json_feed(content, url)
    return read_sitemap(content) or _xml_feed(content, url, media_type)


def discover(content: bytes, url: str) -> str | None:
    """The feed that a page names, if any."""
    try:
        page = html.document_fromstring(content)
    except (etree.ParserError, ValueError):
        return None
    for link in page.iter("link"):
        kind = (link.get("type") or "").strip().lower()
        if (
            "alternate" in (link.get("rel") or "").lower().split()
            and kind in _FEED_TYPES
            and link.get("href")
        ):
            return urljoin(url, str(link.get("href")).strip())
    return None


def _xml_feed(content: bytes, url: str, media_type: str) -> Feed:
    # Passed as a stream, since bytes that are the name of a file would be taken for that file.
    found = feedparser.parse(
        BytesIO(content),
        response_headers={"content-location": url, "content-type": media_type},
        sanitize_html=False,
    )
    if not found.get("version"):
        raise NotAFeed("there is no feed and no news sitemap at the address")
    told = found.feed
    entries = distinct(filter(None, (_entry(one) for one in found.entries)))
    return Feed(found.version, _text(told.get("title")), entries, _pause(told), skips_of(content))


def _entry(told: Any) -> Entry | None:
    url = _text(told.get("link"))
    key = told.get("id") or url or told.get("title")
    if not key:
        return None
    published, at = when(told.get("published") or told.get("updated") or told.get("created"))
    bodies = [part.get("value") or "" for part in told.get("content", [])] or [told.get("summary") or ""]
    return Entry(
        key=key_of(storable(key)),
        url=url if url and url.startswith(("http://", "https://")) else None,
        title=_plain(told.get("title")),
        author=_text(told.get("author")),
        published=published,
        at=at,
        html=full_text(max(bodies, key=len)),
    )


def _pause(told: Any) -> float:
    """The seconds that the elements ttl (in minutes) and sy:updatePeriod ask for."""
    try:
        minutes = float(told.get("ttl") or 0)
    except ValueError:
        minutes = 0.0
    period = _PERIODS.get(str(told.get("sy_updateperiod", "")).strip().lower(), 0.0)
    try:
        often = max(float(told.get("sy_updatefrequency") or 1), 1.0)
    except ValueError:
        often = 1.0
    return max(minutes * 60, period / often, 0.0)


def _json_feed(content: bytes, url: str) -> Feed:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotAFeed("it begins like JSON but cannot be parsed") from error
    if not isinstance(told, dict) or "jsonfeed.org/version/" not in str(told.get("version")):
        raise NotAFeed("it is JSON, but not a JSON Feed")
    items = told.get("items")
    entries = distinct(_json_entries(items if isinstance(items, list) else [], url))
    return Feed("json", _text(told.get("title")), entries)


def _json_entries(items: list[Any], base: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        url = _text(item.get("url")) or _text(item.get("external_url"))
        key = item.get("id") or url
        if not key:
            continue
        published, at = when(_text(item.get("date_published")))
        authors = item.get("authors") or [item.get("author")]
        names = [
            one["name"] for one in authors if isinstance(one, dict) and isinstance(one.get("name"), str)
        ] if isinstance(authors, list) else []  # fmt: skip
        body = _text(item.get("content_html")) or html_of(_text(item.get("content_text")))
        yield Entry(
            key=key_of(storable(str(key))),
            url=urljoin(base, url) if url else None,
            title=_text(item.get("title")),
            author="; ".join(names) or None,
            published=published,
            at=at,
            html=full_text(body),
        )


def html_of(text: str | None) -> str | None:
    """Plain text as HTML paragraphs."""
    if not text:
        return None
    body = html.Element("body")
    for part in text.split("\n\n"):
        etree.SubElement(body, "p").text = storable(
            "".join(one for one in part if one >= " " or one in "\n\t")
        )
    return str(etree.tostring(body, encoding="unicode"))


def full_text(body: str | None) -> str | None:
    """The article in a feed, or None if there is only a teaser."""
    text = _plain(body)
    if text is None or len(text) < SHORTEST or text.casefold().rstrip(" .»›>→]").endswith(_TEASER_ENDINGS):
        return None
    return body


def _plain(body: str | None) -> str | None:
    """The text of a piece of HTML."""
    if not body or not body.strip():
        return None
    try:
        return (
            " ".join(html.fragment_fromstring(storable(body), create_parent=True).text_content().split())
            or None
        )
    except (etree.ParserError, ValueError):
        return None


def _text(value: Any) -> str | None:
    return storable(" ".join(value.split())) or None if isinstance(value, str) else None
