"""Two speakers on one topic, side by side in time."""

from __future__ import annotations

from itertools import groupby

from flask import render_template, request

from quotes.lookup.evidence.enrichment import with_reports
from quotes.requests.connections import database
from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.store.tracking import statements
from quotes.web.pages import pages
from quotes.web.presenting.asked import Asked

MOST = 60


@pages.get("/compare")
def compare() -> str:
    names = {side: request.args.get(side, "").strip() for side in ("a", "b")}
    asked = Asked.of_request(request.args)
    chosen = {side: _speaker(name) for side, name in names.items() if name}
    found = {side: _said(one, asked) for side, one in chosen.items() if one is not None}
    return render_template(
        "compare.html", names=names, asked=asked, chosen=chosen, months=_by_month(found), found=found
    )


def _speaker(name: str) -> Row | None:
    """The speaker of a slug or a name; of several who may be meant, the most quoted."""
    meant = speakers.called(database(), name)
    known = speakers.by_pk(database(), meant)
    return max(known, key=lambda one: one["quotes"], default=None)


def _said(speaker: Row, asked: Asked) -> list[Row]:
    found = statements.listing(database(), asked.filters(database(), speaker["pk"]), MOST)
    return with_reports(database(), found.items)


def _by_month(found: dict[str, list[Row]]) -> list[tuple[str, dict[str, list[Row]]]]:
    """The months in which either spoke, the latest first, each with what each side said."""
    both = [(row["day"][:7], side, row) for side, rows in found.items() for row in rows]
    both.sort(key=lambda one: one[0], reverse=True)
    return [
        (month, {side: [row for _, of, row in rows if of == side] for side in ("a", "b")})
        for month, rows in ((month, list(group)) for month, group in groupby(both, key=lambda one: one[0]))
    ]
