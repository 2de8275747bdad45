"""A quote as a reference for a footnote or a reference manager."""

from __future__ import annotations

import json

from flask import Response, url_for

from quotes.lookup.citation import as_csl, as_ris, as_text
from quotes.lookup.evidence.enrichment import quote_with_evidence
from quotes.requests.connections import database
from quotes.requests.problems import not_found
from quotes.web.pages import pages

MEDIA_TYPES = {
    "json": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
    "txt": "text/plain",
}


@pages.get("/quotes/<identifier>/cite.<any(json, ris, txt):ending>")
def cite(identifier: str, ending: str) -> Response:
    """The reference as CSL-JSON, as RIS, or as plain text."""
    quote = quote_with_evidence(database(), identifier)
    if quote is None:
        raise not_found("quote")
    address = url_for("web.quote", identifier=identifier, _external=True)
    match ending:
        case "json":
            body = json.dumps([as_csl(quote, address)], ensure_ascii=False, indent=2)
        case "ris":
            body = as_ris(quote, address)
        case _:
            body = f"{as_text(quote, address)}\n"
    answer = Response(body, mimetype=MEDIA_TYPES[ending])
    if ending != "txt":
        answer.headers["Content-Disposition"] = f'attachment; filename="quote-{quote["id"]}.{ending}"'
    return answer
