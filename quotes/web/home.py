"""The first page: a search box, the latest statements, and how much is stored."""

from __future__ import annotations

from flask import render_template

from quotes.lookup.evidence.enrichment import with_reports
from quotes.requests.connections import database
from quotes.store.tracking import coverage, statements
from quotes.web.pages import pages

LATELY = 8


@pages.get("/")
def home() -> str:
    lately = statements.listing(database(), statements.Filters(), limit=LATELY)
    held = {**coverage.everything(database()), "speakers": coverage.speakers_quoted(database())}
    return render_template("home.html", lately=with_reports(database(), lately.items), held=held)
