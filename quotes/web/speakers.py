"""Speakers: the list, and a page for each with its statements in time."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.lookup.evidence.enrichment import with_reports
from quotes.requests.connections import database
from quotes.requests.problems import not_found
from quotes.store.identity import name_evidence, speaker_decisions, speakers
from quotes.store.listing import Row
from quotes.store.quotations import topic_lists
from quotes.store.tracking import statements
from quotes.web.pages import pages
from quotes.web.presenting.page_filters import Asked, cursor, one_of
from quotes.web.presenting.timeline import Chart, by_interval, chart

PER_PAGE = 20
SUGGESTED = 20
MOST_TOPICS = 12
MOST_NAMES = 8
# With very common words, the chart is only drawn if the speaker has at most this many statements.
MOST_SEARCHED = 3_000
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
    """A speaker's timeline and statements, filtered by the query parameters."""
    known = _known(slug)
    if known["merged_into"] is not None:
        return redirect(url_for("web.speaker", slug=known["merged_into"]), 308)
    asked = Asked.of_request(request.args)
    filters = asked.filters(database(), known["pk"])
    found = statements.listing(database(), filters, PER_PAGE, cursor())
    too_much = _is_too_much_to_draw(known, filters)
    return render_template(
        "speaker.html",
        speaker=known,
        called=name_evidence.most_used(database(), known["pk"], MOST_NAMES),
        asked=asked,
        found=found,
        rows=with_reports(database(), found.items),
        too_much_to_draw=too_much,
        timeline=None if too_much else _timeline(filters),
        topics=topic_lists.listing(
            database(), statements.Filters(speaker=known["pk"]), limit=MOST_TOPICS
        ).items,
    )


@pages.get("/speakers/<slug>/names")
def speaker_names(slug: str) -> ResponseReturnValue:
    """The names of a speaker: where each was seen, and why it is this speaker's."""
    known = _known(slug)
    if known["merged_into"] is not None:
        return redirect(url_for("web.speaker_names", slug=known["merged_into"]), 308)
    names = name_evidence.names_of(database(), known["pk"])
    return render_template("speaker_names.html", speaker=known, names=names)


def _known(slug: str) -> Row:
    known = speakers.get(database(), slug)
    if known is None:
        raise not_found("speaker")
    return known


def _is_too_much_to_draw(known: Row, filters: statements.Filters) -> bool:
    return known["quotes"] > MOST_SEARCHED and statements.is_common(database(), filters)


def _timeline(filters: statements.Filters) -> Chart | None:
    interval, counts = by_interval(statements.timeline(database(), filters, "month"))
    return chart(counts, interval)
