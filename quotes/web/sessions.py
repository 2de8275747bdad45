"""Sessions of the length of a working day, started by signing in with a token of the API.

The cookie is signed and has only a reference to the token; each request checks that the token is still valid.
A form is accepted only with the session's CSRF secret.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, redirect, render_template, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from quotes.requests import tokens
from quotes.requests.connections import settings
from quotes.requests.problems import Problem
from quotes.store.access import signing_keys
from quotes.store.database import connection
from quotes.web.pages import pages

LASTS = timedelta(hours=8)
# What the link in a mail leads to: it is signed, and whoever has it has neither a session nor a token.
BY_LINK = ("web.ask_to_unsubscribe", "web.unsubscribe")
COOKIE = "quotes_session"
LONGEST_TOKEN = 500

View = Callable[..., ResponseReturnValue]


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookies, marked as secure if the request came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - the base class's signature
        return request.is_secure


def register(app: Flask, path: Any) -> None:
    """Sign cookies with the key stored in the file."""
    with connection.reading(path) as db:
        app.secret_key = signing_keys.key(db)
    app.session_interface = Sessions()
    app.config |= {
        "SESSION_COOKIE_NAME": COOKIE,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": LASTS,
    }
    app.jinja_env.globals |= {"csrf": csrf, "signed_in": signed_in}


def csrf() -> str:
    """The CSRF secret in the forms of this session."""
    if "csrf" not in session:
        session.permanent = True
        session["csrf"] = secrets.token_urlsafe(24)
    known: str = session["csrf"]
    return known


def signed_in() -> tokens.Holder | None:
    """The token with which the user signed in, if it is still valid."""
    reference = session.get("token")
    return None if reference is None else tokens.of_reference(reference)


def needs(scope: str) -> Callable[[View], View]:
    """A decorator for views that need a session with a token of this scope."""

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            holder = signed_in()
            if holder is None:
                if request.method == "GET":
                    return redirect(url_for("web.sign_in_form", next=request.full_path.rstrip("?")))
                raise Problem(401, "Sign in first: this changes stored data.")
            if scope not in holder.scopes:
                raise Problem(403, f"This needs a token with the scope “{scope}”.")
            return view(*args, **kwargs)

        return guarded

    return decorator


@pages.before_request
def check_form() -> None:
    """Accept only a form that this session was given. Raises Problem."""
    if request.method != "POST" or request.endpoint in BY_LINK:
        return
    known, given = session.get("csrf"), request.form.get("csrf", "")
    if known is None or not hmac.compare_digest(known.encode(), given.encode("utf-8", "replace")):
        raise Problem(
            400, "The form is from another session or too old. Go back, reload the page and try again."
        )


@pages.before_request
def check_reading() -> ResponseReturnValue | None:
    """If reading needs a token, require signing in."""
    open_to_all = ("web.static", "web.sign_in_form", "web.sign_in", *BY_LINK)
    if not settings().read_token_required or request.endpoint in open_to_all or signed_in() is not None:
        return None
    return redirect(url_for("web.sign_in_form", next=request.full_path.rstrip("?")))


@pages.get("/sign-in")
def sign_in_form() -> str:
    return render_template("sign_in.html", next=_inside(request.args.get("next")))


@pages.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Start a session with a token."""
    following = _inside(request.form.get("next"))
    reference = tokens.reference_of(request.form.get("token", "").strip()[:LONGEST_TOKEN])
    if reference is None:
        message = "This is not a token of this service."
        return render_template("sign_in.html", next=following, message=message), 401
    session.clear()  # so that nothing from before signing in is trusted afterwards
    session.permanent = True
    session["token"] = reference
    return redirect(following, 303)


@pages.post("/sign-out")
def sign_out() -> Response:
    session.clear()
    return redirect(url_for("web.home"), 303)  # type: ignore[return-value] # Werkzeug's base class


def _inside(address: str | None) -> str:
    """The address if it is of this service, otherwise that of the first page."""
    # Browsers ignore tabs and line breaks, and treat a backslash as a slash.
    inside = address is not None and re.fullmatch(r"/(?![/\\])[!-\[\]-~]*|/", address)
    return address if inside and address else url_for("web.home")
