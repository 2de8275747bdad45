"""Access control: writing needs a bearer token, reading only if the settings say so.

A token that is sent is always checked, even if none is needed, so that a wrong one is reported and not
ignored.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from flask import Flask, current_app, g, request

from quotes.requests.connections import database, settings
from quotes.requests.observed import seen
from quotes.requests.parsing import scope_of
from quotes.requests.problems import Problem
from quotes.requests.throttle import Throttle
from quotes.store.access import tokens
from quotes.store.access.tokens import ENVIRONMENT, Token
from quotes.watching import log
from quotes.watching.metrics import WRONG_TOKENS

# Endpoints that answer to anybody: whether the service is well is no secret, and an alert's feed has a key in
# its address.
OPEN = frozenset({"health.show", "health.ready", "alerts.feed"})
METRICS = "metrics.show"
# Pages need a session instead, which was started with a token.
PAGES = "web"
# A random token of this length cannot be guessed, however fast the tries. So it need not wait when others at
# its address try wrong tokens.
UNGUESSABLE = 22

REALM = 'Bearer realm="quotes"'


@dataclass(frozen=True, slots=True)
class Holder:
    """A valid token: its name and its scopes."""

    name: str
    scopes: frozenset[str]


class Refused(Problem):
    """The token is unknown, expired or revoked."""

    def __init__(self, detail: str) -> None:
        super().__init__(401, detail, headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})


def check() -> None:
    """Raises Problem (401, 403 or 429) if the request is not allowed with its token, or without one."""
    if request.url_rule is None or request.blueprint == PAGES or _is_open(request.url_rule.endpoint):
        return
    needed = _needed(request.url_rule.endpoint)
    given = bearer_of(request.headers.get("Authorization", ""))
    if given is not None:
        holder = _held(_good(given))
        if needed is not None and needed not in holder.scopes:
            raise Problem(
                403,
                f"The token {holder.name!r} lacks the scope {needed}, which this needs.",
                headers={"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{needed}"'},
            )
    elif needed is not None:
        raise Problem(
            401,
            "This needs a token: send the header Authorization: Bearer TOKEN.",
            headers={"WWW-Authenticate": REALM},
        )


def reference_of(secret: str) -> str | None:
    """A reference to a valid token, for places that must not store the token; None if it is not valid.

    Raises Problem with 429 if too many wrong tokens were tried.
    """
    try:
        token = _good(secret)
    except Refused:
        return None
    return f"{ENVIRONMENT} {digest(secret).hex()}" if token.id is None else str(token.id)


def of_reference(reference: str) -> Holder | None:
    """The token of a reference, if it is still valid. The request then counts as made with it."""
    fixed = settings().token
    if reference.isdecimal():
        token = tokens.get(database(), int(reference))
    elif fixed is not None and reference == f"{ENVIRONMENT} {digest(fixed).hex()}":
        token = Token(id=None, name=ENVIRONMENT)
    else:
        token = None
    now = datetime.now(UTC)
    if token is None or token.state(now) != "good":
        return None
    tokens.note_use(settings().database, token, now)
    return _held(token)


def name() -> str | None:
    """The name of the token of this request."""
    found: str | None = g.get("token")
    return found


def register(app: Flask) -> None:
    app.extensions["quotes.throttle"] = Throttle()
    app.before_request(check)


def _is_open(endpoint: str) -> bool:
    """Whether this request is answered to anybody, without a look at a token."""
    condition = getattr(current_app.view_functions[endpoint], "open_where", None)
    return endpoint in OPEN or (condition is not None and condition())


def _needed(endpoint: str) -> str | None:
    """The scope that this request needs; None if it needs no token."""
    scope = scope_of(current_app.view_functions[endpoint], [request.method])
    if endpoint == METRICS:
        return None if settings().metrics == "open" else scope
    return None if scope == "read" and not settings().read_token_required else scope


def bearer_of(header: str) -> str | None:
    """The token in an Authorization header, if there is one."""
    # Flask's own parser is not used, since it misreads a token with "=" in it.
    scheme, _, token = header.partition(" ")
    return token.strip() or None if scheme.casefold() == "bearer" else None


def _good(secret: str) -> Token:
    """The valid token with this secret. Raises Problem."""
    token = tokens.find(database(), secret)
    if token is None:
        token = _of_settings(secret)
    if token is None:
        raise _wrong()
    now = datetime.now(UTC)
    state = token.state(now)
    if state != "good":
        # Its holder had it while it was valid, so this is no guess.
        raise Refused(f"The token {token.name!r} is {state}.")
    tokens.note_use(settings().database, token, now)
    return token


def _held(token: Token) -> Holder:
    """Record that the request is made with this token."""
    g.token = seen().token = token.name
    return Holder(token.name, frozenset(token.scopes))


def _of_settings(secret: str) -> Token | None:
    """The token in QUOTES_TOKEN, if this is it. A short one, which could be guessed, is throttled too."""
    fixed = settings().token
    if fixed is None:
        return None
    if len(fixed) < UNGUESSABLE and _throttle().wait(request.remote_addr or ""):
        return None
    same = hmac.compare_digest(digest(secret), digest(fixed))
    return Token(id=None, name=ENVIRONMENT) if same else None


def _wrong() -> Problem:
    """The answer to an unknown token; a 429 if there were too many."""
    WRONG_TOKENS.inc()
    wait = _throttle().note_wrong(request.remote_addr or "")
    if wait:
        return Problem(
            429,
            f"Too many wrong tokens were sent. Try again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )
    told = seen()
    fields = {"request_id": told.id, "route": told.route, "client": told.client}
    log.service.warning("wrong token", extra={"fields": fields})
    return Refused("The token is unknown.")


def _throttle() -> Throttle:
    found: Throttle = current_app.extensions["quotes.throttle"]
    return found


def digest(secret: str) -> bytes:
    """The digest by which tokens are compared."""
    # All digests have one length, so that the time of a comparison reveals nothing.
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
