"""Errors as problem details (RFC 9457): one format for every status, made in one place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from quotes.archive.extra import ArchiveError
from quotes.extraction import ReadingFailed
from quotes.intake import ArticleTooLong, NoArticle, PageTooLarge
from quotes.requests.observed import seen
from quotes.serving.turns import NoTurn
from quotes.store.cursor import BadCursor
from quotes.store.database.faults import UnusableDatabase, fault_of
from quotes.store.search import NoWords

MEDIA_TYPE = "application/problem+json"
# The most characters of a client's input that an answer repeats.
LONGEST_NAME = 100
MOST_ERRORS = 50
# The errors that services raise because of a request.
OF_SERVICE = (
    BadCursor, NoWords, NoArticle, PageTooLarge, ArticleTooLong, NoTurn, ReadingFailed, ArchiveError,
)  # fmt: skip


class ErrorSchema(Schema):
    """One thing that is wrong with what was sent."""

    field = fields.String(
        required=True, metadata={"description": "The query name or body field, as a path: articles.3.url"}
    )
    message = fields.String(required=True)


class CheckSchema(Schema):
    """One condition of the service's readiness."""

    name = fields.String(required=True, metadata={"description": "file, schema, write, disk or integrity"})
    ok = fields.Boolean(required=True)
    why = fields.String(required=True, metadata={"description": "A sentence for a person"})


class ProblemSchema(Schema):
    """Why a request failed."""

    type = fields.String(
        required=True, metadata={"description": "Always about:blank, since the status says what happened"}
    )
    title = fields.String(required=True, metadata={"description": "The name of the status"})
    status = fields.Integer(required=True, metadata={"description": "The HTTP status"})
    detail = fields.String(required=True, metadata={"description": "A sentence for a person"})
    errors = fields.List(fields.Nested(ErrorSchema), metadata={"description": "With 422: what to put right"})
    request_id = fields.String(metadata={"description": "The id of this request in the service's log"})
    checks = fields.List(fields.Nested(CheckSchema), metadata={"description": "With 503 of /readyz"})


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """An error that is answered with problem details; `members` are added to the usual ones."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Mapping[Any, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = flattened(errors or {})
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    def as_record(self) -> dict[str, Any]:
        """The problem in the form of `ProblemSchema`."""
        record = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return {**record, **({"errors": self.errors} if self.errors else {}), **self.members}


def unusable(field: str, message: str) -> Problem:
    """A 422 for one field."""
    return invalid({field: [message]})


def invalid(errors: Mapping[Any, Any]) -> Problem:
    """A 422 for a schema's error messages."""
    problem = Problem(422, "", errors)
    problem.detail = "; ".join(f"{error['field']}: {error['message']}" for error in problem.errors[:3])
    return problem


def not_found(what: str) -> Problem:
    """A 404 for something with a URL of its own."""
    return Problem(404, f"There is no such {what}.")


def answer(problem: Problem) -> Response:
    # Use only ASCII, since a repeated name may contain characters that UTF-8 cannot encode.
    body = json.dumps({**problem.as_record(), "request_id": seen().id})
    response = Response(body, problem.status, mimetype=MEDIA_TYPE)
    response.headers.update(problem.headers)
    return response


def flattened(errors: Mapping[Any, Any], path: str = "") -> list[dict[str, str]]:
    """A schema's nested messages as a list, each with the path to its field."""
    found: list[dict[str, str]] = []
    for name, messages in errors.items():
        here = path if name == "_schema" else ".".join(filter(None, (path, str(name)[:LONGEST_NAME])))
        if isinstance(messages, Mapping):
            found += flattened(messages, here)
        else:
            texts = messages if isinstance(messages, list) else [messages]
            found += [{"field": here or "body", "message": str(text)} for text in texts]
    return found[:MOST_ERRORS]


def of_http(error: HTTPException) -> Problem:
    """The problem for an error of Werkzeug or Flask: unknown URL, wrong method, too large."""
    headers = {
        name: value
        for name, value in error.get_headers()
        if name in ("Allow", "Location", "Retry-After", "WWW-Authenticate")
    }
    return Problem(error.code or 500, error.description or "", headers=headers)


def of_service(error: Exception) -> Problem:
    """The problem for an error that a service raised."""
    match error:
        case BadCursor():
            return unusable("cursor", "Not a cursor of this list with these filters.")
        case NoWords():
            return unusable("q", "Must contain a letter or a digit.")
        case NoArticle():
            return unusable("html", f"The page has no article: {error}.")
        case PageTooLarge():
            return Problem(413, f"The page is too large: {error}.")
        case ArticleTooLong():
            return Problem(413, f"The article is too long: {error}.")
        case NoTurn():
            return Problem(503, str(error), headers={"Retry-After": str(error.retry_after)})
        case ArchiveError():
            return Problem(503, f"The archive cannot be searched: {error}")
        case ReadingFailed():
            return unusable("text", f"{error}.")
        case _:
            return Problem(503, "The database is busy. Try again.", headers={"Retry-After": "5"})


def of_database(error: UnusableDatabase | sqlite3.Error) -> Problem | None:
    """The problem for a fault of the database as a whole; None if the fault is the program's."""
    if isinstance(error, UnusableDatabase):
        return Problem(503, str(error))
    fault = fault_of(error)
    if fault is None:
        return None
    if fault.kind == "busy":
        return of_service(error)
    return Problem(507 if fault.kind == "full" else 503, f"The database cannot be used: {fault.reason}.")


def register(app: Flask) -> None:
    """Answer every error of the app with problem details."""

    def database(error: UnusableDatabase | sqlite3.Error) -> Response:
        problem = of_database(error)
        if problem is None:
            raise error
        app.log_exception((type(error), error, error.__traceback__))  # type: ignore[arg-type] # it has one
        return answer(problem)

    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, lambda error: answer(of_http(error)))
    app.register_error_handler(
        RequestEntityTooLarge, lambda _: answer(Problem(413, "The body is too large."))
    )
    app.register_error_handler(sqlite3.Error, database)
    app.register_error_handler(UnusableDatabase, database)
    for kind in OF_SERVICE:
        app.register_error_handler(kind, lambda error: answer(of_service(error)))
