"""Who may do what: writing needs a bearer token, reading only if the settings say so."""

from __future__ import annotations

import hmac

from flask import Flask, current_app, g, request

from quotes.api.connections import database, settings
from quotes.api.parsing import reads
from quotes.api.problems import Problem
from quotes.store import tokens

# Endpoints that answer to anybody: whether the service is alive is no secret.
OPEN = frozenset({"health.show"})


def check() -> None:
    """Raises Problem with 401 where the request needs a token and has none that is right."""
    if request.url_rule is None or request.endpoint in OPEN:
        return
    writes = not reads(current_app.view_functions[request.url_rule.endpoint], [request.method])
    given = _given()
    if _valid(given):
        g.token = given
    elif writes or settings().read_token_required:
        raise Problem(
            401,
            "This needs a token: send the header Authorization: Bearer TOKEN.",
            headers={"WWW-Authenticate": 'Bearer realm="quotes"'},
        )


def register(app: Flask) -> None:
    app.before_request(check)


def _given() -> str | None:
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer":
        return None
    return authorization.token


def _valid(token: str | None) -> bool:
    if not token:
        return False
    fixed = settings().token
    sent = token.encode("utf-8", "surrogatepass")
    if fixed is not None and hmac.compare_digest(sent, fixed.encode()):
        return True
    return tokens.valid(database(), token)
