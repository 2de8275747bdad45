"""Posting articles, and reading what is stored of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import current_app, url_for

from quotes.api import fetching, paging
from quotes.api.connections import database, settings
from quotes.api.parsing import Resource, needs
from quotes.api.problems import Problem, invalid, not_found, of_service, unusable
from quotes.api.schemas.articles import (
    ArticleDetailSchema,
    ArticleInSchema,
    ArticlePageSchema,
    ArticlesQuerySchema,
    BatchInSchema,
    BatchSchema,
    PostedSchema,
)
from quotes.ingestion import Outcome, ingest
from quotes.intake import Article, IntakeError, check_length, read_html, read_text
from quotes.lookup.edits import text_changes
from quotes.store import articles, captures, quotes
from quotes.store.page import Page, Row

_KNOWN = ("url", "title", "publisher", "author", "published", "modified")

resource = Resource("articles", __name__, url_prefix="/api/articles", description="Articles and their quotes")


@resource.route("", methods=["POST"])
@resource.arguments(ArticleInSchema)
@resource.response(201, PostedSchema, description="A new article, or a new text of one (outcome: revised)")
@resource.alt_response(200, schema=PostedSchema, description="It was stored already; nothing has changed")
@needs("write")
def post(given: dict[str, Any]) -> tuple[Row, int, dict[str, str]]:
    """Store an article with its quotes."""
    outcome = _ingest(given)
    body = {**_detail(outcome.article), "outcome": outcome.status, **_failed(outcome)}
    status = HTTPStatus.OK if outcome.status == "unchanged" else HTTPStatus.CREATED
    return body, status, {"Location": url_for("articles.show", identifier=outcome.article, _external=True)}


@resource.route("/batch", methods=["POST"])
@resource.arguments(BatchInSchema)
@resource.response(200, BatchSchema)
@needs("write")
def post_batch(given: dict[str, Any]) -> Row:
    """Store several articles, each on its own: one that is refused does not keep out the others."""
    return {"outcomes": [_outcome(article) for article in given["articles"]]}


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(ArticlesQuerySchema, location="query")
@resource.response(200, ArticlePageSchema)
def list_articles(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List articles, the latest published first."""
    return paging.answer(articles.listing(database(), **query))


@resource.route("/<identifier>", methods=["GET"])
@resource.response(200, ArticleDetailSchema)
def show(identifier: str) -> Row:
    """Show an article with its text and quotes."""
    return _detail(identifier)


def _detail(identifier: str) -> Row:
    article = articles.get(database(), identifier)
    if article is None:
        raise not_found("article")
    found = quotes.of_article(database(), article["pk"], article["revision"])
    fetched = captures.of_article(database(), article["id"])
    changes = text_changes(database(), article, found)
    return {**article, "quotes": found, "changes": changes, "captures": fetched}


def _ingest(given: dict[str, Any]) -> Outcome:
    """Raises IntakeError."""
    reader = current_app.extensions["quotes"].reader
    if "text" not in given and "html" not in given:
        known = {name: given.get(name) for name in _KNOWN if name != "url"}
        brought = fetching.bring(given["url"], known)
        outcome = ingest(database(), brought.article, reader)
        captures.put(database(), outcome.article, brought.capture)
        return outcome
    article = check_length(_read(given), settings().max_article_chars)
    return ingest(database(), article, reader)


def _read(given: dict[str, Any]) -> Article:
    known = {name: given.get(name) for name in _KNOWN}
    if "html" in given:
        return read_html(given["html"], **known)
    return read_text(given["text"], **known)


def _outcome(given: dict[str, Any]) -> Row:
    errors = ArticleInSchema().validate(given)
    try:
        if not errors and "text" not in given and "html" not in given:
            raise unusable("url", "Fetched one at a time only, by POST /api/articles.")
        if errors:
            raise invalid(errors)
        outcome = _ingest(ArticleInSchema().load(given))
    except Problem as problem:
        return {"outcome": "refused", "problem": problem.as_record()}
    except IntakeError as error:
        return {"outcome": "refused", "problem": of_service(error).as_record()}
    return {"outcome": outcome.status, "id": outcome.article, "quotes": outcome.quotes, **_failed(outcome)}


def _failed(outcome: Outcome) -> Row:
    return {} if outcome.failed is None else {"failed": outcome.failed}
