"""The topics that people speak about."""

from __future__ import annotations

from typing import Any

from quotes.api.answers import paging
from quotes.api.requests import filters
from quotes.api.schemas.topics import TopicPageSchema, TopicsQuerySchema
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.store.listing import Page
from quotes.store.quotations import topic_lists

resource = Resource("topics", __name__, url_prefix="/api", description="Whom and what is spoken about")


@resource.route("/topics", methods=["GET"], endpoint="list")
@resource.arguments(TopicsQuerySchema, location="query")
@resource.response(200, TopicPageSchema)
def list_topics(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List what statements are about, the most frequent first."""
    part = {name: query.pop(name) for name in ("limit", "cursor", "kind") if name in query}
    return paging.answer(topic_lists.listing(database(), filters.of_anybody(query), **part))
