"""What people decide on pages holds as if it were decided over the API."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

TEXT = 'Ada Moor says "The bridge is safe."\nTam Okonjo says "It is not."\n'


@pytest.fixture
def quote(client: FlaskClient) -> str:
    """The id of a quote of Ada Moor's."""
    posted = client.post("/api/articles", json={"text": TEXT, "published": "2024-05-01"}).get_json()
    identifier: str = posted["quotes"][0]["id"]
    return identifier


def test_an_article_is_shown_before_it_is_stored(reporter: Any) -> None:
    page = reporter.send("/articles/new/preview", body=TEXT).get_data(as_text=True)
    assert "2 quotes found" in page
    assert "No articles are stored" in reporter.client.get("/articles").get_data(as_text=True)
    answer = reporter.send("/articles/new", body=TEXT, published="2024-05-01")
    assert answer.status_code == 303
    assert "The article is stored" in reporter.client.get(answer.location).get_data(as_text=True)


def test_a_text_that_holds_nothing_is_told_of(reporter: Any) -> None:
    for address in ("/articles/new", "/articles/new/preview"):
        answer = reporter.send(address, body="  ")
        assert answer.status_code == 422
        assert 'role="alert"' in answer.get_data(as_text=True)


def test_a_field_that_cannot_be_read_is_named(reporter: Any) -> None:
    assert "published" in reporter.send("/articles/new", body=TEXT, published="soon").get_data(as_text=True)
    assert "url" in reporter.send("/articles/new", body=TEXT, url="javascript:x").get_data(as_text=True)


@pytest.mark.parametrize(("action", "status"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_quote_is_confirmed_or_rejected(
    reporter: Any, client: FlaskClient, quote: str, action: str, status: str
) -> None:
    assert reporter.send(f"/quotes/{quote}", action=action).location == f"/quotes/{quote}"
    assert client.get(f"/api/quotes/{quote}").get_json()["status"] == status
    reporter.send(f"/quotes/{quote}", action="reopen")
    assert client.get(f"/api/quotes/{quote}").get_json()["status"] == "unreviewed"


def test_a_speaker_is_put_right_by_slug_by_name_or_to_nobody(
    reporter: Any, client: FlaskClient, quote: str
) -> None:
    for given, slug in (("tam-okonjo", "tam-okonjo"), ("Mira Vale", "mira-vale"), ("", None)):
        reporter.send(f"/quotes/{quote}", action="speaker", speaker=given, reason="Misread.")
        speaker = client.get(f"/api/quotes/{quote}").get_json()["speaker"]
        assert (speaker and speaker["slug"]) == slug
    history = client.get(f"/api/quotes/{quote}/history").get_json()["items"]
    assert history[0]["reason"] == "Misread."
    reporter.send(f"/quotes/{quote}", action="restore")
    assert client.get(f"/api/quotes/{quote}").get_json()["speaker"]["slug"] == "ada-moor"


def test_a_date_is_put_right(reporter: Any, client: FlaskClient, quote: str) -> None:
    reporter.send(f"/quotes/{quote}", action="said", on="2024-04-17", precision="month")
    said = client.get(f"/api/quotes/{quote}").get_json()["said"]
    assert (said["on"], said["precision"]) == ("2024-04-01", "month")


def test_how_words_are_told_is_put_right(reporter: Any, client: FlaskClient, quote: str) -> None:
    reporter.send(f"/quotes/{quote}", action="factuality", factuality="denied")
    assert client.get(f"/api/quotes/{quote}").get_json()["factuality"] == "denied"


def test_two_speakers_are_merged_and_parted_again(reporter: Any, client: FlaskClient, quote: str) -> None:
    reporter.send("/speakers/ada-moor", action="merge", target="tam-okonjo")
    assert client.get(f"/api/quotes/{quote}").get_json()["speaker"]["slug"] == "tam-okonjo"
    reporter.send("/speakers/tam-okonjo", action="unmerge", source="ada-moor")
    assert client.get(f"/api/quotes/{quote}").get_json()["speaker"]["slug"] == "ada-moor"


def test_doubtful_quotes_wait_for_review_until_somebody_decides(reporter: Any, client: FlaskClient) -> None:
    posted = client.post("/api/articles", json={"text": 'Ada Moor says "safe"\n'}).get_json()
    identifier = posted["quotes"][0]["id"]
    assert f"/quotes/{identifier}" in reporter.client.get("/review").get_data(as_text=True)
    answer = reporter.send(f"/quotes/{identifier}", action="confirm", back="review")
    assert answer.location == "/review"
    assert f"/quotes/{identifier}" not in reporter.client.get("/review").get_data(as_text=True)


@pytest.mark.parametrize(
    "data", [{}, {"action": "x"}, {"action": "said", "on": "soon"}, {"action": "factuality"}]
)
def test_a_form_that_cannot_be_read_changes_nothing(
    reporter: Any, client: FlaskClient, quote: str, data: dict[str, str]
) -> None:
    before = client.get(f"/api/quotes/{quote}").get_json()
    assert reporter.send(f"/quotes/{quote}", **data).status_code == 422
    assert client.get(f"/api/quotes/{quote}").get_json() == before


def test_an_article_that_could_not_be_read_is_shown_and_tried_again(
    reporter: Any, client: FlaskClient
) -> None:
    posted = client.post("/api/articles", json={"text": "UNREADABLE", "title": "The bridge"}).get_json()
    assert "Could not be read" in reporter.client.get("/articles").get_data(as_text=True)
    assert reporter.send("/articles/retry", article=posted["id"]).status_code == 303
    page = reporter.client.get("/articles").get_data(as_text=True)
    assert "Could not be read" not in page
    assert "1 article waits to be read" in page
