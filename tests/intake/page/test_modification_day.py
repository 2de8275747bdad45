from __future__ import annotations

import json
from datetime import date

import pytest

from quotes.intake import read_html

TEXT = """The harbour bridge in Tarn will close for six weeks in June, the council said on Friday, after
engineers found cracks in two of its piers. Traffic will be sent over the old mill road until then."""


def modified(head: str = "", body: str = "", published: str = "2024-05-03") -> date | None:
    return read_html(
        f'''<html><head><title>Bridge</title>
        <meta property="article:published_time" content="{published}">{head}</head>
        <body><article>{body}<h1>Bridge</h1><p>{TEXT}</p></article></body></html>'''
    ).modified


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


CHANGED = "2024-05-06T23:30:00-07:00"
HEADS = {
    "JSON-LD": linked({"@type": "NewsArticle", "dateModified": CHANGED}),
    "JSON-LD of several types": linked([{"@type": ["WebPage", "Report"], "dateModified": CHANGED}]),
    "JSON-LD in a graph": linked(
        {"@graph": [{"@type": "WebSite"}, {"@type": "LiveBlogPosting", "dateModified": CHANGED}]}
    ),
    "article:modified_time": f'<meta property="article:modified_time" content="{CHANGED}">',
    "og:updated_time": f'<meta name="og:updated_time" content="{CHANGED}">',
    "itemprop": f'<meta itemprop="dateModified" content="{CHANGED}">',
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_page_tells_when_it_was_changed_by_the_day_printed(head):
    assert modified(head) == date(2024, 5, 6)


def test_so_does_an_element_of_its_body():
    element = '<p>Changed <time itemprop="dateModified" datetime="2024-05-06">on Monday</time></p>'
    assert modified(body=element) == date(2024, 5, 6)


@pytest.mark.parametrize(
    "head",
    [
        "",
        linked({"@type": "WebSite", "dateModified": CHANGED}),
        linked({"@type": "NewsArticle", "dateModified": "on Monday"}),
        linked({"@type": "NewsArticle", "dateModified": 20240506}),
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified"</script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        '<meta property="article:modified_time" content="">',
    ],
    ids=["nothing", "of the site", "no date", "a number", "broken", "deep", "empty"],
)
def test_what_is_no_date_of_the_article_tells_nothing(head):
    assert modified(head) is None


def test_a_value_that_is_no_date_does_not_hide_the_next():
    assert modified(linked({"@type": "Article", "dateModified": "?"}) + HEADS["og:updated_time"]) is not None


def test_a_change_before_publication_is_dropped():
    assert modified(HEADS["JSON-LD"], published="2024-05-07") is None


def test_the_caller_wins_over_the_page():
    page = f"<html><head>{HEADS['JSON-LD']}</head><body><p>{TEXT}</p></body></html>"
    assert read_html(page, modified=date(2024, 5, 8)).modified == date(2024, 5, 8)
