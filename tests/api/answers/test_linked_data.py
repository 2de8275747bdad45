"""Answers as JSON-LD, and which of the two kinds of JSON a client gets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

WORDS = "We will rebuild the bridge before the winter comes."
TEXT = f'Mira Okonjo says "{WORDS}"\nThe Harbour Board says "no money"\nan aide says "Ask somebody else."\n'
URL = "https://tidewater.example/bridge"
LINKED = {"Accept": "application/ld+json"}
# Names of schema.org and of the W3C's Open Annotation vocabulary that documents use.
SCHEMA = {
    "Claim", "Collection", "ItemList", "ListItem", "MediaObject", "NewsArticle", "Organization", "Person",
    "Quotation", "SearchAction", "actionStatus", "appearance", "archivedAt", "author",
    "collectionSize", "creator",
    "dateCreated", "datePublished", "encoding", "encodingFormat", "firstAppearance", "headline",
    "identifier", "isPartOf", "item", "itemListElement", "name", "numberOfItems", "object", "position",
    "publisher", "query", "result", "sameAs", "sha256", "spokenByCharacter", "temporalCoverage", "text",
    "uploadDate", "url",
}  # fmt: skip


@pytest.fixture
def posted(client: FlaskClient) -> dict[str, Any]:
    article = {"text": TEXT, "url": URL, "title": "Bridge down", "published": "2024-05-03"}
    found: dict[str, Any] = client.post("/api/articles", json=article).json
    return found


@pytest.fixture
def addresses(posted: dict[str, Any]) -> list[str]:
    quote = posted["quotes"][0]
    return [
        f"/api/quotes/{quote['id']}",
        f"/api/statements/{quote['statement']}",
        "/api/lookup?quote=rebuild+the+bridge",
    ]


def names(document: Any) -> Iterator[str]:
    """Every name and type that a document uses, its context aside."""
    if isinstance(document, list):
        for part in document:
            yield from names(part)
    elif isinstance(document, dict):
        for name, value in document.items():
            if name == "@type":
                yield value
            elif not name.startswith("@"):
                yield name
                yield from names(value)


def test_every_name_means_something_without_fetching_anything(
    client: FlaskClient, addresses: list[str]
) -> None:
    for address in addresses:
        document = json.loads(client.get(address, headers=LINKED).get_data())
        context = document["@context"]
        assert isinstance(context, dict)
        assert context["@vocab"] == "https://schema.org/"
        assert {name for name in names(document) if name not in context} <= SCHEMA


def test_a_quote_is_a_quotation_of_its_article(client: FlaskClient, posted: dict[str, Any]) -> None:
    client.patch("/api/speakers/mira-okonjo", json={"wikidata": "Q42"})
    quote = posted["quotes"][0]
    document = json.loads(client.get(f"/api/quotes/{quote['id']}", headers=LINKED).get_data())
    speaker = {
        "@type": "Person",
        "@id": "http://localhost/api/speakers/mira-okonjo",
        "name": "Mira Okonjo",
        "sameAs": "http://www.wikidata.org/entity/Q42",
    }
    assert (document["@type"], document["text"]) == ("Quotation", WORDS)
    assert document["@id"] == f"http://localhost/api/quotes/{quote['id']}"
    assert document["spokenByCharacter"] == speaker
    assert document["creator"] == {"@id": speaker["@id"]}
    assert document["datePublished"] == "2024-05-03"
    assert "dateCreated" not in document  # nothing is known of it but when it was published
    article = document["isPartOf"]
    assert article.pop("encoding")["sha256"] == posted["hash"]
    assert article == {
        "@type": "NewsArticle",
        "@id": f"http://localhost/api/articles/{posted['id']}",
        "url": URL,
        "archivedAt": f"https://web.archive.org/web/20240503/{URL}",
        "headline": "Bridge down",
        "publisher": {"@type": "Organization", "name": "tidewater.example"},
        "datePublished": "2024-05-03",
    }
    (target,) = document["annotation"]["target"]
    assert target["source"] == URL
    assert [selector["@type"] for selector in target["selector"]] == [
        "TextQuoteSelector",
        "TextPositionSelector",
    ]
    claim = document["claim"]
    assert (claim["@type"], claim["author"]["name"]) == ("Claim", "Mira Okonjo")
    assert claim["firstAppearance"]["@id"] == document["@id"]


@pytest.mark.parametrize(
    ("said", "created"),
    [
        ({"on": "2024-05-01"}, "2024-05-01"),
        ({"on": "2024-05-01", "precision": "month"}, "2024-05"),
        ({"on": "2024-01-01", "precision": "year"}, "2024"),
        ({"on": "2024-04-29", "precision": "week"}, None),
        (None, None),
    ],
)
def test_when_it_was_said_is_as_exact_as_it_is_known(
    client: FlaskClient, posted: dict[str, Any], said: Any, created: str | None
) -> None:
    address = f"/api/quotes/{posted['quotes'][0]['id']}"
    assert client.patch(address, json={"said": said}).status_code == 200
    assert json.loads(client.get(address, headers=LINKED).get_data()).get("dateCreated") == created


def test_who_speaks_is_a_person_or_an_organization(client: FlaskClient, posted: dict[str, Any]) -> None:
    found = [
        json.loads(client.get(f"/api/quotes/{quote['id']}", headers=LINKED).get_data())["spokenByCharacter"]
        for quote in posted["quotes"]
    ]
    assert [speaker["@type"] for speaker in found] == ["Person", "Organization", "Person"]
    assert found[2] == {"@type": "Person", "name": "an aide"}


def test_a_document_is_what_the_words_are_from(client: FlaskClient, posted: dict[str, Any]) -> None:
    address = f"/api/quotes/{posted['quotes'][0]['id']}"
    client.patch(address, json={"new_speaker": {"name": "the audit report", "kind": "document"}})
    document = json.loads(client.get(address, headers=LINKED).get_data())
    assert "spokenByCharacter" not in document
    assert document["isBasedOn"]["@type"] == "CreativeWork"


def test_a_statement_is_a_claim_with_its_appearances(client: FlaskClient, addresses: list[str]) -> None:
    other = {"text": TEXT, "url": "https://wend.example/b", "published": "2024-05-01"}
    client.post("/api/articles", json=other)
    claim = json.loads(client.get(addresses[1], headers=LINKED).get_data())
    assert (claim["@type"], claim["text"], claim["datePublished"]) == ("Claim", WORDS, "2024-05-01")
    assert [part["isPartOf"]["url"] for part in claim["appearance"]] == ["https://wend.example/b", URL]
    assert claim["firstAppearance"]["@id"] == claim["appearance"][0]["@id"]


def test_a_lookup_is_a_search_with_the_claims_it_found(client: FlaskClient, addresses: list[str]) -> None:
    document = json.loads(client.get(addresses[2], headers=LINKED).get_data())
    assert (document["@type"], document["query"]) == ("SearchAction", "rebuild the bridge")
    assert document["verdict"] == "trimmed"
    assert document["object"]["temporalCoverage"] == "2024-05-03/2024-05-03"
    (element,) = document["result"]["itemListElement"]
    assert (element["position"], element["match"], element["item"]["@type"]) == (1, "trimmed", "Claim")
    assert element["item"]["appearance"][0]["annotation"]["@type"] == "Annotation"


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("Application/LD+JSON", "application/ld+json"),
        ('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "application/ld+json"),
        ("application/json, application/ld+json", "application/json"),
        ("application/json;q=0.5, application/ld+json;q=0.9", "application/ld+json"),
        ("application/ld+json;q=0.1, */*;q=0.2", "application/json"),
        ("application/json;q=0, */*", "application/ld+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("nonsense, */*", "application/json"),
    ],
)
def test_a_client_gets_what_it_likes_best(
    client: FlaskClient, addresses: list[str], accept: str | None, given: str
) -> None:
    for address in addresses:
        response = client.get(address, headers={} if accept is None else {"Accept": accept})
        assert (response.status_code, response.mimetype) == (200, given)
        assert response.headers["Vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0, application/ld+json;q=0", "image/*"])
def test_what_cannot_be_had_is_406(client: FlaskClient, addresses: list[str], accept: str) -> None:
    for address in addresses:
        response = client.get(address, headers={"Accept": accept})
        assert (response.status_code, response.mimetype) == (406, "application/problem+json")
        assert response.headers["Vary"] == "Accept"


def test_errors_are_problems_for_everybody(client: FlaskClient) -> None:
    for address, status in (("/api/quotes/none", 404), ("/api/statements/none", 404), ("/api/lookup", 422)):
        response = client.get(address, headers=LINKED)
        assert (response.status_code, response.mimetype) == (status, "application/problem+json")


def test_the_description_tells_of_both(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").json["paths"]
    for path in ("/api/lookup", "/api/quotes/{identifier}", "/api/statements/{identifier}"):
        content = paths[path]["get"]["responses"]["200"]["content"]
        assert set(content) == {"application/json", "application/ld+json"}
        assert "$ref" in content["application/json"]["schema"]
