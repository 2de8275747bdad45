"""Answers as JSON-LD: schema.org's Quotation and Claim, and the selectors of W3C Web Annotation.

Every document brings its context along, so that nothing needs to be fetched to understand it. A statement is
a Claim whose appearances are the quotes that report it; a quote is a Quotation and a part of its NewsArticle.
Of what schema.org has no word for, the verdict of a lookup and the factuality of what was not said, the name
is one of this service's own.
"""

from __future__ import annotations

from typing import Any

from quotes.lookup import Answer, Match
from quotes.store.listing import Row

Node = dict[str, Any]

WIKIDATA = "http://www.wikidata.org/entity/"
# What schema.org calls those who speak. A document is a work, and speaks for whoever wrote it.
TYPES = {"person": "Person", "anonymous": "Person", "organization": "Organization", "group": "Organization"}
# A date that is less exact than a day, as far as ISO 8601 writes it. Of a week there is no such form.
SHORTENED = {"day": 10, "month": 7, "year": 4}


def context(site: str) -> Node:
    """What the names in a document mean."""
    return {
        "@vocab": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "quotes": f"{site}/api/docs#",
        **{name: {"@type": "Date"} for name in ("dateCreated", "datePublished")},
        **{name: {"@type": "@id"} for name in ("url", "sameAs", "actionStatus")},
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "annotation": {"@reverse": "oa:hasBody"},
        "claim": {"@reverse": "appearance"},
        "target": "oa:hasTarget",
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": "oa:hasSelector",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
        "verdict": "quotes:verdict",
        "match": "quotes:match",
        "similarity": "quotes:similarity",
        "factuality": "quotes:factuality",
    }


def quote(row: Row, site: str) -> Node:
    """A quote with its evidence as a Quotation, and the statement that it reports as a Claim."""
    reported = row["reported"]
    others = [report for report in reported["reported_by"] if report["quote"] != row["id"]]
    claim = {**_claim(reported, site), "appearance": [_report(report, site) for report in others]}
    return {"@context": context(site), **_quotation(row, site), "claim": claim}


def statement(row: Row, site: str) -> Node:
    """A statement with its reports as a Claim."""
    appearances = [_quotation(report, site) for report in row["quotes"]]
    return {"@context": context(site), **_claim(row, site), "appearance": appearances}


def answer(found: Answer, site: str, words: str) -> Node:
    """A lookup as a finished SearchAction, its result a list of the Claims found, best first."""
    searched = found.searched
    object_ = {"@type": "Collection", "collectionSize": searched.articles}
    if searched.since is not None:
        object_["temporalCoverage"] = f"{searched.since}/{searched.until}"
    return {
        "@context": context(site),
        "@type": "SearchAction",
        "actionStatus": "https://schema.org/CompletedActionStatus",
        "query": words,
        "verdict": found.verdict,
        "object": object_,
        "result": {
            "@type": "ItemList",
            "numberOfItems": len(found.matches),
            "itemListElement": [
                {"@type": "ListItem", "position": position, **_match(match, site)}
                for position, match in enumerate(found.matches, start=1)
            ],
        },
    }


def _match(match: Match, site: str) -> Node:
    reports = [one for one in match.statement["reported_by"] if one["quote"] != match.quote["id"]]
    appearances = [_quotation(match.quote, site), *(_report(report, site) for report in reports)]
    item = {**_claim(match.statement, site), "appearance": appearances}
    return {"match": match.match, "similarity": match.similarity, "item": item}


def _claim(row: Row, site: str) -> Node:
    """A statement, without its appearances but for the first."""
    first, said = row["first_reported"], row["factuality"] == "said"
    speaker, document = _speaker(row, site)
    return _given(
        {
            "@type": "Claim",
            "@id": f"{site}/api/statements/{row['id']}",
            "identifier": row["id"],
            "text": row["text"],
            "author": speaker if said else None,
            "about": None if said else speaker,
            "factuality": None if said else row["factuality"],
            "isBasedOn": document,
            "dateCreated": _said(row["said"]) if said else None,
            "datePublished": first["published"],
            "firstAppearance": _report(first, site) if first["quote"] else None,
        }
    )


def _quotation(row: Row, site: str) -> Node:
    """A quote; what is told as not said is about the speaker, who does not speak in it."""
    said = row["factuality"] == "said"
    speaker, document = _speaker(row, site)
    return _given(
        {
            "@type": "Quotation",
            "@id": f"{site}/api/quotes/{row['id']}",
            "identifier": row["id"],
            "text": row["text"],
            "spokenByCharacter": speaker if said else None,
            "creator": {"@id": speaker["@id"]} if said and speaker and "@id" in speaker else None,
            "about": None if said else speaker,
            "factuality": None if said else row["factuality"],
            "isBasedOn": document,
            "dateCreated": _said(row["said"]) if said else None,
            "datePublished": row["published"],
            "url": row.get("link"),
            "isPartOf": _article(row["article"], site, row.get("snapshot")),
            "annotation": _annotation(row, site) if "targets" in row else None,
        }
    )


def _report(row: Row, site: str) -> Node:
    """A quote in short, as a statement has its reports."""
    article = {**row, "id": row["article"]}
    return _given(
        {
            "@type": "Quotation",
            "@id": f"{site}/api/quotes/{row['quote']}",
            "text": row.get("text"),
            "datePublished": row["published"],
            "isPartOf": _article(article, site, None),
        }
    )


def _article(row: Row, site: str, snapshot: Row | None) -> Node:
    stored = f"{site}/api/articles/{row['id']}"
    return _given(
        {
            "@type": "NewsArticle",
            "@id": stored,
            "url": row["url"],
            "headline": row["title"],
            "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
            "datePublished": row["published"],
            "encoding": snapshot and _snapshot(snapshot, stored),
        }
    )


def _snapshot(row: Row, stored: str) -> Node:
    return {
        "@type": "MediaObject",
        "@id": f"{stored}#{row['revision']}",
        "encodingFormat": "text/plain",
        "sha256": row["hash"],
        "uploadDate": row["collected"],
    }


def _annotation(row: Row, site: str) -> Node:
    """The annotation that has the quote for its body and its words in the article for its targets."""
    stored = f"{site}/api/articles/{row['article']['id']}"
    return {
        "@type": "Annotation",
        "target": [
            {
                "@type": "SpecificResource",
                "source": target["source"] or stored,
                "selector": [_selector(selector) for selector in target["selector"]],
            }
            for target in row["targets"]
        ],
    }


def _selector(selector: Row) -> Node:
    return {"@type": selector["type"], **{name: value for name, value in selector.items() if name != "type"}}


def _speaker(row: Row, site: str) -> tuple[Node | None, Node | None]:
    """Who speaks, or of a document, which schema.org lets nobody speak by, the work."""
    source = row["speaker"]
    if source is None:
        return None, None
    node = _given(
        {
            "@type": TYPES.get(source["kind"], "CreativeWork"),
            "@id": f"{site}/api/speakers/{source['slug']}" if source["slug"] else None,
            "name": source["name"],
            "sameAs": f"{WIKIDATA}{row['speaker_wikidata']}" if row["speaker_wikidata"] else None,
        }
    )
    return (node, None) if source["kind"] in TYPES else (None, node)


def _said(said: Row | None) -> str | None:
    """When the words were said, if more is known of it than when they were published."""
    if said is None or said["on"] is None or said["basis"] == "published":
        return None
    length = SHORTENED.get(said["precision"])
    return said["on"][:length] if length else None


def _given(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value is not None}
