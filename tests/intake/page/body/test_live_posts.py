from __future__ import annotations

from quotes.intake import read_html
from tests.intake.pages import FIRST, LAST, SAID, page, paragraphs


def test_each_post_of_a_live_blog_stands_behind_its_own_time():
    posts = [
        {"headline": "Boat leaves", "datePublished": "2024-08-05T21:00:18+01:00"},
        {"articleBody": LAST, "datePublished": "2024-08-04T09:05:00Z"},
        {"headline": "Not on this page", "datePublished": "2024-08-04T09:00:00Z"},
        {"headline": "Undated", "datePublished": "soon"},
        "nonsense",
    ]
    shown = f"{paragraphs(FIRST)}<h3>Boat leaves</h3>{paragraphs(SAID, LAST)}"
    body = f"<article><h1>Ferry live</h1>{shown}</article>"
    found = read_html(page(body, linked={"@type": "LiveBlogPosting", "liveBlogUpdate": posts}))
    lines = found.text.split("\n\n")
    assert lines[1:] == [FIRST, "5 August 2024, 21:00", "Boat leaves", SAID, "4 August 2024, 09:05", LAST]
