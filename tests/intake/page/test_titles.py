from __future__ import annotations

import pytest
from lxml import html

from quotes.intake.page.titles import find_title, title_alone


@pytest.mark.parametrize(
    ("title", "heading", "site", "alone"),
    [
        ("Night ferry saved | Tarn Post", "Night ferry saved", None, "Night ferry saved"),
        ("Night ferry saved - Tarn | Post.example", "Night ferry saved", None, "Night ferry saved"),
        ("The ferry's night * Tarn * by Una Brekk", "The ferry’s night", "Tarn", "The ferry's night"),
        ("Night ferry saved - The Tarn Post", "Another heading", "Tarn Post", "Night ferry saved"),
        ("Night ferry saved – Tarn | Tarn News", "", "Tarn", "Night ferry saved"),
        ("Night ferry saved - Tarn", "", None, "Night ferry saved - Tarn"),
        ("Tarn - what now? | Wend", "", "Tarn", "Tarn - what now? | Wend"),
        ("Tarn Post", "", "Tarn Post", "Tarn Post"),
        ("Night-ferry saved", "Night", "Tarn", "Night-ferry saved"),
    ],
)
def test_a_title_is_told_from_the_site(title: str, heading: str, site: str | None, alone: str):
    tree = html.fromstring(f"<html><body><h1>{heading}</h1><p>x</p></body></html>")
    assert title_alone(title, tree, site) == alone


PAGE = "<html><head><title>{title}</title></head><body><h1>{heading}</h1><p>x</p></body></html>"


@pytest.mark.parametrize(
    ("read", "headline", "heading", "title"),
    [
        pytest.param("Ferry: the whole story", "Ferry stays", "Ferry kept", "Ferry stays", id="the headline"),
        pytest.param("Ferry stays", None, "Ferry kept", "Ferry stays", id="no headline"),
        pytest.param("Ferry's here", "Ferry&#8217;s here", "", "Ferry's here", id="a headline in HTML"),
        pytest.param(
            "Ferry stays until May", "Ferry stays", "", "Ferry stays until May", id="a cut headline"
        ),
        pytest.param("Ferry stays", "Tarn Post", "", "Ferry stays", id="the site's name"),
        pytest.param(None, "Ferry stays | Tarn Post", "", "Ferry stays", id="with the site's name"),
        pytest.param(None, None, "Ferry kept", None, id="nothing"),
    ],
)
def test_the_headline_of_the_linked_data_is_the_title_unless_it_is_cut_or_spelled_worse(
    read: str | None, headline: str | None, heading: str, title: str | None
):
    tree = html.fromstring(PAGE.format(title="", heading=heading))
    nodes = [{"@type": "NewsArticle", "headline": headline}]
    assert find_title(read, nodes, tree, "Tarn Post") == title
