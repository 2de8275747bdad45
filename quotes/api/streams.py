"""Whole lists of statements as files and feeds: the same addresses and filters, with an ending."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from flask import Response, request

from quotes.api import formats
from quotes.api.connections import database, settings
from quotes.store import statements
from quotes.store.connection import reading
from quotes.store.page import Row
from quotes.store.statements import Filters

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
        feed = formats.atom(found, title=title, address=request.url, site=request.url_root.rstrip("/"))
        return Response(feed, content_type=MEDIA_TYPES[ending])
    lines = _lines(settings().database, filters, LINES[ending])
    # The first statement is read at once, so that an error is answered as one and not within a file.
    first = list(islice(lines, 2))
    response = Response(_Resumed(first, lines), content_type=MEDIA_TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="statements.{ending}"'
    return response


def title_of(list_of: str, query: Mapping[str, Any]) -> str:
    """What a list is called: of what, and what was searched for."""
    links = (("q", "with"), ("about", "about"), ("factuality", "told as"))
    plain = {**query, "factuality": TOLD_AS.get(query.get("factuality"), query.get("factuality"))}
    asked = (f"{link} {plain[name]}" for name, link in links if plain.get(name) is not None)
    return " ".join([list_of, *asked])


def _lines(path: Path, filters: Filters, write: Callable[[Iterator[Row]], Iterator[str]]) -> Iterator[str]:
    """The lines of a file, over a connection of their own: that of the request is closed before they end."""
    with reading(path) as db:
        yield from write(statements.everything(db, filters))


class _Resumed:
    """Lines of which the first have been taken already; closing it closes what the rest come from."""

    def __init__(self, first: list[str], rest: Iterator[str]) -> None:
        self._lines = chain(first, rest)
        self._rest = rest

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def close(self) -> None:
        if isinstance(self._rest, Generator):
            self._rest.close()
