"""Statements: found by their words, and shown with every report."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from werkzeug import Response

from quotes.api import paging, streams
from quotes.api.connections import database
from quotes.api.parsing import Resource
from quotes.api.problems import not_found, unusable
from quotes.api.schemas.statements import (
    StatementDetailSchema,
    StatementPageSchema,
    StatementsExportSchema,
    StatementsQuerySchema,
)
from quotes.lookup.evidence import statement_with_reports
from quotes.store import speakers, statements
from quotes.store.page import Page, Row
from quotes.store.statements import Filters

resource = Resource("statements", __name__, url_prefix="/api", description="What was said")


@resource.route("/statements", methods=["GET"], endpoint="list")
@resource.arguments(StatementsQuerySchema, location="query")
@resource.response(200, StatementPageSchema)
def list_statements(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List statements, the latest said first."""
    part = {name: query.pop(name) for name in ("limit", "cursor") if name in query}
    return paging.answer(statements.listing(database(), _filters(query), **part))


@resource.route("/statements/<identifier>", methods=["GET"])
@resource.response(200, StatementDetailSchema)
@resource.alt_response(308, description="The statement was found to be another")
def show(identifier: str) -> Row | Response:
    """Show a statement with its reports."""
    statement = statement_with_reports(database(), identifier)
    if statement is None:
        raise not_found("statement")
    if statement["merged_into"] is not None:
        return redirect(url_for("statements.show", identifier=statement["merged_into"]), 308)
    return statement


@resource.route("/statements.<any(csv, jsonl, atom):ending>", methods=["GET"])
@resource.arguments(StatementsExportSchema, location="query")
@resource.response(200)
def export_statements(query: dict[str, Any], ending: str) -> Response:
    """Write out statements, as CSV or JSON Lines, or follow a search as an Atom feed."""
    words = query.get("q")
    title = f"Statements with {words}" if words else "Statements"
    return streams.answer(ending, _filters(query), title=title)


def _filters(query: dict[str, Any]) -> Filters:
    slug = query.pop("speaker", None)
    speaker = None if slug is None else speakers.pk_of(database(), slug)
    if slug is not None and speaker is None:
        raise unusable("speaker", "There is no speaker of this slug.")
    return Filters(speaker=speaker, **query)
