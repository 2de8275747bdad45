from __future__ import annotations

import pytest

from quotes.intake import read_html

BODY = (
    "<article><p>The bridge will be rebuilt before the winter comes, the council has decided.</p></article>"
)
CANONICAL = '<link rel="canonical" href="{}">'
SHARED = '<meta property="og:url" content="{}">'


@pytest.mark.parametrize(
    ("head", "url", "canonical"),
    [
        (
            CANONICAL.format("https://tarnpost.co.uk/7"),
            "http://m.tarnpost.co.uk/x",
            "https://tarnpost.co.uk/7",
        ),
        (CANONICAL.format("/7?utm_source=x"), "https://tarnpost.co.uk/x", "https://tarnpost.co.uk/7"),
        (SHARED.format("https://tarnpost.co.uk/7"), "https://tarnpost.co.uk/x", "https://tarnpost.co.uk/7"),
        (
            CANONICAL.format("https://tarnpost.co.uk/") + SHARED.format("https://tarnpost.co.uk/7"),
            "https://tarnpost.co.uk/x",
            "https://tarnpost.co.uk/7",
        ),
        (CANONICAL.format("https://wend.co.uk/7"), "https://tarnpost.co.uk/x", None),
        ('<link rel="amphtml" href="https://tarnpost.co.uk/7">', "https://tarnpost.co.uk/x", None),
        ("", "https://tarnpost.co.uk/x", None),
    ],
)
def test_a_page_tells_its_own_address_on_its_site(head: str, url: str, canonical: str | None):
    article = read_html(f"<html><head>{head}</head><body>{BODY}</body></html>", url=url)
    assert (article.url, article.canonical) == (url, canonical)


def test_a_page_that_comes_without_an_address_has_its_own():
    head = CANONICAL.format("https://tarnpost.co.uk/7#top")
    for url in (None, "notes/7.html"):
        article = read_html(f"<html><head>{head}</head><body>{BODY}</body></html>", url=url)
        assert article.url == article.canonical == "https://tarnpost.co.uk/7"
