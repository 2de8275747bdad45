"""Collections of W3C annotations as they are answered: the whole with its first page, or a further page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from werkzeug.urls import iri_to_uri

from quotes.api.answers import web_annotations
from quotes.lookup.evidence.reported_quotes import reported_quotes
from quotes.requests.connections import database
from quotes.store.listing import Page
from quotes.store.tracking.statements import Filters, count_reports


def take_part(query: dict[str, Any]) -> dict[str, Any]:
    """Which part of a collection a query asks for, taken out of it."""
    return {"limit": query.pop("limit"), "cursor": query.pop("cursor", None), "start": query.pop("start")}


def answer(
    filters: Filters, *, title: str, limit: int, cursor: str | None = None, start: int = 0
) -> Response:
    """The quotes that report the next `limit` statements, `start` annotations into the collection.

    Without a cursor, the collection with its first page in it. Raises cursor.BadCursor and search.NoWords.
    """
    found = reported_quotes(database(), filters, limit, cursor)
    following = _following(found, start)
    if cursor is not None:
        return _answer(_page(iri_to_uri(request.url), found, start, following), following)
    whole = _address(_filters())
    node = web_annotations.collection(
        whole,
        label=title,
        total=count_reports(database(), filters),
        site=_site(),
        first=_page(f"{whole}#first", found, start, following) if found.items else None,
    )
    return _answer(node, following)


def _page(address: str, found: Page, start: int, following: str | None) -> web_annotations.Node:
    items = (web_annotations.annotation(quote, _site()) for quote in found.items)
    whole = _address(_filters())
    return web_annotations.page(address, items, part_of=whole, start=start, following=following)


def _following(found: Page, start: int) -> str | None:
    """The address of the next page."""
    if found.next_cursor is None:
        return None
    return _address({**_filters(), "cursor": found.next_cursor, "start": str(start + len(found.items))})


def _answer(node: web_annotations.Node, following: str | None) -> Response:
    document = json.dumps(web_annotations.document(node), ensure_ascii=False)
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return Response(document, content_type=web_annotations.MEDIA_TYPE, headers=headers)


def _filters() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if name not in ("cursor", "start")}


def _address(query: Mapping[str, str]) -> str:
    return iri_to_uri(request.base_url) + (f"?{urlencode(query)}" if query else "")


def _site() -> str:
    return iri_to_uri(request.url_root).rstrip("/")
