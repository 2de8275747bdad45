"""Articles: the list by day and outlet, and each text with its quotes marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quotes.lookup.evidence.revisions import text_changes
from quotes.requests.connections import database
from quotes.requests.problems import not_found
from quotes.store.listing import Row
from quotes.store.publication import articles, claim_reviews
from quotes.store.quotations import quotes
from quotes.store.waiting import page_saves, unread_texts
from quotes.web.pages import pages
from quotes.web.presenting.marking import Marked, paragraphs
from quotes.web.presenting.page_filters import Asked, cursor
from quotes.web.sessions import needs

PER_PAGE = 30
# The most failed articles that are shown.
MOST_FAILED = 20
# How many speakers of an article have different colours. Every speaker has a label too.
VOICES = 8


@pages.get("/articles")
def list_articles() -> str:
    asked = Asked.of_request(request.args)
    publisher = request.args.get("publisher", "").strip() or None
    filters = asked.filters(database(), None)
    found = articles.listing(
        database(), publisher=publisher, since=filters.since, until=filters.until, q=filters.q,
        limit=PER_PAGE, cursor=cursor(),
    )  # fmt: skip
    days = [(day, list(rows)) for day, rows in groupby(found.items, key=lambda row: row["day"])]
    unsettled = {
        "waiting": unread_texts.count(database(), "waiting") + unread_texts.count(database(), "reading"),
        "failed": list(islice(unread_texts.failed(database()), MOST_FAILED)),
    }
    return render_template(
        "articles.html", unsettled=unsettled, found=found, days=days, asked=asked, publisher=publisher
    )


@pages.get("/articles/<identifier>")
def article(identifier: str) -> ResponseReturnValue:
    """An article's text with its quotes, each with its speaker, mention and cue."""
    found = articles.get(database(), identifier)
    if found is None:
        raise not_found("article")
    if found["id"] != identifier:  # it was joined with another article that is the same page
        return redirect(url_for("web.article", identifier=found["id"]), 308)
    read = quotes.of_article(database(), found["pk"], found["revision"])
    shown = [one for one in read if one["status"] != "rejected"]
    return render_template(
        "article.html",
        article=found,
        quotes=shown,
        editing=request.args.get("edit"),
        rejected=[one for one in read if one["status"] == "rejected"],
        voices=voices(shown),
        paragraphs=paragraphs(found["text"], marks_of(shown)),
        changes=text_changes(database(), found, read),
        saving=page_saves.of_article(database(), found["pk"]),
        reviews=claim_reviews.of_article(database(), found["pk"]),
    )


def voices(found: Sequence[Row]) -> dict[str, int]:
    """The colour of each speaker of an article, from 1, in the order in which they first speak."""
    names = dict.fromkeys(one["speaker"]["name"] if one["speaker"] else "" for one in found)
    return {name: number % VOICES + 1 for number, name in enumerate(names)}


def marks_of(found: Sequence[Row]) -> list[Marked]:
    """The places of quotes in their text, and of their mentions and cues."""
    return list(_marks(found))


def _marks(found: Sequence[Row]) -> Iterator[Marked]:
    for number, one in enumerate(found):
        for span in one["spans"]:
            yield Marked(span["start"], span["end"], "quote", number)
        for role in ("mention", "cue"):
            if one[role] is not None:
                yield Marked(one[role]["start"], one[role]["end"], role, number)


@pages.post("/articles/retry")
@needs("write")
def retry_articles() -> ResponseReturnValue:
    """Queue an article that could not be read again."""
    unread_texts.retry(database(), [request.form.get("article", "")])
    return redirect(url_for("web.list_articles"), 303)
