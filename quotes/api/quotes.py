"""Single quotes, and what people decide about them."""

from __future__ import annotations

from typing import Any

from quotes.api.answers import linked
from quotes.api.answers.negotiation import LINKED_DATA, as_linked_data
from quotes.api.requests.decisions import decision
from quotes.api.schemas.decisions import CorrectionSchema
from quotes.api.schemas.evidence import QuoteDetailSchema
from quotes.api.schemas.quotes import HistorySchema
from quotes.lookup.evidence.enrichment import quote_with_evidence
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import not_found, unusable
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.listing import Row
from quotes.store.quotations import decision_history, quotes
from quotes.store.quotations.corrections import Correction, correct
from quotes.store.tracking.grouping import grouped

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
    """Decide whose a quote is, when it was said and whether at all, or whether it is one."""
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
    """Show what was changed of a quote, by whom or by what, and why."""
    return {"items": decision_history.of(database(), _known(identifier)["pk"])}


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
    """The speaker that is decided on: one of a slug, one of a name, or nobody."""
    new: dict[str, Any] | None = given.get("new_speaker")
    if new is not None:
        at = decision(given).at
        return speaker_decisions.speaker_called(database(), new["name"], new["kind"], at, new=new["new"])
    slug = given["speaker"]
    speaker = None if slug is None else speakers.pk_of(database(), slug)
    if slug is not None and speaker is None:
        raise unusable("speaker", "There is no speaker of this slug.")
    return speaker
