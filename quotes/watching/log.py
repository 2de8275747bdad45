"""The service's log on standard error: a line for each request, and errors.

A line never contains a token, a search or a body. So it has the URL rule instead of the URL, and the place of
an error instead of its message, since a message may repeat what was sent.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

# The names of the loggers of the service, of its requests, and of the server below it.
SERVICE = "quotes"
REQUESTS = "quotes.requests"
SERVER = "waitress"

requests = logging.getLogger(REQUESTS)
service = logging.getLogger(SERVICE)


def configure(kind: str) -> None:
    """Log as `QUOTES_LOG` says: `json`, `plain`, or `off`, which leaves only warnings and errors."""
    handler = StandardError()
    handler.setFormatter(JsonLines() if kind == "json" else PlainLines())
    for name in (SERVICE, SERVER):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False  # some servers log everything that reaches the root logger again
    service.setLevel(logging.INFO)
    requests.setLevel(logging.WARNING if kind == "off" else logging.INFO)


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to the present sys.stderr, which servers and tests replace."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, _other: TextIO) -> None:
        raise AttributeError("This handler writes only to standard error.")


class JsonLines(logging.Formatter):
    """A JSON object on each line: `time`, `level`, `event`, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_line(record))


class PlainLines(logging.Formatter):
    """The same in words on a line, with a traceback below it."""

    def format(self, record: logging.LogRecord) -> str:
        line = _line(record)
        trace = line.pop("traceback", None)
        head = [line.pop(name) for name in ("time", "level", "event")]
        told = " ".join([*head, *(f"{name}={_word(value)}" for name, value in line.items())])
        return told if trace is None else f"{told}\n{trace}"


def _line(record: logging.LogRecord) -> dict[str, Any]:
    line = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
        **getattr(record, "fields", {}),
    }
    if record.exc_info and record.exc_info[1] is not None:
        line["traceback"] = told(record.exc_info[1])
    return line


def _word(value: object) -> str:
    text = "-" if value is None else str(value)
    return text if text.isprintable() and " " not in text else json.dumps(text)


def told(error: BaseException) -> str:
    """The traceback of an error and of its causes, without their messages."""
    return "\n".join(
        "".join(["Traceback (most recent call last):\n", *traceback.format_tb(one.__traceback__), _name(one)])
        for one in reversed(list(_chain(error)))
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, preceded by its causes."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _name(error: BaseException) -> str:
    """The type of an error, with the name of its system or SQLite code."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    match error:
        case sqlite3.Error(sqlite_errorname=str(reason)) | OSError(strerror=str(reason)):
            return f"{kind}: {reason}"
        case _:
            return kind
