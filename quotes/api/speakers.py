"""Speakers, and what each has said."""

from __future__ import annotations

from typing import Any

from quotes.api import paging
from quotes.api.connections import database
from quotes.api.parsing import Resource
from quotes.api.problems import not_found
from quotes.api.schemas import (
    SpeakerDetailSchema,
    SpeakerPageSchema,
    SpeakersQuerySchema,
    SpeakerStatementsQuerySchema,
    StatementPageSchema,
)
from quotes.store import speakers, statements
from quotes.store.page import Page, Row
from quotes.store.statements import Filters

resource = Resource("speakers", __name__, url_prefix="/api/speakers", description="Who is quoted")


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(SpeakersQuerySchema, location="query")
@resource.response(200, SpeakerPageSchema)
def list_speakers(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List speakers by name, by number of quotes (most first), or by when they last spoke (latest first)."""
    return paging.answer(speakers.listing(database(), **query))


@resource.route("/<slug>", methods=["GET"])
@resource.response(200, SpeakerDetailSchema)
def show(slug: str) -> Row:
    """Show a speaker with all names."""
    speaker = speakers.get(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    return speaker


@resource.route("/<slug>/statements", methods=["GET"])
@resource.arguments(SpeakerStatementsQuerySchema, location="query")
@resource.response(200, StatementPageSchema)
def list_statements(query: dict[str, Any], slug: str) -> tuple[Page, int, dict[str, str]]:
    """List what a speaker has said, the latest first."""
    speaker = speakers.pk_of(database(), slug)
    if speaker is None:
        raise not_found("speaker")
    part = {name: query.pop(name) for name in ("limit", "cursor") if name in query}
    return paging.answer(statements.listing(database(), Filters(speaker=speaker, **query), **part))
