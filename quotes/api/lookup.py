"""Looking up whether somebody said these words, or the quotations of a whole text."""

from __future__ import annotations

from typing import Any

from flask import request

from quotes.api.answers import linked
from quotes.api.answers.negotiation import LINKED_DATA, as_linked_data
from quotes.api.schemas.draft import DraftInSchema, DraftSchema
from quotes.api.schemas.lookup import AnswerSchema, LookupQuerySchema
from quotes.intake import NoArticle, check_length, read_text
from quotes.lookup import Answer, answer_with_evidence, lookup
from quotes.lookup.draft import check
from quotes.lookup.question import NoName
from quotes.requests.callers import longest_looked_up, reader
from quotes.requests.connections import corpus
from quotes.requests.parsing import Resource, reads_only
from quotes.requests.problems import unusable
from quotes.store.listing import Row
from quotes.store.search import NoWords

resource = Resource("lookup", __name__, url_prefix="/api/lookup", description="Did they say this?")


def _as_linked_data(answer: Answer, site: str) -> linked.Node:
    return linked.answer(answer, site, request.args["quote"])


@resource.route("", methods=["GET"])
@resource.arguments(LookupQuerySchema, location="query")
@resource.doc(responses=LINKED_DATA)
@resource.response(200, AnswerSchema)
@as_linked_data(_as_linked_data)
def ask(query: dict[str, Any]) -> Answer:
    """Look up words among all stored quotes."""
    searched = corpus()
    try:
        answer = lookup(searched, query["quote"], query.get("speaker"), query["limit"])
    except NoWords as error:
        raise unusable("quote", "Must contain a letter or a digit.") from error
    except NoName as error:
        raise unusable("speaker", "Must contain a letter or a digit.") from error
    return answer_with_evidence(searched, answer)


@resource.route("/text", methods=["POST"])
@reads_only
@resource.arguments(DraftInSchema)
@resource.response(200, DraftSchema)
def check_text(given: dict[str, Any]) -> Row:
    """Look up each quotation in a text, which is not stored."""
    try:
        text = check_length(read_text(given["text"]), longest_looked_up()).text
    except NoArticle as error:
        raise unusable("text", "Must not be empty.") from error
    found = reader().extract(text, given.get("published"), given.get("author"))
    return check(corpus(), text, found, min_words=given["min_words"], limit=given["limit"]).as_record()
