"""Two speakers on one topic, side by side in time."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from flask import render_template, request

from quotes.lookup.evidence.enrichment import with_reports
from quotes.requests.connections import database
from quotes.store.identity import speakers
from quotes.store.listing import Page, Row
from quotes.store.tracking import statements
from quotes.web.pages import pages
from quotes.web.presenting.page_filters import Asked

# How many statements of each side a page shows.
MOST = 20
ONE_DAY = timedelta(days=1)


@pages.get("/compare")
def compare() -> str:
    names = {side: request.args.get(side, "").strip() for side in ("a", "b")}
    asked = Asked.of_request(request.args)
    chosen = {side: _speaker(name) for side, name in names.items() if name}
    found = {side: _said(one, asked) for side, one in chosen.items() if one is not None}
    shown, since = _shared_stretch(found)
    return render_template(
        "compare.html",
        names=names,
        asked=asked,
        chosen=chosen,
        months=_by_month(shown),
        found=found,
        since=since,
        earlier=None if since is None else str(date.fromisoformat(since) - ONE_DAY),
        overfull=[side for side, page in found.items() if _goes_on_within(page, since)],
    )


def _speaker(name: str) -> Row | None:
    """The speaker with a slug or a name; if several have the name, the most quoted one."""
    meant = speakers.called(database(), name)
    known = speakers.by_pk(database(), meant)
    return max(known, key=lambda one: one["quotes"], default=None)


def _said(speaker: Row, asked: Asked) -> Page:
    return statements.listing(database(), asked.filters(database(), speaker["pk"]), MOST)


def _shared_stretch(found: dict[str, Page]) -> tuple[dict[str, list[Row]], str | None]:
    """The statements of both since the first day that both lists cover, and that day if more precede it.

    The speaker with more statements fills a page with fewer days. Earlier statements of the other speaker are
    left to the next page; otherwise the first speaker would seem silent on these days.
    """
    reaching = max(
        (page.items[-1]["day"] for page in found.values() if page.next_cursor is not None), default=""
    )
    if not reaching:
        return {side: page.items for side, page in found.items()}, None
    latest = max(page.items[0]["day"] for page in found.values() if page.items)
    # The list of that day may continue on the next page. So it is shown here only if there is nothing else.
    since = reaching if latest == reaching else str(date.fromisoformat(reaching) + ONE_DAY)
    return {side: [row for row in page.items if row["day"] >= since] for side, page in found.items()}, since


def _goes_on_within(page: Page, since: str | None) -> bool:
    """Whether one side's statements of the first day do not fit on a page."""
    return page.next_cursor is not None and page.items[-1]["day"] == since


def _by_month(found: dict[str, list[Row]]) -> list[tuple[str, dict[str, list[Row]]]]:
    """The months in which either side spoke, the latest first, with the statements of each side."""
    both = [
        (row["day"][:7], side, row) for side, rows in found.items() for row in with_reports(database(), rows)
    ]
    both.sort(key=lambda one: one[0], reverse=True)
    return [
        (month, {side: [row for _, of, row in rows if of == side] for side in ("a", "b")})
        for month, rows in ((month, list(group)) for month, group in groupby(both, key=lambda one: one[0]))
    ]
