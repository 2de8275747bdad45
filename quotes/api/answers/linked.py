"""Answers as JSON-LD: schema.org's Quotation and Claim, and the selectors of W3C Web Annotation.

Every document contains its context, so that nothing else has to be fetched. A statement is a Claim whose
appearances are the quotes that report it; a quote is a Quotation and a part of its NewsArticle. Schema.org
has no terms for the verdict of a lookup and for the factuality of words that were not said, so these have
terms of this service.
"""

from __future__ import annotations

from typing import Any

from quotes.lookup import Answer, Match
from quotes.lookup.evidence.web_archive import archived_copy
from quotes.store.listing import Row

Node = dict[str, Any]

WIKIDATA = "http://www.wikidata.org/entity/"
# The schema.org types of speakers. A document is a CreativeWork, which cannot be a speaker itself.
TYPES = {"person": "Person", "anonymous": "Person", "organization": "Organization", "group": "Organization"}
# The lengths of ISO 8601 dates that are less exact than a day. There is no such form for a week.
SHORTENED = {"day": 10, "month": 7, "year": 4}


def context(site: str) -> Node:
    """The meanings of the names in a document."""
    return {
        "@vocab": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "quotes": f"{site}/api/docs#",
        **{name: {"@type": "Date"} for name in ("dateCreated", "datePublished")},
        **{name: {"@type": "@id"} for name in ("url", "sameAs", "actionStatus", "archivedAt")},
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
    """A lookup as a finished SearchAction, whose result is a list of the Claims found, best first."""
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
    """A statement with only the first of its appearances."""
    first, said = row["first_reported"], row["factuality"] == "said"
    speaker, document = _speaker(row, site)
    return _given(
        {
            "@type": "Claim",
            "@id": _address(site, "statements", row["id"], row),
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
    """A quote. If its words were reported as not said, the speaker is its subject, not its speaker."""
    said = row["factuality"] == "said"
    speaker, document = _speaker(row, site)
    return _given(
        {
            "@type": "Quotation",
            "@id": _address(site, "quotes", row["id"], row),
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
    """A quote in short, as in the reports of a statement."""
    article = {**row, "id": row["article"]}
    return _given(
        {
            "@type": "Quotation",
            "@id": _address(site, "quotes", row["quote"], row),
            "text": row.get("text"),
            "datePublished": row["published"],
            "isPartOf": _article(article, site, None),
        }
    )


def _article(row: Row, site: str, snapshot: Row | None) -> Node:
    stored = _address(site, "articles", row["id"], row)
    return _given(
        {
            "@type": "NewsArticle",
            "@id": stored,
            "url": row["url"],
            "archivedAt": archived_copy(row),
            "headline": row["title"],
            "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
            "datePublished": row["published"],
            "encoding": snapshot and _snapshot(snapshot, stored),
        }
    )


def _snapshot(row: Row, stored: str | None) -> Node:
    return _given(
        {
            "@type": "MediaObject",
            "@id": stored and f"{stored}#{row['revision']}",
            "encodingFormat": "text/plain",
            "sha256": row["hash"],
            "uploadDate": row["collected"],
        }
    )


def _annotation(row: Row, site: str) -> Node:
    """The annotation with the quote as its body and the words in the article as its targets."""
    stored = _address(site, "articles", row["article"]["id"], row)
    return {
        "@type": "Annotation",
        "target": [
            _given(
                {
                    "@type": "SpecificResource",
                    "source": target["source"] or stored,
                    "selector": [_selector(selector) for selector in target["selector"]],
                }
            )
            for target in row["targets"]
        ],
    }


def _address(site: str, kind: str, identifier: str, row: Row) -> str | None:
    """Where the service has a thing; what is from an archive beside has no address here."""
    return None if row.get("archived") else f"{site}/api/{kind}/{identifier}"


def _selector(selector: Row) -> Node:
    return {"@type": selector["type"], **{name: value for name, value in selector.items() if name != "type"}}


def _speaker(row: Row, site: str) -> tuple[Node | None, Node | None]:
    """The speaker, or (second) the work if it is a document, since schema.org allows no work as speaker."""
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
    """When the words were said, if the article gives more than its date of publication."""
    if said is None or said["on"] is None or said["basis"] == "published":
        return None
    length = SHORTENED.get(said["precision"])
    return said["on"][:length] if length else None


def _given(node: Node) -> Node:
    """The node without empty values."""
    return {name: value for name, value in node.items() if value is not None}
