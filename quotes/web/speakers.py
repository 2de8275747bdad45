"""Speakers: finding them, and what each has said, in time."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.lookup.evidence.enrichment import with_reports
from quotes.requests.connections import database
from quotes.requests.problems import not_found
from quotes.store.identity import name_evidence, speaker_decisions, speakers
from quotes.store.quotations import topics
from quotes.store.tracking import statements
from quotes.web.pages import pages
from quotes.web.presenting.asked import Asked, cursor, one_of
from quotes.web.presenting.timeline import Chart, chart, interval_for

PER_PAGE = 20
SUGGESTED = 20
MOST_TOPICS = 12
ORDERS = {"quotes": "most quoted", "recent": "lately quoted", "name": "by name"}


@pages.get("/speakers")
def list_speakers() -> str:
    q = request.args.get("q", "").strip() or None
    sort = one_of(request.args.get("sort"), ORDERS, "quotes")
    kind = request.args.get("kind") or None
    found = speakers.listing(database(), q=q, kind=kind, sort=sort, limit=PER_PAGE * 2, cursor=cursor())
    return render_template(
        "speakers.html", found=found, rows=found.items, q=q, sort=sort, kind=kind, orders=ORDERS
    )


@pages.get("/speakers/suggestions")
def list_suggestions() -> str:
    found = speaker_decisions.suggestions(database(), limit=SUGGESTED, cursor=cursor())
    return render_template("suggestions.html", found=found, rows=found.items)


@pages.get("/speakers/<slug>")
def speaker(slug: str) -> ResponseReturnValue:
    """A speaker's timeline and statements, filtered by what stands in the address."""
    known = speakers.get(database(), slug)
    if known is None:
        raise not_found("speaker")
    if known["merged_into"] is not None:
        return redirect(url_for("web.speaker", slug=known["merged_into"]), 308)
    asked = Asked.of_request(request.args)
    filters = asked.filters(database(), known["pk"])
    found = statements.listing(database(), filters, PER_PAGE, cursor())
    return render_template(
        "speaker.html",
        speaker=known,
        names=name_evidence.names_of(database(), known["pk"]),
        asked=asked,
        found=found,
        rows=with_reports(database(), found.items),
        timeline=_timeline(filters),
        topics=topics.listing(database(), statements.Filters(speaker=known["pk"]), limit=MOST_TOPICS).items,
    )


def _timeline(filters: statements.Filters) -> Chart | None:
    years = statements.timeline(database(), filters, "year")
    interval = interval_for(years)
    counts = years if interval == "year" else statements.timeline(database(), filters, interval)
    return chart(counts, interval)
