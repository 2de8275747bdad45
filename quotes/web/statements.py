"""Single statements and quotes, at addresses that stay."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quotes.lookup.evidence.enrichment import quote_with_evidence
from quotes.lookup.evidence.statements import statement_with_reports
from quotes.requests.connections import database
from quotes.requests.problems import not_found
from quotes.store.publication import articles
from quotes.web.pages import pages


@pages.get("/statements/<identifier>")
def statement(identifier: str) -> ResponseReturnValue:
    """A statement with its reports, their wordings, and which are copies of one text."""
    found = statement_with_reports(database(), identifier)
    if found is None:
        raise not_found("statement")
    if found["merged_into"] is not None:
        return redirect(url_for("web.statement", identifier=found["merged_into"]), 308)
    return render_template("statement.html", statement=found)


@pages.get("/quotes/<identifier>")
def quote(identifier: str) -> str:
    """A quote in its context, with the decisions about it."""
    found = quote_with_evidence(database(), identifier)
    if found is None:
        raise not_found("quote")
    article = articles.get(database(), found["article_id"])
    return render_template("quote.html", quote=found, article=article)
