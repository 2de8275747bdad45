"""Watched feeds and news sitemaps, and their state."""

from __future__ import annotations

import time
from typing import Any

from quotes.api.answers import paging
from quotes.api.schemas.sources import (
    SourceInSchema,
    SourcePageSchema,
    SourcesQuerySchema,
    WatchedSourceSchema,
)
from quotes.collecting.sources import add, presented
from quotes.requests.connections import database
from quotes.requests.fetching import PATIENCE, fetching
from quotes.requests.parsing import Resource, needs
from quotes.requests.problems import not_found
from quotes.store.listing import Page, Row
from quotes.store.waiting import sources

resource = Resource("sources", __name__, url_prefix="/api/sources", description="Feeds that are watched")


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(SourcesQuerySchema, location="query")
@resource.response(200, SourcePageSchema)
def list_sources(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List the watched sources, by address."""
    page = sources.listing(database(), **query)
    return paging.answer(Page([presented(row, time.time()) for row in page.items], page.next_cursor))


@resource.route("", methods=["POST"])
@resource.arguments(SourceInSchema)
@resource.response(201, WatchedSourceSchema, description="The source is now watched")
@resource.alt_response(200, schema=WatchedSourceSchema, description="The source was already watched")
@needs("write")
def post(given: dict[str, Any]) -> tuple[Row, int]:
    """Start watching a feed or a news sitemap, or the feed that a page names."""
    with fetching() as pages:
        source, is_new = add(database(), pages.fetcher, given["url"], patience=PATIENCE)
    return presented(source, time.time()), 201 if is_new else 200


@resource.route("/<int:number>", methods=["GET"])
@resource.response(200, WatchedSourceSchema)
def show(number: int) -> Row:
    """Show a source and its state."""
    return presented(_source(number), time.time())


@resource.route("/<int:number>", methods=["DELETE"])
@resource.response(204)
@needs("write")
def remove(number: int) -> None:
    """Stop watching a source. Its articles are kept."""
    sources.remove(database(), _source(number)["pk"])


def _source(number: int) -> Row:
    found = sources.get(database(), number)
    if found is None:
        raise not_found("source")
    return found
