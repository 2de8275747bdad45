"""What operators learn about a request: its record, and unexpected errors."""

from __future__ import annotations

from flask import Flask, request

from quotes.watching import log
from quotes.watching.requests import KEY, Seen


def seen() -> Seen:
    """The record of the request that is being answered."""
    found: Seen = request.environ[KEY]
    return found


def name_route() -> None:
    """Put the URL rule into the record, which contains no ids."""
    if request.url_rule is not None:
        seen().route = request.url_rule.rule


def log_error(error: BaseException) -> None:
    """Log where an error arose that is answered with 500."""
    told = seen()
    fields = {"request_id": told.id, "method": told.method, "route": told.route, "token": told.token}
    log.service.error("server error", exc_info=error, extra={"fields": fields})


def register(app: Flask) -> None:
    app.before_request(name_route)
