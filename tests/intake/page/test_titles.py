from __future__ import annotations

import pytest
from lxml import html

from quotes.intake.page.titles import find_title, site_names, title_alone


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
        ("Night ferry saved | World News | Tarn News", "Ferry kept", "Tarn", "Night ferry saved"),
        ("Night ferry saved - World News - Tarn News", "", "Tarn", "Night ferry saved - World News"),
        ("Night ferry saved - Tarn to blame", "", "Tarn", "Night ferry saved - Tarn to blame"),
        ("Una Brekk | Night ferry", "", "Tarn", "Una Brekk | Night ferry"),
    ],
)
def test_a_title_is_told_from_the_site(title: str, heading: str, site: str | None, alone: str):
    tree = html.fromstring(f"<html><body><h1>{heading}</h1><p>x</p></body></html>")
    assert title_alone(title, tree, site_names([], site, None)) == alone


def test_a_site_is_known_by_its_domain_and_as_the_publisher_in_linked_data():
    tree = html.fromstring("<html><body><p>x</p></body></html>")
    nodes = [{"@type": "NewsArticle", "publisher": {"name": "Tarn Post"}}, {"publisher": "Tarn"}]
    names = site_names(nodes, "Where Tarn reads", "https://www.wendpost.co.uk/a")
    for end in ("Tarn Post", "The Tarn Post", "Wendpost.co.uk", "Wend Post", "Where Tarn Reads"):
        assert title_alone(f"Night ferry saved – {end}", tree, names) == "Night ferry saved"


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


@pytest.mark.parametrize(
    ("shared", "marked", "title"),
    [
        pytest.param("Ferry kept", "Ferry kept", "Ferry kept", id="two say the same"),
        pytest.param("Ferry's kept", "Ferry’s kept", "Ferry’s kept", id="the same but for marks"),
        pytest.param("Ferry kept - Tarn Post", "Ferry kept", "Ferry kept", id="with the site's name"),
        pytest.param("Ferry saved", "Ferry kept", "Ferry stays", id="three titles"),
        pytest.param("Ferry kept", "", "Ferry stays", id="an empty heading"),
        pytest.param(None, "Ferry kept", "Ferry stays", id="nothing is shared"),
    ],
)
def test_a_marked_heading_that_is_also_the_shared_title_counts_more_than_linked_data(
    shared: str | None, marked: str, title: str
):
    page = f'<html><body><h1 itemprop="headline name">{marked}</h1><p>x</p></body></html>'
    nodes = [{"@type": "NewsArticle", "headline": "Ferry stays"}]
    assert find_title(shared, nodes, html.fromstring(page), "Tarn Post") == title


def test_marked_headings_of_several_articles_do_not_count():
    headings = '<h1 itemprop="headline">Ferry kept</h1><h2 itemprop="headline">Bridge shut</h2>'
    page = f"<html><body>{headings}</body></html>"
    nodes = [{"@type": "NewsArticle", "headline": "Ferry stays"}]
    assert find_title("Ferry kept", nodes, html.fromstring(page), None) == "Ferry stays"
