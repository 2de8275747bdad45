"""What pages tell of claims that were checked, whichever way they mark it up."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from quotes.intake import read_html
from quotes.intake.page.claim_reviews import LONGEST_CLAIM, MOST_REVIEWS, ClaimReview

URL = "https://check.example/bridge"
BODY = (
    "<article>" + "<p>The council met on Monday to hear what had become of the bridge over the Wend.</p>" * 8
)
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The bridge was closed &#8220;for no reason&#8221;",
    "url": "/bridge#check",
    "datePublished": "2024-05-04",
    "author": {"@type": "Organization", "name": "Wend Check"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Mira Okonjo"},
        "datePublished": "2024-05-02T20:00:00Z",
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "Mostly false"},
}
READ = ClaimReview(
    claim="The bridge was closed “for no reason”",
    claimed_by="Mira Okonjo",
    claimed_on=date(2024, 5, 2),
    rating="Mostly false",
    reviewer="Wend Check",
    url=URL,
    reviewed_on=date(2024, 5, 4),
)
MICRODATA = """
<div itemscope itemtype="http://schema.org/ClaimReview">
  <meta itemprop="datePublished" content="2024-05-04"><a itemprop="url" href="/bridge">Check</a>
  <p itemprop="claimReviewed">The bridge was closed
     “for no reason”</p>
  <div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Claim">
    <time itemprop="datePublished" datetime="2024-05-02">in May</time>
    <span itemprop="author" itemscope itemtype="https://schema.org/Person">
      <b itemprop="name">Mira Okonjo</b></span></div>
  <div itemprop="reviewRating" itemscope><i itemprop="alternateName">Mostly false</i></div>
  <p itemprop="author" itemscope><span itemprop="name">Wend Check</span></p>
</div>"""


def read(*nodes: Any, body: str = "") -> tuple[ClaimReview, ...]:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)
    found = read_html(f"<html><head>{scripts}</head><body>{body}{BODY}", url=URL).claim_reviews
    assert found is not None
    return found


@pytest.mark.parametrize(
    "nodes", [(REVIEW,), ([REVIEW],), ({"@graph": [{"@type": "WebPage"}, REVIEW]},), (REVIEW, REVIEW)]
)
def test_a_review_in_json_ld_is_read_once(nodes: tuple[Any, ...]) -> None:
    assert read(*nodes) == (READ,)


def test_a_review_in_microdata_is_read_alike() -> None:
    assert read(body=MICRODATA) == (READ,)
    assert read(REVIEW, body=MICRODATA) == (READ,)


def test_what_is_named_in_one_place_and_described_in_another_is_found() -> None:
    node = {**REVIEW, "author": {"@id": "#us"}}
    graph = [node, {"@id": "#us", "@type": "Organization", "name": "Wend Check"}]
    assert read({"@graph": graph}) == (READ,)


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"ratingValue": "2", "bestRating": 5.0}, "2 of 5"),
        ({"ratingValue": 3.5}, "3.5"),
        ({"alternateName": ["", "Half true"]}, "Half true"),
        ({"ratingValue": "NaN"}, None),
        ({"ratingValue": [1]}, None),
        ("five", None),
        (None, None),
    ],
)
def test_the_rating_is_told_in_the_reviewers_words(rating: Any, words: str | None) -> None:
    (found,) = read({**REVIEW, "reviewRating": rating})
    assert found.rating == words


def test_a_claim_of_several_people_is_of_nobody_in_particular() -> None:
    authors = [{"name": "Mira Okonjo"}, {"name": "Ivo Marrek"}]
    (found,) = read({**REVIEW, "itemReviewed": {"author": authors}})
    assert found.claimed_by is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "https://x y/"])
def test_an_address_that_is_none_of_the_web_is_dropped(url: str) -> None:
    (found,) = read({**REVIEW, "url": url})
    assert found.url is None or found.url.startswith("https://")


@pytest.mark.parametrize(
    "node",
    [
        {**REVIEW, "claimReviewed": None},
        {**REVIEW, "claimReviewed": {"a": 1}},
        {**REVIEW, "claimReviewed": " "},
        {**REVIEW, "@type": "Review"},
        {**REVIEW, "@type": 7},
        [[[[]]]],
        "ClaimReview",
    ],
)
def test_what_names_no_claim_is_no_review(node: Any) -> None:
    assert read(node) == ()


@pytest.mark.parametrize("field", ["itemReviewed", "author", "datePublished", "reviewRating", "url"])
@pytest.mark.parametrize(
    "value", [[], {}, [{}], 1e400, True, ["", None, 3], {"@id": 5}, {"name": {"name": {}}}]
)
def test_fields_of_any_shape_are_survived(field: str, value: Any) -> None:
    (found,) = read({**REVIEW, field: value})
    assert found.claim == READ.claim


def test_what_is_long_is_cut_and_what_is_much_is_bounded() -> None:
    (found,) = read({**REVIEW, "claimReviewed": "bridge " * 5_000})
    assert len(found.claim) <= LONGEST_CLAIM
    assert (
        len(read(*({**REVIEW, "claimReviewed": f"Claim {number}"} for number in range(99)))) == MOST_REVIEWS
    )


def test_a_page_without_reviews_has_none_and_a_text_may_have_any() -> None:
    assert read() == ()
