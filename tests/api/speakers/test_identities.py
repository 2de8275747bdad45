"""People settle who is who: suggestions, mergers and their undoing, names."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

SENTENCE = "We will rebuild the bridge before the winter comes."


def post(client: FlaskClient, number: int, *lines: str) -> dict[str, Any]:
    """Store an article in which each line is one of `NAME: words`; the article."""
    text = "\n".join('{} says "{}"'.format(*line.split(": ", 1)) for line in lines)
    article = {"text": text, "url": f"https://tidewater.example/{number}", "published": "2024-05-01"}
    posted: dict[str, Any] = client.post("/api/articles", json=article).json
    return posted


def texts(client: FlaskClient, slug: str) -> list[str]:
    response = client.get(f"/api/speakers/{slug}/statements", follow_redirects=True)
    return sorted(statement["text"] for statement in response.json["items"])


@pytest.fixture
def two(client: FlaskClient) -> FlaskClient:
    """A client of an app in which one person is stored in two spellings, with a statement in common."""
    post(client, 1, f"Hossein Amir-Soltani: {SENTENCE}", "Hossein Amir-Soltani: No comment.")
    post(client, 2, f"Hussein Amirsoltani: {SENTENCE}", "Hussein Amirsoltani: Ask the council.")
    return client


def test_spellings_of_one_name_are_one_speaker(client: FlaskClient) -> None:
    post(client, 1, "Hossein Amir-Soltani: One.")
    post(client, 2, "Amirsoltani: Two.")
    post(client, 3, "Hossein Amir Soltani: Three.")
    post(client, 4, "Iran's foreign minister Amir-Soltani: Four.")
    (speaker,) = client.get("/api/speakers").json["items"]
    assert (speaker["slug"], speaker["name"], speaker["quotes"]) == (
        "hossein-amir-soltani",
        "Hossein Amir-Soltani",
        4,
    )
    assert len(client.get("/api/speakers/hossein-amir-soltani").json["names"]) == 4
    assert client.get("/api/speakers/suggestions").json["items"] == []


def test_what_may_be_any_namesakes_is_one_speaker_until_it_is_settled(client: FlaskClient) -> None:
    quote = post(client, 1, "Mira Okonjo: One.", "Tam Vale: Two.")["quotes"][1]
    namesake = {"name": "Mira Okonjo", "new": True}
    client.patch(f"/api/quotes/{quote['id']}", json={"new_speaker": namesake})
    for number in range(2, 6):
        posted = post(client, number, f"Mira Okonjo: This is number {number}.")
        assert posted["quotes"][0]["speaker"]["slug"] == "mira-okonjo-3"
    suggestions = client.get("/api/speakers/suggestions").json["items"]
    assert [{one["slug"] for one in pair["speakers"]} for pair in suggestions] == [
        {"mira-okonjo-2", "mira-okonjo-3"},
        {"mira-okonjo", "mira-okonjo-3"},
    ]
    client.post("/api/speakers/mira-okonjo-3/merge", json={"into": "mira-okonjo"})
    later = post(client, 6, "Mira Okonjo: And again.")["quotes"][0]
    assert later["speaker"]["slug"] == "mira-okonjo"


def test_a_surname_in_two_articles_stays_two_people(client: FlaskClient) -> None:
    post(client, 1, "Bill Clinton: One.")
    post(client, 2, "Hillary Clinton: Two.")
    post(client, 3, "Clinton: Three.")
    assert [one["quotes"] for one in client.get("/api/speakers").json["items"]] == [1, 1, 1]
    pairs = [
        {speaker["slug"] for speaker in one["speakers"]}
        for one in client.get("/api/speakers/suggestions").json["items"]
    ]
    assert {"clinton", "bill-clinton"} in pairs
    assert {"clinton", "hillary-clinton"} in pairs


def test_a_doubtful_match_is_a_new_speaker_and_a_suggestion(two: FlaskClient) -> None:
    (suggestion,) = two.get("/api/speakers/suggestions").json["items"]
    assert suggestion["reason"] == "spelling"
    assert {one["slug"] for one in suggestion["speakers"]} == {"hossein-amir-soltani", "hussein-amirsoltani"}


def test_a_suggestion_can_be_dismissed_once(two: FlaskClient) -> None:
    (suggestion,) = two.get("/api/speakers/suggestions").json["items"]
    assert two.delete(f"/api/speakers/suggestions/{suggestion['id']}").status_code == 204
    assert two.get("/api/speakers/suggestions").json["items"] == []
    for number in (suggestion["id"], 999, 0, 10**30):
        assert two.delete(f"/api/speakers/suggestions/{number}").status_code == 404


def test_suggestions_come_in_pages(client: FlaskClient) -> None:
    post(client, 1, "Robert Ottley: One.", "William Marrek: Two.", "Elizabeth Fenn: Three.")
    post(client, 2, "Bob Ottley: Four.", "Bill Marrek: Five.", "Liz Fenn: Six.")
    whole = client.get("/api/speakers/suggestions").json["items"]
    first = client.get("/api/speakers/suggestions?limit=2").json
    rest = client.get(f"/api/speakers/suggestions?limit=2&cursor={first['next_cursor']}").json
    assert (first["items"] + rest["items"])[:3] == whole[:3]


def test_a_merger_makes_one_speaker_and_one_statement_of_two(two: FlaskClient) -> None:
    body = {"into": "hossein-amir-soltani", "by": "desk", "reason": "one person"}
    merged = two.post("/api/speakers/hussein-amirsoltani/merge", json=body)
    assert merged.status_code == 200
    assert (merged.json["slug"], merged.json["quotes"]) == ("hossein-amir-soltani", 4)
    assert {name["name"] for name in merged.json["names"]} == {"Hossein Amir-Soltani", "Hussein Amirsoltani"}
    assert texts(two, "hossein-amir-soltani") == ["Ask the council.", "No comment.", SENTENCE]
    assert [one["slug"] for one in two.get("/api/speakers").json["items"]] == ["hossein-amir-soltani"]
    assert two.get("/api/speakers/suggestions").json["items"] == []


def test_an_old_slug_leads_to_the_one_who_remains(two: FlaskClient) -> None:
    two.post("/api/speakers/hussein-amirsoltani/merge", json={"into": "hossein-amir-soltani"})
    old = two.get("/api/speakers/hussein-amirsoltani")
    assert (old.status_code, old.headers["Location"]) == (308, "/api/speakers/hossein-amir-soltani")
    assert texts(two, "hussein-amirsoltani") == texts(two, "hossein-amir-soltani")
    answer = two.get("/api/lookup?quote=no+comment&speaker=hussein-amirsoltani").json
    assert answer["verdict"] == "verbatim"


def test_what_is_read_after_a_merger_goes_to_the_one_who_remains(two: FlaskClient) -> None:
    two.post("/api/speakers/hussein-amirsoltani/merge", json={"into": "hossein-amir-soltani"})
    posted = post(two, 3, "Hussein Amirsoltani: And now?")
    assert posted["quotes"][0]["speaker"]["slug"] == "hossein-amir-soltani"


def test_a_merger_can_be_undone(two: FlaskClient) -> None:
    before = {slug: texts(two, slug) for slug in ("hussein-amirsoltani", "hossein-amir-soltani")}
    two.post("/api/speakers/hussein-amirsoltani/merge", json={"into": "hossein-amir-soltani"})
    post(two, 3, "Hussein Amirsoltani: And now?")
    undone = two.delete("/api/speakers/hussein-amirsoltani/merge")
    assert undone.status_code == 200
    assert undone.json["quotes"] == 3
    assert texts(two, "hussein-amirsoltani") == sorted([*before["hussein-amirsoltani"], "And now?"])
    assert texts(two, "hossein-amir-soltani") == before["hossein-amir-soltani"]
    assert two.delete("/api/speakers/hussein-amirsoltani/merge").status_code == 409


def test_a_chain_of_mergers_leads_to_its_end_and_comes_apart_again(client: FlaskClient) -> None:
    for number, name in enumerate(("Ada Fenn", "Bea Fenn", "Cleo Fenn")):
        post(client, number, f"{name}: I am {name}.")
    client.post("/api/speakers/ada-fenn/merge", json={"into": "bea-fenn"})
    client.post("/api/speakers/bea-fenn/merge", json={"into": "cleo-fenn"})
    assert client.get("/api/speakers/ada-fenn").headers["Location"] == "/api/speakers/cleo-fenn"
    assert client.get("/api/speakers/cleo-fenn").json["quotes"] == 3
    assert client.delete("/api/speakers/bea-fenn/merge").json["quotes"] == 2
    assert client.get("/api/speakers/ada-fenn").headers["Location"] == "/api/speakers/bea-fenn"
    assert client.delete("/api/speakers/ada-fenn/merge").json["quotes"] == 1


def test_a_chain_of_mergers_comes_apart_in_any_order(client: FlaskClient) -> None:
    for number, name in enumerate(("Ada Fenn", "Bea Moor", "Cleo Vale", "Dora Lind")):
        post(client, number, f"{name}: I am {name}.")
    for source, target in (("ada-fenn", "bea-moor"), ("bea-moor", "cleo-vale"), ("dora-lind", "bea-moor")):
        client.post(f"/api/speakers/{source}/merge", json={"into": target})
    client.post("/api/speakers/dora-lind/merge", json={"into": "cleo-vale"})
    assert client.delete("/api/speakers/ada-fenn/merge").json["quotes"] == 1
    assert client.delete("/api/speakers/bea-moor/merge").json["quotes"] == 1
    assert client.get("/api/speakers/ada-fenn").json["quotes"] == 1
    assert client.get("/api/speakers/dora-lind").headers["Location"] == "/api/speakers/cleo-vale"
    assert client.delete("/api/speakers/dora-lind/merge").json["quotes"] == 1
    assert {one["quotes"] for one in client.get("/api/speakers").json["items"]} == {1}


def test_who_was_merged_is_suggested_as_who_remains(client: FlaskClient) -> None:
    for number, name in enumerate(("Mira Okonjo", "Tam Okonjo", "Okonjo")):
        post(client, number, f"{name}: I am {name}.")
    client.post("/api/speakers/okonjo/merge", json={"into": "mira-okonjo"})
    (suggestion,) = client.get("/api/speakers/suggestions").json["items"]
    assert {one["slug"] for one in suggestion["speakers"]} == {"mira-okonjo", "tam-okonjo"}
    client.post("/api/speakers/tam-okonjo/merge", json={"into": "mira-okonjo"})
    assert client.get("/api/speakers/suggestions").json["items"] == []
    client.delete("/api/speakers/tam-okonjo/merge")
    assert [one["id"] for one in client.get("/api/speakers/suggestions").json["items"]] == [suggestion["id"]]


def test_a_pair_is_suggested_once_and_dismissed_whole_whoever_was_merged_into_it(client: FlaskClient) -> None:
    quote = post(client, 1, "Mira Okonjo: One.", "Tam Vale: Two.")["quotes"][1]
    client.patch(f"/api/quotes/{quote['id']}", json={"new_speaker": {"name": "Mira Okonjo", "new": True}})
    post(client, 2, "Mira Okonjo: Three.")
    both = client.get("/api/speakers/suggestions").json["items"]
    client.post("/api/speakers/mira-okonjo/merge", json={"into": "mira-okonjo-2"})
    (suggestion,) = client.get("/api/speakers/suggestions").json["items"]
    assert {one["slug"] for one in suggestion["speakers"]} == {"mira-okonjo-2", "mira-okonjo-3"}
    assert suggestion["id"] == both[0]["id"]
    assert client.delete(f"/api/speakers/suggestions/{suggestion['id']}").status_code == 204
    assert client.get("/api/speakers/suggestions").json["items"] == []
    assert client.delete(f"/api/speakers/suggestions/{both[1]['id']}").status_code == 404


def test_to_dismiss_one_pair_leaves_the_others(client: FlaskClient) -> None:
    for number, name in enumerate(("Mira Okonjo", "Tam Okonjo", "Okonjo")):
        post(client, number, f"{name}: I am {name}.")
    first, second = client.get("/api/speakers/suggestions").json["items"]
    client.delete(f"/api/speakers/suggestions/{first['id']}")
    assert client.get("/api/speakers/suggestions").json["items"] == [second]


@pytest.mark.parametrize(
    ("slug", "body", "status"),
    [
        ("ada-fenn", {"into": "ada-fenn"}, 422),
        ("ada-fenn", {"into": "nobody"}, 422),
        ("ada-fenn", {"into": "the-harbour-board"}, 422),
        ("ada-fenn", {}, 422),
        ("ada-fenn", {"into": "bea-fenn", "x": 1}, 422),
        ("nobody", {"into": "ada-fenn"}, 404),
    ],
)
def test_what_cannot_be_merged(client: FlaskClient, slug: str, body: Any, status: int) -> None:
    post(client, 1, "Ada Fenn: One.", "Bea Fenn: Two.", "The Harbour Board: Three.")
    assert client.post(f"/api/speakers/{slug}/merge", json=body).status_code == status


def test_a_merged_speaker_cannot_be_changed_or_merged_again(two: FlaskClient) -> None:
    two.post("/api/speakers/hussein-amirsoltani/merge", json={"into": "hossein-amir-soltani"})
    again = {"into": "hossein-amir-soltani"}
    assert two.post("/api/speakers/hussein-amirsoltani/merge", json=again).status_code == 409
    assert two.patch("/api/speakers/hussein-amirsoltani", json={"name": "X"}).status_code == 409
    back = {"into": "hussein-amirsoltani"}
    assert two.post("/api/speakers/hossein-amir-soltani/merge", json=back).status_code == 422


def test_people_say_who_a_speaker_is(client: FlaskClient) -> None:
    post(client, 1, "Okonjo: One.")
    change = {"name": "Mira Adaeze Okonjo", "description": "Mayor of Wend", "wikidata": "Q1234"}
    changed = client.patch("/api/speakers/okonjo", json=change)
    assert changed.status_code == 200
    assert {key: changed.json[key] for key in change} == change
    post(client, 2, "Mira Okonjo van Wend-Fenn: Two.", "Mira Adaeze Okonjo: Three.")
    assert client.get("/api/speakers/okonjo").json["name"] == "Mira Adaeze Okonjo"
    assert client.get("/api/speakers/okonjo").json["quotes"] == 2
    cleared = client.patch("/api/speakers/okonjo", json={"wikidata": None, "description": None})
    assert (cleared.json["wikidata"], cleared.json["description"]) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"wikidata": "42"},
        {"wikidata": "Q0"},
        {"kind": "anonymous"},
        {"name": None},
        {"name": ""},
        {"slug": "x"},
    ],
)
def test_what_cannot_be_set(client: FlaskClient, change: Any) -> None:
    post(client, 1, "Okonjo: One.")
    assert client.patch("/api/speakers/okonjo", json=change).status_code == 422
    assert client.patch("/api/speakers/nobody", json={"name": "X"}).status_code == 404


def test_a_further_name_finds_the_speaker_from_now_on(client: FlaskClient) -> None:
    post(client, 1, "Mira Okonjo: One.")
    named = client.post("/api/speakers/mira-okonjo/names", json={"name": "The Mayor of Wend"})
    assert named.status_code == 201
    assert named.json["name"] == "Mira Okonjo"
    (given,) = (one for one in named.json["names"] if one["name"] == "The Mayor of Wend")
    assert (given["articles"], given["since"], given["joined"], given["seen"]) == (0, None, None, [])
    assert (
        client.post("/api/speakers/mira-okonjo/names", json={"name": "The Mayor of Wend"}).status_code == 201
    )
    assert len(client.get("/api/speakers/mira-okonjo").json["names"]) == 2
    assert client.get("/api/lookup?quote=One&speaker=The+Mayor+of+Wend").json["verdict"] == "verbatim"


def test_a_speaker_may_be_called_suggestions(client: FlaskClient) -> None:
    post(client, 1, "Suggestions: One.")
    assert client.get("/api/speakers/suggestions-2").json["name"] == "Suggestions"
    assert client.get("/api/speakers/suggestions").json["items"] == []


def test_a_changed_kind_is_what_new_names_are_compared_with(client: FlaskClient) -> None:
    post(client, 1, "Harbour Board: One.")
    client.patch("/api/speakers/harbour-board", json={"kind": "organization"})
    post(client, 2, "The Harbour Board: Two.")
    assert client.get("/api/speakers/harbour-board").json["quotes"] == 2


def test_a_statement_that_was_merged_leads_to_the_other(client: FlaskClient) -> None:
    first = post(client, 1, f"Mira Okonjo: {SENTENCE}")["quotes"][0]["statement"]
    second = post(client, 2, "Mira Okonjo: And the ferry will run again in June.")["quotes"][0]["statement"]
    both = f"Mira Okonjo: {SENTENCE} And the ferry will run again in June."
    remains = post(client, 3, both)["quotes"][0]["statement"]
    (gone,) = {first, second} - {remains}
    response = client.get(f"/api/statements/{gone}")
    assert (response.status_code, response.headers["Location"]) == (308, f"/api/statements/{remains}")
