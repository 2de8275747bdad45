"""Single quotes."""

from __future__ import annotations

from quotes.api.connections import database
from quotes.api.parsing import Resource
from quotes.api.problems import not_found
from quotes.api.schemas import QuoteSchema
from quotes.store import quotes
from quotes.store.page import Row

resource = Resource("quotes", __name__, url_prefix="/api/quotes", description="Quotes, one by one")


@resource.route("/<identifier>", methods=["GET"])
@resource.response(200, QuoteSchema)
def show(identifier: str) -> Row:
    """Show a quote."""
    quote = quotes.get(database(), identifier)
    if quote is None:
        raise not_found("quote")
    return quote
