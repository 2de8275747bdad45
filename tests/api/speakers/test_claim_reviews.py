"""Checks of others: read from the pages that carry them, shown with the statements that they treat."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

WORDS = "We will rebuild the bridge before the winter comes, and not a day later."
URL = "https://check.example/bridge"
BODY = "<p>The council met on Monday to hear what had become of the bridge over the Wend.</p>" * 8


def page(claim: str, by: str | None = "Mira Okonjo", rating: Any = "Unlikely", **more: Any) -> str:
    review = {
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "author": {"name": "Wend Check"},
        "itemReviewed": {"author": {"name": by}},
        "reviewRating": {"alternateName": rating},
        **more,
    }
    script = json.dumps(review).replace("</", "<\\/")
    head = f"<head><script type='application/ld+json'>{script}</script></head>"
    return f"<html>{head}<article>{BODY}</article></html>"


@pytest.fixture
def statement(client: FlaskClient) -> str:
    """The address of a statement of Mira Okonjo's."""
    texts = [f'Mira Okonjo says "{WORDS}"\n', 'Ivo Marrek says "The ferry will never run again at night."\n']
    first, _ = (client.post("/api/articles", json={"text": text}).json for text in texts)
    return f"/api/statements/{first['quotes'][0]['statement']}"


def reviews_of(client: FlaskClient, statement: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(statement).json["claim_reviews"]
    return found


@pytest.mark.parametrize(
    "claim",
    [
        WORDS,
        WORDS.upper(),
        "We will rebuild the bridge before the winter comes",
        f"{WORDS} You will all see it.",
        "Said “we will rebuild the bridge before the winter comes”",
        'Mayor: "We will rebuild the bridge before the winter comes, and not a day later."',
    ],
)
def test_a_check_of_the_same_words_is_shown(client: FlaskClient, statement: str, claim: str) -> None:
    posted = client.post("/api/articles", json={"html": page(claim), "url": URL}).json
    (found,) = reviews_of(client, statement)
    assert (found["reviewer"], found["rating"], found["url"]) == ("Wend Check", "Unlikely", URL)
    assert found["article"]["id"] == posted["id"]
    assert posted["claim_reviews"] == [found]


@pytest.mark.parametrize("by", ["Mira Okonjo", "Mayor Mira Okonjo", "Okonjo", "mira okonjo"])
def test_the_speaker_is_known_by_the_names_that_a_lookup_knows(
    client: FlaskClient, statement: str, by: str
) -> None:
    client.post("/api/articles", json={"html": page(WORDS, by), "url": URL})
    assert len(reviews_of(client, statement)) == 1


@pytest.mark.parametrize(
    ("claim", "by"),
    [
        (WORDS, "Ivo Marrek"),
        (WORDS, "Tolve Okonjo"),
        (WORDS, None),
        (WORDS, "…"),
        (WORDS.replace("will", "will not"), "Mira Okonjo"),
        (WORDS.replace("winter", "summer"), "Mira Okonjo"),
        ("the bridge", "Mira Okonjo"),
        ("We will rebuild", "Mira Okonjo"),
        ("Says that the bridge will soon stand again", "Mira Okonjo"),
    ],
)
def test_a_check_of_other_words_or_of_another_speaker_is_not(
    client: FlaskClient, statement: str, claim: str, by: str | None
) -> None:
    assert client.post("/api/articles", json={"html": page(claim, by), "url": URL}).status_code == 201
    assert reviews_of(client, statement) == []


def test_a_name_that_two_go_by_is_nobodys(client: FlaskClient, statement: str) -> None:
    client.post("/api/articles", json={"text": 'Tolve Okonjo says "The harbour stays open."\n'})
    client.post("/api/articles", json={"html": page(WORDS, "Okonjo"), "url": URL})
    assert reviews_of(client, statement) == []


def test_a_check_that_came_before_the_statement_is_found_too(client: FlaskClient) -> None:
    client.post("/api/articles", json={"html": page(WORDS), "url": URL})
    posted = client.post("/api/articles", json={"text": f'Mira Okonjo says "{WORDS}"\n'}).json
    assert len(reviews_of(client, f"/api/statements/{posted['quotes'][0]['statement']}")) == 1


def test_a_rating_that_the_page_has_changed_or_dropped_is_so_here(
    client: FlaskClient, statement: str
) -> None:
    for html, ratings in (
        (page(WORDS), ["Unlikely"]),
        (page(WORDS, rating="True"), ["True"]),
        (f"<html><article>{BODY}</article></html>", []),
    ):
        client.post("/api/articles", json={"html": html, "url": URL})
        assert [one["rating"] for one in reviews_of(client, statement)] == ratings
    client.post("/api/articles", json={"html": page(WORDS), "url": URL}, headers={"Prefer": "respond-async"})
    assert [one["rating"] for one in reviews_of(client, statement)] == ["Unlikely"]
    client.post("/api/articles", json={"text": "The same page, as text alone.", "url": URL})
    assert len(reviews_of(client, statement)) == 1


@pytest.mark.usefixtures("statement")
def test_lookups_and_quotes_show_it_beside_their_own_verdict(client: FlaskClient) -> None:
    client.post("/api/articles", json={"html": page(WORDS), "url": URL})
    answer = client.get("/api/lookup", query_string={"quote": WORDS}).json
    assert answer["verdict"] == "verbatim"
    (match,) = answer["matches"]
    assert [one["rating"] for one in match["statement"]["claim_reviews"]] == ["Unlikely"]
    quote = client.get(f"/api/quotes/{match['quote']['id']}").json
    assert quote["reported"]["claim_reviews"] == match["statement"]["claim_reviews"]


def test_no_claim_review_is_emitted(client: FlaskClient, statement: str) -> None:
    client.post("/api/articles", json={"html": page(WORDS), "url": URL})
    linked = client.get(statement, headers={"Accept": "application/ld+json"}).get_data(as_text=True)
    assert "ClaimReview" not in linked
    assert "Unlikely" not in linked
    assert "ClaimReview" not in client.get(statement.removeprefix("/api")).get_data(as_text=True)


def test_pages_say_whose_rating_it_is_and_show_hostile_words_as_text(
    client: FlaskClient, statement: str
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    html = page(WORDS, rating=evil, author={"name": evil}, url="javascript:alert(1)")
    article = client.post("/api/articles", json={"html": html, "url": URL}).json
    for address in (
        statement.removeprefix("/api"),
        f"/lookup?quote={WORDS}",
        f"/articles/{article['id']}",
    ):
        shown = client.get(address).get_data(as_text=True)
        assert "&lt;img src=x onerror=alert(1)&gt;" in shown, address
        assert "<img src=x" not in shown
        assert 'href="javascript:alert' not in shown
        assert "reviewer’s rating" in shown
        assert "does not rate whether it is true" in shown
