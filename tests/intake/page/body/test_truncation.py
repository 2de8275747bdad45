from __future__ import annotations

import pytest

from quotes.intake import read_html
from tests.intake.pages import FIRST, TEXT, article, page

WALL = "<div><p>Subscribe to continue reading this article.</p></div>"


@pytest.mark.parametrize(
    ("body", "linked", "truncated"),
    [
        pytest.param(article(FIRST) + WALL, None, True, id="a wall after the beginning"),
        pytest.param(article(*TEXT * 6) + WALL, None, False, id="a wall that lets through"),
        pytest.param(article(*TEXT), None, False, id="a short article"),
        pytest.param(article(FIRST), {"isAccessibleForFree": False}, True, id="not for free"),
        pytest.param(article(FIRST), {"isAccessibleForFree": "True"}, False, id="for free"),
        pytest.param(article(*TEXT), {"wordCount": 900}, True, id="fewer words than the page counts"),
        pytest.param(article(*TEXT), {"wordCount": "60"}, False, id="as many words"),
        pytest.param(article(*TEXT), {"wordCount": [1], "isAccessibleForFree": None}, False, id="nonsense"),
    ],
)  # fmt: skip
def test_a_page_that_shows_only_the_beginning_is_told(body, linked, truncated):
    data = {"@type": "NewsArticle", **linked} if linked else None
    assert read_html(page(body, linked=data)).truncated is truncated
