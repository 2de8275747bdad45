"""Statements: searching them, and showing one with all its reports."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from werkzeug import Response

from quotes.api.answers import annotation_pages, linked, paging, streams
from quotes.api.answers.negotiation import LINKED_DATA, as_linked_data
from quotes.api.requests import filters
from quotes.api.schemas.statement_queries import (
    AnnotationsQuerySchema,
    StatementsExportSchema,
    StatementsQuerySchema,
)
from quotes.api.schemas.statements import StatementDetailSchema, StatementPageSchema
from quotes.lookup.evidence.statements import statement_with_reports
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import not_found
from quotes.store.listing import Page, Row
from quotes.store.tracking import statements

resource = Resource("statements", __name__, url_prefix="/api", description="What was said")


@resource.route("/statements", methods=["GET"], endpoint="list")
@resource.arguments(StatementsQuerySchema, location="query")
@resource.response(200, StatementPageSchema)
def list_statements(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List statements, the latest said first."""
    part = {name: query.pop(name) for name in ("limit", "cursor") if name in query}
    return paging.answer(statements.listing(database(), filters.of_anybody(query), **part))


@resource.route("/statements/<identifier>", methods=["GET"])
@resource.doc(responses=LINKED_DATA)
@resource.response(200, StatementDetailSchema)
@resource.alt_response(308, description="The statement was joined with another")
@as_linked_data(linked.statement)
def show(identifier: str) -> Row | Response:
    """Show a statement with its reports."""
    statement = statement_with_reports(database(), identifier)
    if statement is None:
        raise not_found("statement")
    if statement["merged_into"] is not None:
        return redirect(url_for("statements.show", identifier=statement["merged_into"]), 308)
    return statement


@resource.route("/statements.jsonld", methods=["GET"])
@resource.arguments(AnnotationsQuerySchema, location="query")
@resource.doc(responses=LINKED_DATA)
def annotate_statements(query: dict[str, Any]) -> Response:
    """Write out the quotes that report statements as W3C Web Annotations, page by page."""
    part = annotation_pages.take_part(query)
    title = streams.title_of("Quotes", query)
    return annotation_pages.answer(filters.of_anybody(query), title=title, **part)


@resource.route("/statements.<any(csv, jsonl, atom):ending>", methods=["GET"])
@resource.arguments(StatementsExportSchema, location="query")
@resource.response(200)
def export_statements(query: dict[str, Any], ending: str) -> Response:
    """Export statements as CSV or JSON Lines, or follow a search as an Atom feed."""
    title = streams.title_of("Statements", query)
    return streams.answer(ending, filters.of_anybody(query), title=title)
