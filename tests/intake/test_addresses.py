from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.intake.addresses import (
    best_address,
    canonical_among,
    carries_others,
    page_of,
    site_named,
    site_of,
    tidy_address,
)

PLAIN = "https://www.tarnpost.co.uk/news/7-bridge"
DRESSES = (
    PLAIN,
    "http://www.tarnpost.co.uk/news/7-bridge",
    "https://tarnpost.co.uk/news/7-bridge/",
    "https://m.tarnpost.co.uk/news/7-bridge",
    "https://mobile.tarnpost.co.uk/news/7-bridge",
    "https://amp.tarnpost.co.uk/news/7-bridge",
    "https://www.tarnpost.co.uk/news/7-bridge/amp/",
    "https://www.tarnpost.co.uk/news/7-bridge?amp=1",
    "https://www.tarnpost.co.uk/news/7-bridge?outputType=amp",
    "https://www.tarnpost.co.uk/news/7-bridge?utm_source=x&utm_medium=y&fbclid=Z",
    "https://WWW.TarnPost.co.uk:443/news/7-bridge#comments",
    "http://www.tarnpost.co.uk:80/news//7-bridge?gclid=1&mc_cid=2",
)


def page(url: str) -> str:
    tidy = tidy_address(url)
    assert tidy is not None
    return page_of(tidy)


def test_a_page_is_one_in_all_its_dresses():
    assert {page(url) for url in DRESSES} == {"tarnpost.co.uk/news/7-bridge"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tarnpost.co.uk/a?id=7", "https://tarnpost.co.uk/a?id=8"),
        ("https://tarnpost.co.uk/a?p", "https://tarnpost.co.uk/a"),
        ("https://tarnpost.co.uk/a?game=7", "https://tarnpost.co.uk/a?game=8"),
        ("https://tarnpost.co.uk/a?cid=7", "https://tarnpost.co.uk/a?cid=8"),
        ("https://tarnpost.co.uk/a?eid=7", "https://tarnpost.co.uk/a?eid=8"),
        ("https://tarnpost.co.uk/a?gallery=7", "https://tarnpost.co.uk/a?gallery=8"),
        ("https://tarnpost.co.uk/a?amp=fender", "https://tarnpost.co.uk/a"),
        ("https://tarnpost.co.uk/A", "https://tarnpost.co.uk/a"),
        ("https://tarnpost.co.uk/a%2Fb", "https://tarnpost.co.uk/a/b"),
        ("https://tarnpost.co.uk:8080/a", "https://tarnpost.co.uk/a"),
        ("https://news.tarnpost.co.uk/a", "https://tarnpost.co.uk/a"),
        ("https://tarnpost.co.uk/lamp", "https://tarnpost.co.uk/l"),
        ("https://m.co/a", "https://amp.co/a"),
        ("https://tarnpost.co.uk/go?to=https://wend.co.uk/a", "https://wend.co.uk/a"),
    ],
)
def test_what_may_lead_elsewhere_makes_another_page(one: str, other: str):
    assert page(one) != page(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tarnpost.co.uk/a?x=1&id=7", "https://tarnpost.co.uk/a?id=7&utm_id=3&x=1"),
        ("https://xn--brckenbote-beb.de/a", "https://brückenbote.de/a"),
        ("https://tarnpost.co.uk/brücke", "https://tarnpost.co.uk/br%c3%bccke"),
        ("https://tarnpost.co.uk/a.html", "https://tarnpost.co.uk/a.amp.html"),
        ("https://tarnpost.co.uk", "http://www.tarnpost.co.uk/"),
    ],
)
def test_what_is_only_written_otherwise_makes_none(one: str, other: str):
    assert page(one) == page(other)


def test_an_address_keeps_what_it_may_need_to_work():
    given = "HTTP://Me:secret@M.TarnPost.co.uk:80/News/?b=2&utm_source=x&a=&amp=1#top"
    assert tidy_address(given) == "http://m.tarnpost.co.uk/News/?b=2&a=&amp=1"
    assert tidy_address("https://tarnpost.co.uk") == "https://tarnpost.co.uk/"


@pytest.mark.parametrize(
    "url",
    ["", "news/1", "javascript:alert(1)", "ftp://tarnpost.co.uk/1", "https://", "http://[x", "http://a:b/"],
)
def test_what_is_no_address_on_the_web_is_none(url: str):
    assert tidy_address(url) is None


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.tarnpost.co.uk/a", "tarnpost.co.uk"),
        ("https://edition.news.tarnpost.com/a", "tarnpost.com"),
        ("https://ann.substack.com/p/a", "ann.substack.com"),
        ("https://www.ann.substack.com/p/a", "ann.substack.com"),
        ("https://substack.com/home", "substack.com"),
        ("https://ann.blogspot.com/a", "ann.blogspot.com"),
        ("https://ann.github.io/a", "ann.github.io"),
        ("https://medium.com/@Ann/a", "medium.com/@ann"),
        ("https://ann.medium.com/a", "ann.medium.com"),
        ("https://news.yahoo.com/a", "yahoo.com"),
        ("https://news.google.com/a", "news.google.com"),
        ("https://a.b.tidewater.example/1", "tidewater.example"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("http://localhost/a", "localhost"),
    ],
)
def test_the_site_is_what_one_publisher_has(url: str, site: str):
    assert site_of(url) == site


def test_some_sites_carry_what_others_wrote():
    assert carries_others(site_of("https://news.yahoo.com/a"))
    assert not carries_others(site_of("https://tarnpost.co.uk/a"))


def test_a_name_may_be_a_host():
    assert site_named("TarnPost.co.uk") == "tarnpost.co.uk"
    assert site_named("www.tarnpost.co.uk") == "tarnpost.co.uk"
    assert [site_named(name) for name in ("Tarn Post", "Dr. Tarn", "St.Tarn", "a/b.com", "Tarn")] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("declared", "url", "canonical"),
    [
        ((PLAIN,), "http://m.tarnpost.co.uk/7?x=1", PLAIN),
        (("/news/7-bridge",), "https://www.tarnpost.co.uk/7", PLAIN),
        (("https://wend.co.uk/7", PLAIN), "https://tarnpost.co.uk/7", PLAIN),
        (("https://wend.co.uk/7",), "https://tarnpost.co.uk/7", None),
        (("https://www.tarnpost.co.uk/",), "https://tarnpost.co.uk/7", None),
        (("https://www.tarnpost.co.uk/",), "https://tarnpost.co.uk", "https://www.tarnpost.co.uk/"),
        (
            ("https://www.tarnpost.co.uk/?id=7",),
            "https://tarnpost.co.uk/7",
            "https://www.tarnpost.co.uk/?id=7",
        ),
        ((PLAIN,), None, PLAIN),
        (
            ("http://[x", "javascript:void(0)", "/7", "https://tarnpost.co.uk/a b", f"{PLAIN}{'x' * 4000}"),
            None,
            None,
        ),
    ],
)
def test_a_page_tells_its_own_address(declared: tuple[str, ...], url: str | None, canonical: str | None):
    assert canonical_among(declared, url) == canonical


def test_the_best_address_is_the_pages_own_and_then_the_plainest():
    addresses = [(url, False) for url in (tidy_address(url) for url in DRESSES) if url is not None]
    assert best_address(addresses) == "https://tarnpost.co.uk/news/7-bridge/"
    own = "http://www.tarnpost.co.uk/news/7-bridge-rebuilt"
    for some in permutations([*addresses[:3], (own, True)]):
        assert best_address(some) == own


@given(st.from_regex(r"https?://[^/]{1,12}(/.{0,12})?", fullmatch=True) | st.text(max_size=20))
def test_nothing_that_is_given_for_an_address_fails(url: str):
    tidy = tidy_address(url)
    if tidy is not None:
        assert tidy_address(tidy) == tidy
        assert page_of(tidy)
        assert site_of(tidy) is not None
        canonical = canonical_among([url], tidy)  # a mark at its end may be left out
        assert canonical is None or tidy.startswith(canonical)
    site_named(url)
