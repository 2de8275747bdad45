"""Pages tell why names are one speaker's, and what may speak against a statement."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

WILL = "We will rebuild the old bridge before the winter comes."
WILL_NOT = "We will not rebuild the old bridge before the winter comes."
MARKED = "<b>We</b> will rebuild the old bridge before the winter comes."


def post(client: FlaskClient, number: int, text: str, published: str = "2024-05-01") -> dict[str, Any]:
    """Store an article; what became of it."""
    address = f"https://tidewater.example/{number}"
    answer = client.post("/api/articles", json={"text": text, "url": address, "published": published})
    posted: dict[str, Any] = answer.get_json()
    return posted


def page(client: FlaskClient, address: str) -> str:
    """The text of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def said(name: str, number: int) -> str:
    """An article that tells what somebody is, and one quote."""
    return f'Governor {name} came.\n{name} says "Number {number} is ready."\n'


@pytest.fixture
def joined(client: FlaskClient) -> FlaskClient:
    """A client of an app in which a name with an initial was joined with the one without."""
    for number in (1, 2):
        post(client, number, said("Ada Moor", number))
    post(client, 3, said("Ada J. Moor", 3))
    return client


def test_a_suggestion_shows_how_probable_it_is_why_and_quotes_of_both(client: FlaskClient) -> None:
    post(client, 1, f'Hossein Amir-Soltani says "{MARKED}"\n')
    post(client, 2, 'Hussein Amirsoltani says "Ask the council."\n')
    shown = page(client, "/speakers/suggestions")
    (told,) = client.get("/api/speakers/suggestions").get_json()["items"]
    assert f"{int(told['probability'] * 100)}\u202f%" in shown
    assert shown.count("For it:") == len(told["for"]) > 0
    assert shown.count("Against it:") == len(told["against"])
    assert "Ask the council." in shown
    assert "&lt;b&gt;We&lt;/b&gt; will rebuild" in shown


def test_a_speaker_shows_which_names_were_joined_and_why(joined: FlaskClient) -> None:
    assert "Ada J. Moor" in page(joined, "/speakers/ada-moor")
    shown = page(joined, "/speakers/ada-moor/names")
    assert "Ada J. Moor" in shown
    assert "Joined by evidence with <bdi>Ada Moor</bdi>" in shown
    assert "For it:" in shown


def test_a_joined_name_is_kept_apart_for_good(joined: FlaskClient, reporter: Any) -> None:
    shown = page(reporter.client, "/speakers/ada-moor/names")
    found = re.search(r'name="source" value="([^"]+)"', shown)
    assert found is not None
    reporter.send("/speakers/ada-moor", action="unmerge", source=found[1])
    post(joined, 4, said("Ada J. Moor", 4))
    assert "Ada J. Moor" not in page(joined, "/speakers/ada-moor")
    assert joined.get(f"/api/speakers/{found[1]}").get_json()["quotes"] == 2


def test_only_who_has_signed_in_is_offered_to_keep_names_apart(joined: FlaskClient, reporter: Any) -> None:
    assert "Keep apart" not in page(joined, "/speakers/ada-moor/names")
    assert "Keep apart" in page(reporter.client, "/speakers/ada-moor/names")


def test_a_statement_shows_what_its_speaker_said_otherwise(client: FlaskClient) -> None:
    quote = post(client, 1, f'Ada Moor says "{WILL}"\n')["quotes"][0]
    post(client, 2, f'Ada Moor says "{WILL_NOT}"\n', "2024-08-01")
    shown = page(client, f"/statements/{quote['statement']}")
    assert "Said otherwise in 1 other statement" in shown
    assert WILL_NOT in shown
    assert "A negation: nothing here, “<bdi>not</bdi>” there" in shown


def test_a_statement_and_a_lookup_show_who_else_has_the_same_words(client: FlaskClient) -> None:
    quote = post(client, 1, f'Ada Moor says "{WILL}"\n')["quotes"][0]
    post(client, 2, f'Per Fenn says "{MARKED}"\n')
    for address in (f"/statements/{quote['statement']}", f"/lookup?quote={WILL}&speaker=Ada+Moor"):
        shown = page(client, address)
        assert "The same words by others, in 1 quote" in shown
        assert "&lt;b&gt;We&lt;/b&gt;" in shown


def test_a_lookup_shows_what_was_said_otherwise(client: FlaskClient) -> None:
    post(client, 1, f'Ada Moor says "{WILL}"\n')
    post(client, 2, f'Ada Moor says "{WILL_NOT}"\n', "2024-08-01")
    assert "Said otherwise in 1 other statement" in page(client, f"/lookup?quote={WILL}")


def test_a_statement_shows_reports_that_date_it_otherwise(client: FlaskClient) -> None:
    quote = post(client, 1, f'Ada Moor says "{WILL}" on 2024-04-29, 0.75\nNobody had asked.')["quotes"][0]
    post(client, 2, f'Ada Moor says "{WILL}" on 2024-04-30, 0.7\nThe money is there.')
    (told,) = client.get(f"/api/statements/{quote['statement']}").get_json()["dated_otherwise"]
    shown = page(client, f"/statements/{quote['statement']}")
    assert "Dated otherwise by 1 report" in shown
    assert f"/quotes/{told['quote']}" in shown
