"""Whole lists of statements as files and feeds: the same addresses and filters, with an ending."""

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
# How a title speaks of what is asked for; of words said, which is the rule, it says nothing.
TOLD_AS: dict[str | None, str | None] = {"said": None, "any": "said or not"}


def answer(ending: str, filters: Filters, *, title: str) -> Response:
    """All statements that the filters leave, written as they are read; of a feed, the latest."""
    if ending == "atom":
        found = islice(statements.everything(database(), filters), FEED_LENGTH)
        address, site = iri_to_uri(request.url), iri_to_uri(request.url_root).rstrip("/")
        feed = formats.atom(found, title=title, address=address, site=site)
        return Response(feed, content_type=MEDIA_TYPES[ending])
    response = Response(_Lines(filters, LINES[ending]), content_type=MEDIA_TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="statements.{ending}"'
    return response


def title_of(list_of: str, query: Mapping[str, Any]) -> str:
    """What a list is called: of what, and what was searched for."""
    links = (("q", "with"), ("about", "about"), ("factuality", "told as"))
    plain = {**query, "factuality": TOLD_AS.get(query.get("factuality"), query.get("factuality"))}
    asked = (f"{link} {plain[name]}" for name, link in links if plain.get(name) is not None)
    return " ".join([list_of, *asked])


class _Lines:
    """The lines of a file, over a connection of their own: that of the request is closed before they end.

    They are written in one of the few turns that there are for it, which lasts until they are closed, as a
    WSGI server does at their end or when the client is gone. Raises NoTurn and search.NoWords.
    """

    def __init__(self, filters: Filters, write: Callable[[Iterator[Row]], Iterator[str]]) -> None:
        with ExitStack() as held:
            held.enter_context(current_app.extensions["quotes"].exports.turn(caller()))
            lines = write(statements.everything(held.enter_context(reading(settings().database)), filters))
            # The first statement is read at once, so that an error is answered as one and not within a file.
            first = list(islice(lines, 2))
            self._lines = chain(first, lines)
            self._held = held.pop_all()

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def close(self) -> None:
        self._held.close()
