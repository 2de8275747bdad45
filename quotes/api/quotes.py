"""Single quotes, and people's decisions about them."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, after_this_request, request, url_for

from quotes.api.answers import linked, web_annotations
from quotes.api.answers.negotiation import LINKED_DATA, as_linked_data, preferred, varying
from quotes.api.requests.decisions import decision
from quotes.api.schemas.decisions import CorrectionSchema
from quotes.api.schemas.evidence import QuoteDetailSchema
from quotes.api.schemas.quotes import HistorySchema
from quotes.lookup.citation import MEDIA_TYPES, Cite, cited
from quotes.lookup.evidence.enrichment import quote_with_evidence
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import Problem, not_found, unusable
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.listing import Row
from quotes.store.quotations import decision_history, quotes
from quotes.store.quotations.corrections import Correction, correct
from quotes.store.tracking.grouping import grouped

# What a citation can be had as. Who takes any JSON gets the form that citation programs read.
CITATIONS: dict[str, Cite] = {
    **{media_type: form for form, media_type in MEDIA_TYPES.items()},
    "application/json": "csl",
}

resource = Resource("quotes", __name__, url_prefix="/api/quotes", description="Quotes, one by one")


@resource.route("/<identifier>", methods=["GET"])
@resource.doc(responses=LINKED_DATA)
@resource.response(200, QuoteDetailSchema)
@as_linked_data(linked.quote)
def show(identifier: str) -> Row:
    """Show a quote with its evidence."""
    return _shown(identifier)


@resource.route("/<identifier>", methods=["PATCH"])
@resource.arguments(CorrectionSchema)
@resource.response(200, QuoteDetailSchema)
def change(given: Row, identifier: str) -> Row:
    """Decide about a quote: its speaker, its date, its factuality, or whether it is a quote at all."""
    with grouped(database()):
        quote = _known(identifier)
        fields: Row = {name: given[name] for name in ("status", "factuality") if name in given}
        if "said" in given:
            fields["said"] = _said(given["said"])
        if "speaker" in given or "new_speaker" in given:
            fields["speaker"] = _speaker(given)
        correct(database(), quote, Correction(fields, frozenset(given.get("restore", ()))), decision(given))
    return _shown(identifier)


@resource.route("/<identifier>/history", methods=["GET"])
@resource.response(200, HistorySchema)
def show_history(identifier: str) -> Row:
    """Show the changes of a quote: by whom or by what, and why."""
    return {"items": decision_history.of(database(), _known(identifier)["pk"])}


@resource.route("/<identifier>/annotation", methods=["GET"])
@resource.doc(responses=LINKED_DATA)
def annotate(identifier: str) -> Response:
    """Show a quote as a W3C Web Annotation of the page that it stands on."""
    node = web_annotations.annotation(_shown(identifier), request.url_root.rstrip("/"))
    document = json.dumps(web_annotations.document(node), ensure_ascii=False)
    return Response(document, content_type=web_annotations.MEDIA_TYPE)


@resource.route("/<identifier>/citation", methods=["GET"])
@resource.doc(responses={200: {"content": {name: {"schema": {"type": "string"}} for name in CITATIONS}}})
def cite(identifier: str) -> Response:
    """Cite a quote: as CSL-JSON, as RIS, or as a line of text, by the Accept header."""
    after_this_request(varying)
    media_type = preferred(request.accept_mimetypes, tuple(CITATIONS))
    if media_type is None:
        raise Problem(406, f"The citation can be had as {', '.join(CITATIONS)}.")
    quote = _shown(identifier)
    address = url_for("web.quote", identifier=quote["id"], _external=True)
    return Response(cited([(quote, address)], CITATIONS[media_type]), mimetype=media_type)


def _known(identifier: str) -> Row:
    quote = quotes.get(database(), identifier)
    if quote is None:
        raise not_found("quote")
    return quote


def _shown(identifier: str) -> Row:
    quote = quote_with_evidence(database(), identifier)
    if quote is None:
        raise not_found("quote")
    return quote


def _said(given: Row | None) -> Row | None:
    return None if given is None else {**given, "on": given["on"].isoformat()}


def _speaker(given: Row) -> int | None:
    """The chosen speaker: given by slug or by name, or None for nobody."""
    new: dict[str, Any] | None = given.get("new_speaker")
    if new is not None:
        at = decision(given).at
        return speaker_decisions.speaker_called(database(), new["name"], new["kind"], at, new=new["new"])
    slug = given["speaker"]
    speaker = None if slug is None else speakers.pk_of(database(), slug)
    if slug is not None and speaker is None:
        raise unusable("speaker", "There is no speaker with this slug.")
    return speaker
