"""A quote as a reference for a footnote or a reference manager."""

from __future__ import annotations

from flask import Response, url_for

from quotes.lookup.citation import MEDIA_TYPES, Cite, cited
from quotes.lookup.evidence.enrichment import quote_with_evidence
from quotes.requests.connections import database
from quotes.requests.problems import not_found
from quotes.web.pages import pages

FORMS: dict[str, Cite] = {"json": "csl", "ris": "ris", "txt": "text"}


@pages.get("/quotes/<identifier>/cite.<any(json, ris, txt):ending>")
def cite(identifier: str, ending: str) -> Response:
    """The reference as CSL-JSON, as RIS, or as plain text."""
    quote = quote_with_evidence(database(), identifier)
    if quote is None:
        raise not_found("quote")
    address = url_for("web.quote", identifier=identifier, _external=True)
    answer = Response(cited([(quote, address)], FORMS[ending]), mimetype=MEDIA_TYPES[FORMS[ending]])
    if ending != "txt":
        answer.headers["Content-Disposition"] = f'attachment; filename="quote-{quote["id"]}.{ending}"'
    return answer
