"""Quotes as W3C Web Annotations, held against what the data model asks of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyld import jsonld

from quotes.api.answers.web_annotations import CONTEXT, MEDIA_TYPE

OA, AS, XSD = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://www.w3.org/2001/XMLSchema#",
)
URL = "https://tidewater.example/bridge"
TEXT = (
    'Mira Okonjo says "We will rebuild the bridge before the winter comes." on 2024-05-01, 0.9\n'
    'The Harbour Board says "no money for any bridge at all" (denied)\n'
    'an aide says "Ask somebody else about the money."\n'
)
# The names of the model's context that are used here, with what each stands for there.
IRIS = {
    name: {"@id": iri, "@type": "@id"}
    for name, iri in {
        "body": f"{OA}hasBody", "target": f"{OA}hasTarget", "source": f"{OA}hasSource",
        "selector": f"{OA}hasSelector", "state": f"{OA}hasState", "cached": f"{OA}cachedSource",
        "creator": "http://purl.org/dc/terms/creator", "generator": f"{AS}generator",
        "homepage": "http://xmlns.com/foaf/0.1/homepage", "partOf": f"{AS}partOf", "first": f"{AS}first",
        "next": f"{AS}next",
    }.items()
}  # fmt: skip
MODEL = {
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in (
        "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
        "TimeState", "identifying", "tagging", "classifying", "describing", "exact", "prefix", "suffix",
    )},
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Software": f"{AS}Application",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    **IRIS,
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "created": {"@id": "http://purl.org/dc/terms/created", "@type": f"{XSD}dateTime"},
    "sourceDate": {"@id": f"{OA}sourceDate", "@type": f"{XSD}dateTime"},
    **{name: {"@id": f"{OA}{name}", "@type": f"{XSD}nonNegativeInteger"} for name in ("start", "end")},
    "total": {"@id": f"{AS}totalItems", "@type": f"{XSD}nonNegativeInteger"},
    "startIndex": {"@id": f"{AS}startIndex", "@type": f"{XSD}nonNegativeInteger"},
}  # fmt: skip
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def posted(client: FlaskClient) -> dict[str, Any]:
    article = {"text": TEXT, "url": URL, "title": "Bridge down", "published": "2024-05-03"}
    found: dict[str, Any] = client.post("/api/articles", json=article).json
    return found


def expanded(document: Any) -> Any:
    """The document in full IRIs, by the model's own context, which is not fetched."""

    def local(url: str, _options: Any) -> dict[str, Any]:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": MODEL}}

    return jsonld.expand(document, {"documentLoader": local})


def names(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from names(one)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name != "@context":
                yield name
                yield from names(value)


def check_annotation(node: dict[str, Any]) -> None:
    """What the data model says that an annotation must be."""
    assert node["type"] == "Annotation"
    assert re.match(r"https?://", node["id"])
    assert node["motivation"] in MOTIVATIONS
    assert MOMENT.fullmatch(node["created"])
    assert node["creator"]["type"] in ("Person", "Software", "Organization")
    assert len(node["target"]) >= 1
    for body in node.get("body", []):
        assert body["purpose"] in MOTIVATIONS
        assert ("value" in body) == (body["type"] == "TextualBody")
        assert ("source" in body) == (body["type"] == "SpecificResource")
    for target in node["target"]:
        check_target(target)


def check_target(target: dict[str, Any]) -> None:
    assert target["type"] == "SpecificResource"
    assert re.match(r"https?://", target["source"])
    quote, position = target["selector"]
    assert set(quote) == {"type", "exact", "prefix", "suffix"}
    assert quote["type"] == "TextQuoteSelector"
    assert position["type"] == "TextPositionSelector"
    assert 0 <= position["start"] < position["end"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert TEXT[: position["start"]].endswith(quote["prefix"])
    assert TEXT[position["end"] :].startswith(quote["suffix"])
    assert target["state"]["type"] == "TimeState"
    assert MOMENT.fullmatch(target["state"]["sourceDate"])


def test_a_quote_is_an_annotation_of_its_page(client: FlaskClient, posted: dict[str, Any]) -> None:
    answer = client.get(f"/api/quotes/{posted['quotes'][0]['id']}/annotation")
    assert answer.content_type == MEDIA_TYPE
    node = answer.get_json(force=True)
    assert node.pop("@context") == CONTEXT
    check_annotation(node)
    assert client.get(node["id"]).status_code == 200
    (target,) = node["target"]
    assert target["source"] == posted["url"]
    assert target["state"]["cached"] == f"https://web.archive.org/web/20240503/{posted['url']}"
    assert [(body["purpose"], body.get("value") or body["source"]) for body in node["body"]] == [
        ("tagging", "Mira Okonjo"),
        ("identifying", "http://localhost/api/speakers/mira-okonjo"),
        ("describing", "said on 2024-05-01, to the day"),
    ]


def test_what_was_not_said_is_classified_as_that_and_the_unnamed_has_no_address(
    client: FlaskClient, posted: dict[str, Any]
) -> None:
    denied, unnamed = (
        client.get(f"/api/quotes/{quote['id']}/annotation").get_json(force=True)["body"]
        for quote in posted["quotes"][1:]
    )
    assert {"classifying": "denied"}.items() <= {one["purpose"]: one.get("value") for one in denied}.items()
    assert [one["purpose"] for one in unnamed] == ["tagging"]


def test_whoever_decided_is_the_creator(client: FlaskClient, posted: dict[str, Any]) -> None:
    quote = posted["quotes"][0]["id"]
    client.patch(f"/api/quotes/{quote}", json={"status": "confirmed", "by": "Hanne Brook"})
    node = client.get(f"/api/quotes/{quote}/annotation").get_json(force=True)
    assert node["creator"] == {"type": "Person", "name": "Hanne Brook"}


def test_a_collection_has_every_quote_once_page_by_page(client: FlaskClient, posted: dict[str, Any]) -> None:
    answer = client.get("/api/statements.jsonld?factuality=any&limit=1")
    whole = answer.get_json(force=True)
    assert whole["@context"] == CONTEXT
    assert (whole["type"], whole["total"]) == ("AnnotationCollection", 3)
    assert whole["label"] == "Quotes reported as said or not"
    assert whole["id"] == "http://localhost/api/statements.jsonld?factuality=any&limit=1"
    found, page, documents = [], whole["first"], [whole]
    while True:
        assert (page["type"], page["partOf"]) == ("AnnotationPage", whole["id"])
        assert page["startIndex"] == len(found)
        for node in page["items"]:
            check_annotation(node)
        found += page["items"]
        if "next" not in page:
            break
        assert f'<{page["next"]}>; rel="next"' == answer.headers["Link"]
        answer = client.get(page["next"])
        assert answer.content_type == MEDIA_TYPE
        here, page = page["next"], answer.get_json(force=True)
        assert page["id"] == here
        documents.append(page)
    ids = [node["id"].split("/")[-2] for node in found]
    assert sorted(ids) == sorted(quote["id"] for quote in posted["quotes"])
    assert "Link" not in answer.headers
    for document in documents:
        assert set(names(document)) <= set(MODEL)


def test_every_name_means_to_a_processor_what_the_model_says(
    client: FlaskClient, posted: dict[str, Any]
) -> None:
    (whole,) = expanded(client.get("/api/statements.jsonld?factuality=any").get_json(force=True))
    assert whole["@type"] == [f"{AS}OrderedCollection"]
    assert whole[f"{AS}totalItems"] == [{"@type": f"{XSD}nonNegativeInteger", "@value": 3}]
    (first,) = whole[f"{AS}first"]
    (items,) = first[f"{AS}items"]
    assert len(items["@list"]) == 3
    for node in items["@list"]:
        assert node["@type"] == [f"{OA}Annotation"]
        assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
        for target in node[f"{OA}hasTarget"]:
            assert target[f"{OA}hasSource"] == [{"@id": posted["url"]}]
            kinds = [selector["@type"] for selector in target[f"{OA}hasSelector"]]
            assert kinds == [[f"{OA}TextQuoteSelector"], [f"{OA}TextPositionSelector"]]


@pytest.mark.usefixtures("posted")
def test_the_same_filters_hold_as_for_lists(client: FlaskClient) -> None:
    for address, total in (
        ("/api/statements.jsonld", 2),
        ("/api/statements.jsonld?q=rebuild", 1),
        ("/api/statements.jsonld?speaker=mira-okonjo&from=2024-05-02", 0),
        ("/api/speakers/mira-okonjo/statements.jsonld", 1),
        ("/api/speakers/the-harbour-board/statements.jsonld?factuality=denied", 1),
    ):
        whole = client.get(address).get_json(force=True)
        assert whole["total"] == total == len(whole.get("first", {"items": []})["items"]), address
        assert ("first" in whole) == (total > 0)


@pytest.mark.parametrize(
    "query", ["q=%3F", "cursor=x", "limit=0", "start=-1", "start=1e999", "speaker=nobody", "p=1"]
)
def test_what_makes_no_sense_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/statements.jsonld?{query}").status_code == 422


@pytest.mark.usefixtures("posted")
def test_quotes_without_an_address_are_those_of_the_stored_text(client: FlaskClient) -> None:
    article = client.post("/api/articles", json={"text": 'Ivo Marrek says "Not a penny for it."\n'}).json
    node = client.get(f"/api/quotes/{article['quotes'][0]['id']}/annotation").get_json(force=True)
    (target,) = node["target"]
    assert target["source"] == f"http://localhost/api/articles/{article['id']}"
    assert "cached" not in target["state"]
    assert json.dumps(node).count("web.archive.org") == 0
