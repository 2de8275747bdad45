"""Quotes as annotations of the pages that they stand on, after the W3C's Web Annotation data model.

An annotation says of the words on a page whose they are. Its targets are the stretches of the quote, each
with the stored text's selectors; its bodies are the speaker, by name and by address, and what is known of
when, and whether, the words were said. A list is an AnnotationCollection with pages of annotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quotes.api.answers.version import VERSION
from quotes.lookup.evidence.web_archive import archived_copy
from quotes.store.listing import Row

Node = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
HOMEPAGE = "https://pypi.org/project/quotes/"


def collection(*, address: str, first: str | None, label: str, total: int, site: str) -> Node:
    """A collection of so many annotations, at its own address, and that of its first page, if it has any."""
    node: Node = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": total,
        "generator": _generator(site),
    }
    return node if first is None else {**node, "first": first}


def page(
    items: Iterable[Node], *, address: str, part_of: str, start: int | None, following: str | None
) -> Node:
    """A page of a collection; `start` is how many annotations stand on the pages before it, if it is known."""
    node: Node = {"@context": CONTEXT, "id": address, "type": "AnnotationPage", "partOf": part_of}
    if start is not None:
        node["startIndex"] = start
    if following is not None:
        node["next"] = following
    return {**node, "items": list(items)}


def annotation(quote: Row, site: str) -> Node:
    """A quote with its evidence as one annotation, without the context that the document around it has."""
    stored = f"{site}/api/articles/{quote['article']['id']}"
    node: Node = {
        "id": f"{site}/api/quotes/{quote['id']}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": _creator(quote, site),
        "created": _moment(quote["collected"]),
        "generator": _generator(site),
        "generated": _moment(quote["snapshot"]["collected"]),
        "canonical": f"urn:quotes:{quote['id']}",
    }
    bodies = list(_bodies(quote, site))
    if bodies:
        node["body"] = bodies[0] if len(bodies) == 1 else bodies
    targets = [_target(target, quote, stored) for target in quote["targets"]]
    return {**node, "target": targets[0] if len(targets) == 1 else targets}


def _bodies(quote: Row, site: str) -> Iterator[Node]:
    speaker = quote["speaker"]
    if speaker is not None:
        yield _text(speaker["name"], "tagging")
        if speaker["slug"] is not None:
            source = f"{site}/api/speakers/{speaker['slug']}"
            yield {"type": "SpecificResource", "source": source, "purpose": "identifying"}
    if quote["factuality"] != "said":
        yield _text(quote["factuality"], "classifying")
    said = quote["said"]
    if said is not None and said["on"] is not None and said["basis"] != "published":
        yield _text(f"{said['on']} ({said['precision']})", "describing")


def _text(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(target: Row, quote: Row, stored: str) -> Node:
    """A stretch of a quote where it stands: on the page, as that was when its text was stored."""
    node: Node = {
        "type": "SpecificResource",
        "source": target["source"] or stored,
        "selector": [dict(selector) for selector in target["selector"]],
    }
    state: Node = {"type": "TimeState", "sourceDate": _moment(quote["snapshot"]["collected"])}
    if target["source"] is not None and (archived := archived_copy(quote["article"])):
        state["cached"] = archived
    return {**node, "state": state}


def _creator(quote: Row, site: str) -> Node:
    """Who says so: a person who has confirmed or decided it, unnamed here, or the extractor."""
    if quote["status"] == "confirmed" or quote["speaker_decided"]:
        return {"type": "Person", "nickname": "a person who has checked it"}
    return {"id": f"{site}/api/docs#extractor-{quote['extractor']}", "type": "Software", "name": "quotes"}


def _generator(site: str) -> Node:
    return {"id": f"{site}/", "type": "Software", "name": f"quotes {VERSION}", "homepage": HOMEPAGE}


def _moment(written: str) -> str:
    """An xsd:dateTime in UTC, as the model wants it."""
    return written.replace("+00:00", "Z")
