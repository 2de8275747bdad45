"""Quotes as annotations of the pages they are on, in the W3C's Web Annotation data model.

An annotation says whose words are on a page. Its targets are the spans of the quote, each located by the
words and by their position in the stored text. Its bodies are the speaker, by name and by address, and what
is known of when, and whether, the words were said. A list is an AnnotationCollection, page by page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quotes.api.answers.version import VERSION
from quotes.lookup.evidence.web_archive import archived_copy
from quotes.store.listing import Row

Node = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'


def document(node: Node) -> Node:
    """A node as a document of its own."""
    return {"@context": CONTEXT, **node}


def collection(address: str, *, label: str, total: int, site: str, first: Node | None) -> Node:
    """A collection of annotations at an address, with its first page inside it unless it is empty."""
    node: Node = {
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": total,
        "generator": _generator(site),
    }
    return node if first is None else {**node, "first": first}


def page(address: str, items: Iterable[Node], *, part_of: str, start: int, following: str | None) -> Node:
    """A page of a collection. `start` is the number of annotations before it."""
    told: Node = {"id": address, "type": "AnnotationPage", "partOf": part_of, "startIndex": start}
    if following is not None:
        told["next"] = following
    return {**told, "items": list(items)}


def written_collection(quotes: Iterable[Row], *, label: str, total: int, site: str) -> Iterator[str]:
    """A whole collection on one page, as a JSON document that is written while quotes are being read."""
    address = f"{site}/api/statements.jsonld"
    head = document(collection(address, label=label, total=total, site=site, first=None))
    opened = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    first = {"id": f"{address}#all", "type": "AnnotationPage", "partOf": address, "startIndex": 0}
    yield f'{opened},\n "first": {json.dumps(first)[:-1]}, "items": ['
    for number, quote in enumerate(quotes):
        yield f"{',' if number else ''}\n{json.dumps(annotation(quote, site), ensure_ascii=False)}"
    yield "\n]}\n}\n"


def annotation(quote: Row, site: str) -> Node:
    """A quote with its evidence as one annotation."""
    stored = f"{site}/api/articles/{quote['article']['id']}"
    node: Node = {
        "id": f"{site}/api/quotes/{quote['id']}/annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": _creator(quote),
        "created": _moment(quote["collected"]),
        "generator": _generator(site),
    }
    bodies = list(_bodies(quote, site))
    targets = [_target(target, quote, stored) for target in quote["targets"]]
    return {**node, **({"body": bodies} if bodies else {}), "target": targets}


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
        yield _text(f"said on {said['on']}, to the {said['precision']}", "describing")


def _text(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(target: Row, quote: Row, stored: str) -> Node:
    """A span of a quote on its page, in the state in which the text was stored."""
    state: Node = {"type": "TimeState", "sourceDate": _moment(quote["snapshot"]["collected"])}
    if target["source"] is not None and (archived := archived_copy(quote["article"])):
        state["cached"] = archived
    return {
        "type": "SpecificResource",
        "source": target["source"] or stored,
        "selector": [dict(selector) for selector in target["selector"]],
        "state": state,
    }


def _creator(quote: Row) -> Node:
    """Who attributes the words to the speaker: whoever decided last, otherwise the extractor."""
    decided = [entry for entry in quote["history"] if entry["source"] == "person"]
    if decided:
        name = decided[0]["made_by"]
        return {"type": "Person", **({"name": name} if name else {})}
    return {"type": "Software", "name": f"quotes extractor {quote['extractor']}"}


def _generator(site: str) -> Node:
    return {"id": f"{site}/", "type": "Software", "name": f"quotes {VERSION}", "homepage": f"{site}/api/docs"}


def _moment(written: str) -> str:
    """A time from the store in the model's format, in UTC with a Z."""
    return written.replace("+00:00", "Z")
