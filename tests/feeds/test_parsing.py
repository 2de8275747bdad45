"""Feeds of all formats are read into the same entries."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import pairwise

import pytest

from quotes.feeds import NotAFeed, discover, parse_feed
from quotes.feeds.sitemaps import MOST_SITEMAPS
from quotes.feeds.skips import Skips

URL = "https://tidewater.example/feed"
STORY = "<p>" + "The harbour board met again on Monday to hear from the engineers. " * 40 + "</p>"
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tidewater Post</title><link>https://tidewater.example/</link><ttl>45</ttl>
<item><title>Bridge &amp; tunnel</title><link>https://tidewater.example/bridge</link>
<guid isPermaLink="false">a1</guid>
<dc:creator>Ada Moor</dc:creator><pubDate>Fri, 03 May 2024 22:15:00 -0500</pubDate>
<description>The board has met.</description><content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Ferry</title><link>/ferry</link><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The ferry is late again.
&lt;a href="/ferry"&gt;Read more&lt;/a&gt;&lt;/p&gt;</description></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tidewater Post</title><id>t</id>
<entry><id>tag:1</id><title>Bridge</title><link href="https://tidewater.example/bridge"/>
<published>2024-05-03T22:15:00-05:00</published>
<updated>2024-05-09T00:00:00Z</updated>
<author><name>Ada Moor</name></author>
<content type="html"><![CDATA[{STORY}]]></content></entry></feed>""".encode()
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tidewater Post",
        "items": [
            {
                "id": 1,
                "url": "https://tidewater.example/bridge",
                "title": "Bridge",
                "date_published": "2024-05-03T22:15:00-05:00",
                "authors": [{"name": "Ada Moor"}, {"name": "Ivo Marrek"}],
                "content_html": STORY,
            },
            {"id": "2", "external_url": "/ferry", "summary": "The ferry is late again."},
            "nonsense",
            {"title": "without id and url"},
        ],
    }
).encode()
SITEMAP = b"""<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<!-- made daily --><url><loc> https://tidewater.example/bridge </loc>
<n:news><n:publication><n:name>Tidewater Post</n:name></n:publication>
<n:publication_date>2024-05-03T22:15:00-05:00</n:publication_date><n:title>Bridge</n:title></n:news></url>
<url><loc>https://tidewater.example/about</loc></url></urlset>"""


def test_the_day_is_the_printed_one_and_the_article_comes_with_its_author_and_text() -> None:
    for content, author in ((RSS, "Ada Moor"), (ATOM, "Ada Moor"), (JSON, "Ada Moor; Ivo Marrek")):
        feed = parse_feed(content, URL)
        assert feed.title == "Tidewater Post"
        bridge = feed.entries[0]
        assert bridge.url == "https://tidewater.example/bridge"
        assert bridge.published == date(2024, 5, 3)
        assert bridge.at == 1714792500.0
        assert bridge.author == author
        assert bridge.html == STORY
    assert parse_feed(RSS, URL).entries[0].title == "Bridge & tunnel"
    assert parse_feed(RSS, URL).pause == 45 * 60


def test_a_teaser_is_no_article_and_a_relative_address_is_made_whole() -> None:
    for content in (RSS, JSON):
        ferry = parse_feed(content, URL).entries[1]
        assert (ferry.url, ferry.html) == ("https://tidewater.example/ferry", None)
    assert len(parse_feed(JSON, URL).entries) == 2


def test_a_long_text_that_goes_on_elsewhere_is_a_teaser() -> None:
    for end in ("[…]", "… Read more »", "Continue reading…", "Read the full story."):
        cut = RSS.replace(b"</p>]]>", f" {end}</p>]]>".encode())
        assert parse_feed(cut, URL).entries[0].html is None


def test_a_news_sitemap_announces_what_it_says_is_news() -> None:
    for content in (SITEMAP, gzip.compress(SITEMAP), b"\xef\xbb\xbf" + SITEMAP):
        feed = parse_feed(content, "https://tidewater.example/news.xml")
        (entry,) = feed.entries
        assert feed.kind == "sitemap"
        assert (entry.url, entry.title, entry.published) == (
            "https://tidewater.example/bridge",
            "Bridge",
            date(2024, 5, 3),
        )


def test_other_sitemaps_are_refused_with_what_to_do() -> None:
    with pytest.raises(NotAFeed, match="names none that may have news"):
        parse_feed(b"<sitemapindex><sitemap><loc>/relative</loc></sitemap></sitemapindex>", URL)
    plain = b"<urlset><url><loc>https://tidewater.example/about</loc></url></urlset>"
    with pytest.raises(NotAFeed, match="not of news"):
        parse_feed(plain, URL)


def sitemap_index(**sitemaps: str | None) -> bytes:
    """An index of the sitemaps of these names, each with the moment at which it was changed."""
    listed = "".join(
        f"<sitemap><loc>https://tidewater.example/{name}.xml</loc>"
        + (f"<lastmod>{changed}</lastmod>" if changed else "")
        + "</sitemap>"
        for name, changed in sitemaps.items()
    )
    return f"<sitemapindex>{listed}</sitemapindex>".encode()


def test_an_index_of_sitemaps_names_those_that_may_have_news() -> None:
    index = sitemap_index(
        sport="2024-05-03T08:00:00Z",
        old="2024-04-01",
        pages=None,
        news="2024-05-02",
        latest="2024-05-03T09:00:00Z",
    )
    feed = parse_feed(index, URL)
    names = [url.removeprefix("https://tidewater.example/") for url in feed.sitemaps]
    assert (feed.kind, feed.entries) == ("sitemapindex", ())
    assert names == ["news.xml", "latest.xml", "sport.xml", "pages.xml"]


def test_of_a_long_index_some_are_named() -> None:
    index = sitemap_index(**{f"part{number}": "2024-05-03" for number in range(1_000)})
    assert len(parse_feed(index, URL).sitemaps) == MOST_SITEMAPS


@pytest.mark.parametrize(
    ("told", "hours", "days"),
    [
        ("<skipHours><hour>0</hour><hour> 23 </hour></skipHours>", {0, 23}, set()),
        ("<skipHours><hour>24</hour><hour>25</hour><hour>x</hour><hour>-1</hour></skipHours>", {0}, set()),
        ("<skipDays><day>Saturday</day><day>sunday</day><day>Funday</day></skipDays>", set(), {5, 6}),
        ("<skiphours><hour>3</hour></skiphours><skipDays/>", {3}, set()),
        ("<skipHours>" + "<hour>1</hour>" * 10_000, {1}, set()),
        ("", set(), set()),
    ],
)
def test_a_feed_may_say_when_it_rests(told: str, hours: set[int], days: set[int]) -> None:
    rss = f"<rss version='2.0'><channel><title>T</title>{told}</channel></rss>".encode()
    assert parse_feed(rss, URL).skips == Skips(frozenset(hours), frozenset(days))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<html><body>Not found</body></html>", b"{", b'{"items": []}', b'{"version": 7}', b"words",
        b"/etc/passwd", b"https://tidewater.example/feed", b"\x1f\x8bno gzip", b"{" * 100_000, b"\x00" * 50,
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told(content: bytes) -> None:
    with pytest.raises(NotAFeed):
        parse_feed(content, URL)


def test_no_file_is_read_and_no_entity_is_made_larger(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    names = "abcdefghi"
    larger = [f'<!ENTITY {name} "{f"&{less};" * 10}">' for less, name in pairwise(names)]
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{"".join(larger)}]>'
    for doctype, name in ((outside, "e"), (bomb, "i")):
        sitemap = SITEMAP.replace(b"?>", f"?>{doctype}".encode()).replace(b">Bridge<", f">&{name};<".encode())
        rss = RSS.replace(b"?>", f"?>{doctype}".encode()).replace(b">Ferry<", f">&{name};<".encode())
        for content in (sitemap, rss):
            try:
                told = str(parse_feed(content, URL))
            except NotAFeed:
                told = ""
            assert "a secret" not in told
            assert len(told) < 10_000


def test_one_id_for_all_articles_tells_none_of_them_apart() -> None:
    item = "<item><title>{0}</title><link>https://tidewater.example/{0}</link><guid>same</guid></item>"
    items = "".join(item.format(name) for name in ("a", "b", "b"))
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)
    assert [entry.key for entry in feed.entries] == [
        "https://tidewater.example/a",
        "https://tidewater.example/b",
    ]


def test_a_day_that_is_yet_to_come_is_none() -> None:
    late = ATOM.replace(b"2024-05-03T22:15:00-05:00", b"2999-01-01T00:00:00Z")
    assert parse_feed(late, URL).entries[0].published is None


def test_a_pinned_article_does_not_make_a_feed_seem_slow() -> None:
    entry = "<item><guid>{0}</guid><pubDate>{1}</pubDate></item>"
    days = [f"Fri, 03 May 2024 {hour:02}:00:00 GMT" for hour in range(10)] + ["Tue, 03 May 2022 10:00:00 GMT"]
    items = "".join(entry.format(number, day) for number, day in enumerate(days))
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)
    assert feed.window == 10 * 3600


def test_a_page_names_its_feed() -> None:
    page = b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>"
    assert discover(page, "https://tidewater.example/a/b") == "https://tidewater.example/rss"
    assert discover(b"<html><link rel=stylesheet href=x></html>", URL) is None
    assert discover(b"", URL) is None
