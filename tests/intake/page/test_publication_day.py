from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from lxml import html

from quotes.intake.page.publication_day import Published, find_published

URL = "https://tarnpost.co.uk/7"
ARTICLE = {"@type": "NewsArticle", "datePublished": "2025-02-14T08:00:00Z"}
BYLINE = "<article><h1>Night ferry saved</h1>{}<p>" + "The ferry goes on for another year, all say. " * 3
IMAGE = {"@type": "ImageObject", "datePublished": "2025-02-12"}


def data(*nodes: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def found(head: str = "", body: str = BYLINE.format(""), url: str | None = URL) -> Published:
    return find_published(html.fromstring(f"<html><head>{head}</head><body>{body}</body></html>"), url)


@pytest.mark.parametrize(
    "nodes",
    [
        (ARTICLE,),
        ({"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE]},),
        ({"@type": "WebPage", "mainEntity": ARTICLE},),
        ({**ARTICLE, "image": [IMAGE]},),
        (IMAGE, ARTICLE),
        ({**ARTICLE, "hasPart": [{"@type": "NewsArticle", "datePublished": "2020-01-01"}]},),
        ({**ARTICLE, "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2025-02-15"}]},),
        ({**ARTICLE, "url": f"{URL}?utm_source=x"}, {**ARTICLE, "url": "/8", "datePublished": "2025-02-01"}),
        ({"@type": ["Article", "X"], "datePublished": "Fri, Feb 14 2025 10:01:41 EST"},),
        ({"@type": "Article", "datePublished": "14 February 2025"},),
        ({"@type": "Article", "datePublished": "20250214"},),
    ],
)
def test_the_linked_data_of_the_article_itself_tells_its_day(nodes: Any):
    assert found(data(*nodes)) == Published(date(2025, 2, 14), "metadata")


@pytest.mark.parametrize(
    "head",
    [
        meta("article:published_time", "2025-02-14T23:30:00-07:00"),
        meta("DC.date.issued", "2025-02-14"),
        data(ARTICLE) + meta("article:published_time", "2025-02-20"),
        '<script type="application/ld+json">{</script>' + meta("pubdate", "2025/02/14"),
    ],
)
def test_meta_elements_tell_it_where_the_linked_data_does_not(head: str):
    assert found(head) == Published(date(2025, 2, 14), "metadata")


def test_an_item_tells_it_unless_it_is_a_pictures():
    item = '<time itemprop="datePublished" datetime="2025-02-14T08:00+0100">Friday</time>'
    assert found(body=BYLINE.format(item)).day == date(2025, 2, 14)
    of_picture = f'<div itemscope itemtype="https://schema.org/ImageObject">{item}</div>'
    assert found(body=BYLINE.format(of_picture)) == Published()


@pytest.mark.parametrize(
    "line",
    [
        "<p>Tarn Post<br>14 Feb 2025, 18:29 GMT+1</p>",
        "<p>Written: 2025-02-14 15:03<span> / </span>Updated: 2025-02-16 16:10</p>",
        "<div><span>By Una Brekk</span> <time>February 14th, 2025</time></div>",
        "<figure><figcaption>The ferry on 9 May 2024</figcaption></figure><p>14 February 2025</p>",
    ],
)
def test_the_line_under_the_heading_tells_it(line: str):
    clock = "<header><span class='date'>Thu, 12 Jun 2025</span></header>"
    related = "<p>Related</p><ul><li>Fees rise <span>2025-02-03</span></li></ul>"
    body = f"{clock}{BYLINE.format(line)}</p></article>{related}"
    assert found(body=body) == Published(date(2025, 2, 14), "byline")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://tarnpost.co.uk/2025/02/14/ferry", date(2025, 2, 14)),
        ("https://tarnpost.co.uk/world/2025/feb/14/ferry", date(2025, 2, 14)),
        ("https://tarnpost.co.uk/news/2025-02-14/ferry", date(2025, 2, 14)),
        ("https://tarnpost.co.uk/2025/13/14/ferry", None),
        ("https://tarnpost.co.uk/2025/02/ferry", None),
        (None, None),
    ],
)
def test_the_address_tells_it_last(url: str | None, day: date | None):
    assert found(url=url) == Published(day, "address" if day else None)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (data({"@type": "Article", "datePublished": "03/04/2025"}), ""),
        (data(ARTICLE, {**ARTICLE, "datePublished": "2025-02-20"}), ""),
        (data({"@type": "Article", "datePublished": 20250214}, IMAGE, [], "x"), ""),
        (meta("date", "yesterday") + meta("pubdate", "1739520000"), ""),
        ("", BYLINE.format("<p>14 Feb 2025</p><p>12 Jun 2025</p>")),
        ("", "<h1>One</h1><p>14 Feb 2025</p><h1>Two</h1><p>12 Jun 2025</p>"),
        ("", "<p>© 2019</p><p>12 Jun 2025</p>"),
    ],
)
def test_a_doubtful_day_is_none(head: str, body: str):
    assert found(head, body or BYLINE.format("")) == Published()


@pytest.mark.parametrize(
    ("stamp", "line", "day"),
    [
        (
            "2025-02-14T02:11:03Z",
            '<time datetime="2025-02-13T21:11:03-05:00">Thursday</time>',
            date(2025, 2, 13),
        ),
        ("2025-02-14T02:11:03+00:00", "<p>February 13, 2025</p>", date(2025, 2, 13)),
        ("2025-02-14T20:11:03Z", "<p>15 February 2025</p>", date(2025, 2, 15)),
        ("2025-02-14T20:11:03Z", "<p>13 February 2025</p>", date(2025, 2, 14)),
        ("2025-02-14T02:11:03Z", "<p>10 February 2025</p>", date(2025, 2, 14)),
        ("2025-02-14T02:11:03+01:00", "<p>13 February 2025</p>", date(2025, 2, 14)),
    ],
)
def test_the_day_is_that_of_the_place_where_the_page_was_made(stamp: str, line: str, day: date):
    head = meta("article:published_time", stamp)
    assert found(head, BYLINE.format(line)) == Published(day, "metadata")
