"""Posting articles, and showing stored ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from time import monotonic
from typing import Any, TypeVar

from flask import jsonify, redirect, url_for
from werkzeug import Response

from quotes.api.answers import paging
from quotes.api.schemas.articles import (
    ArticleDetailSchema,
    ArticleInSchema,
    ArticlePageSchema,
    ArticlesQuerySchema,
    BatchInSchema,
    BatchSchema,
    PostedSchema,
)
from quotes.api.schemas.jobs import JobDetailSchema
from quotes.intake import Article, IntakeError, check_length, read_text
from quotes.intake.article import DETAILS
from quotes.lookup.evidence.revisions import text_changes
from quotes.requests import fetching
from quotes.requests.callers import reader
from quotes.requests.connections import database, settings
from quotes.requests.parsing import Resource, needs
from quotes.requests.preferences import RESPOND_ASYNC, wants_async
from quotes.requests.problems import Problem, invalid, not_found, of_service, unusable
from quotes.serving.turns import NoTurn
from quotes.store.listing import Page, Row
from quotes.store.publication import articles, captures, claim_reviews
from quotes.store.quotations import quotes
from quotes.store.waiting import jobs, page_saves
from quotes.workflows.ingestion import Outcome, ingest
from quotes.workflows.jobs import Address, accept

# How many seconds the articles of a batch are read; those that are left are then refused.
BATCH_SECONDS = 120.0
TOO_LATE = (
    "The articles before this one took too long to read. Send it again, or the batch with the header Prefer:"
    " respond-async."
)
LATER = "With Prefer: respond-async: it is stored and will be read later; the job shows the progress"

Posted = tuple[Row, int, dict[str, str]] | Response
Judged = TypeVar("Judged")

resource = Resource("articles", __name__, url_prefix="/api/articles", description="Articles and their quotes")


@resource.route("", methods=["POST"])
@resource.arguments(ArticleInSchema)
@resource.response(201, PostedSchema, description="A new article, or a new text of one (outcome: revised)")
@resource.alt_response(200, schema=PostedSchema, description="It was already stored; nothing has changed")
@resource.alt_response(202, schema=JobDetailSchema, description=LATER)
@needs("write")
def post(given: dict[str, Any]) -> Posted:
    """Store an article with its quotes; with Prefer: respond-async, store it now and read it later."""
    if wants_async():
        return _accepted([_address(given) if _is_address_alone(given) else _checked(given)])
    outcome = _fetched(given) if _is_address_alone(given) else _ingested(given)
    body = {**_detail(outcome.article), "outcome": outcome.status, **_failed(outcome)}
    status = HTTPStatus.OK if outcome.status == "unchanged" else HTTPStatus.CREATED
    return body, status, {"Location": url_for("articles.show", identifier=outcome.article, _external=True)}


@resource.route("/batch", methods=["POST"])
@resource.arguments(BatchInSchema)
@resource.response(200, BatchSchema)
@resource.alt_response(202, schema=JobDetailSchema, description=LATER)
@needs("write")
def post_batch(given: dict[str, Any]) -> Row | Posted:
    """Store several articles, each by itself: if one is refused, the others are still stored."""
    until = monotonic() + BATCH_SECONDS
    if wants_async():
        return _accepted([_or_refusal(partial(_judged, one), until) for one in given["articles"]])
    return {"outcomes": [_or_refusal(partial(_outcome, one), until) for one in given["articles"]]}


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(ArticlesQuerySchema, location="query")
@resource.response(200, ArticlePageSchema)
def list_articles(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List articles, the latest published first."""
    return paging.answer(articles.listing(database(), **query))


@resource.route("/<identifier>", methods=["GET"])
@resource.response(200, ArticleDetailSchema)
@resource.alt_response(308, description="The article was joined with another, since both are the same page")
def show(identifier: str) -> Row | Response:
    """Show an article with its text and quotes."""
    article = _detail(identifier)
    if article["id"] != identifier:
        return redirect(url_for("articles.show", identifier=article["id"]), 308)
    return article


def _detail(identifier: str) -> Row:
    article = articles.get(database(), identifier)
    if article is None:
        raise not_found("article")
    found = quotes.of_article(database(), article["pk"], article["revision"])
    fetched = captures.of_article(database(), article["id"])
    changes = text_changes(database(), article, found)
    saving = page_saves.of_article(database(), article["pk"])
    reviews = claim_reviews.of_article(database(), article["pk"])
    return {
        **article,
        "quotes": found,
        "changes": changes,
        "captures": fetched,
        "claim_reviews": reviews,
        "saving": saving,
    }


def _accepted(given: list[Article | Address | Row]) -> Posted:
    taken = [one["problem"] if isinstance(one, dict) else one for one in given]
    job = accept(database(), taken, save=settings().save_pages)
    shown = jobs.get(database(), job)
    assert shown is not None
    address = url_for("jobs.show", identifier=job, _external=True)
    response = jsonify(JobDetailSchema().dump(shown))
    response.status_code = HTTPStatus.ACCEPTED
    response.headers |= {"Location": address, "Preference-Applied": RESPOND_ASYNC}
    return response


def _address(given: dict[str, Any]) -> Address:
    """An address to be fetched later. Raises Problem."""
    told = {name: given[name] for name in DETAILS if name != "url" and given.get(name) is not None}
    known = {name: value if isinstance(value, str) else value.isoformat() for name, value in told.items()}
    return Address(given["url"], fetching.host_of(given["url"]), known)


def _checked(given: dict[str, Any]) -> Article:
    """The posted article. Raises IntakeError."""
    return check_length(_read(given), settings().max_article_chars)


def _ingested(given: dict[str, Any]) -> Outcome:
    return ingest(database(), _checked(given), reader(), save=settings().save_pages)


def _fetched(given: dict[str, Any]) -> Outcome:
    """Fetch an address and ingest the article there. Raises Problem."""
    known = {name: given.get(name) for name in DETAILS if name != "url"}
    brought = fetching.bring(given["url"], known)
    outcome = ingest(database(), brought.article, reader(), save=settings().save_pages)
    captures.put(database(), outcome.article, brought.capture)
    return outcome


def _is_address_alone(given: dict[str, Any]) -> bool:
    return "text" not in given and "html" not in given


def _read(given: dict[str, Any]) -> Article:
    known = {name: given.get(name) for name in DETAILS}
    if "html" in given:
        return reader().read_page(given["html"], **known)
    return read_text(given["text"], **known)


def _judged(given: dict[str, Any]) -> Article | Address:
    """An article of a batch, or the address of one. Raises Problem and IntakeError."""
    errors = ArticleInSchema().validate(given)
    if errors:
        raise invalid(errors)
    loaded = ArticleInSchema().load(given)
    return _address(loaded) if _is_address_alone(loaded) else _checked(loaded)


def _outcome(given: dict[str, Any]) -> Row:
    article = _judged(given)
    if isinstance(article, Address):
        raise unusable("url", "In a batch, is fetched with the header Prefer: respond-async only.")
    outcome = ingest(database(), article, reader(), save=settings().save_pages)
    return {"outcome": outcome.status, "id": outcome.article, "quotes": outcome.quotes, **_failed(outcome)}


def _or_refusal(judge: Callable[[], Judged], until: float) -> Judged | Row:
    """What `judge` makes of an article of a batch, or why it is refused, perhaps because time ran out."""
    if monotonic() > until:
        return {"outcome": "refused", "problem": Problem(503, TOO_LATE).as_record()}
    try:
        return judge()
    except Problem as problem:
        return {"outcome": "refused", "problem": problem.as_record()}
    except (IntakeError, NoTurn) as error:
        return {"outcome": "refused", "problem": of_service(error).as_record()}


def _failed(outcome: Outcome) -> Row:
    return {} if outcome.failed is None else {"failed": outcome.failed}
