"""Whether somebody said these words."""

from __future__ import annotations

from typing import Any

from quotes.api.connections import database
from quotes.api.parsing import Resource
from quotes.api.problems import unusable
from quotes.api.schemas.lookup import AnswerSchema, LookupQuerySchema
from quotes.lookup import Answer, lookup
from quotes.lookup.packets import answer_with_evidence
from quotes.store.search import NoWords

resource = Resource("lookup", __name__, url_prefix="/api/lookup", description="Did they say this?")


@resource.route("", methods=["GET"])
@resource.arguments(LookupQuerySchema, location="query")
@resource.response(200, AnswerSchema)
def ask(query: dict[str, Any]) -> Answer:
    """Look for words among everything that was quoted."""
    try:
        answer = lookup(database(), query["quote"], query.get("speaker"), query["limit"])
    except NoWords as error:
        raise unusable("quote", "Must hold a letter or a digit.") from error
    return answer_with_evidence(database(), answer)
