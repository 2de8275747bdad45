"""Whole lists of statements as files and feeds: the same URLs and filters as the lists, with an extension."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import chain, islice
from typing import Any

from flask import Response, current_app, request
from werkzeug.urls import iri_to_uri

from quotes.api.answers import formats
from quotes.requests.callers import caller
from quotes.requests.connections import database, settings
from quotes.store.database.connection import reading
from quotes.store.listing import Row
from quotes.store.tracking import statements
from quotes.store.tracking.statements import Filters

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "atom": "application/atom+xml"}
LINES: dict[str, Callable[[Iterator[Row]], Iterator[str]]] = {
    "csv": formats.csv_lines,
    "jsonl": formats.json_lines,
}
FEED_LENGTH = 50
# How a title names the requested factuality. The default, words that were said, is not mentioned.
TOLD_AS: dict[str | None, str | None] = {"said": None, "any": "said or not"}


def answer(ending: str, filters: Filters, *, title: str) -> Response:
    """All statements that match the filters, streamed; in a feed only the latest."""
    if ending == "atom":
        found = islice(statements.everything(database(), filters), FEED_LENGTH)
        address, site = iri_to_uri(request.url), iri_to_uri(request.url_root).rstrip("/")
        feed = formats.atom(found, title=title, address=address, site=site)
        return Response(feed, content_type=MEDIA_TYPES[ending])
    response = Response(_Lines(filters, LINES[ending]), content_type=MEDIA_TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="statements.{ending}"'
    return response


def title_of(list_of: str, query: Mapping[str, Any]) -> str:
    """The title of a list: what it contains, and what was searched for."""
    links = (("q", "with"), ("about", "about"), ("factuality", "reported as"))
    plain = {**query, "factuality": TOLD_AS.get(query.get("factuality"), query.get("factuality"))}
    asked = (f"{link} {plain[name]}" for name, link in links if plain.get(name) is not None)
    return " ".join([list_of, *asked])


class _Lines:
    """The lines of a file, read over a separate connection, since that of the request is closed earlier.

    Only a few files are written at once. Each takes a turn and gives it back when it is closed, which a WSGI
    server does at the end or when the client is gone. Raises NoTurn and search.NoWords.
    """

    def __init__(self, filters: Filters, write: Callable[[Iterator[Row]], Iterator[str]]) -> None:
        with ExitStack() as held:
            held.enter_context(current_app.extensions["quotes"].exports.turn(caller()))
            lines = write(statements.everything(held.enter_context(reading(settings().database)), filters))
            # Read the first statement at once, so that an error becomes an error response and not part of a
            # file.
            first = list(islice(lines, 2))
            self._lines = chain(first, lines)
            self._held = held.pop_all()

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def close(self) -> None:
        self._held.close()
