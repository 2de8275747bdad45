"""Signing in with a token of the API, for as long as a working day.

The cookie is signed and holds no token, only which one was used; whether it is still good is asked anew with
every request. A form is taken only with the session's own secret (CSRF).
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
    """Flask's signed cookies, marked as secure where the request came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - the base class's signature
        return request.is_secure


def register(app: Flask, path: Any) -> None:
    """Sign cookies with the key that the file holds."""
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
    """The secret that the forms of this session carry."""
    if "csrf" not in session:
        session.permanent = True
        session["csrf"] = secrets.token_urlsafe(24)
    known: str = session["csrf"]
    return known


def signed_in() -> tokens.Holder | None:
    """Who uses the pages: the token that was signed in with, if it is still good."""
    reference = session.get("token")
    return None if reference is None else tokens.of_reference(reference)


def needs(scope: str) -> Callable[[View], View]:
    """Let a view be used only by whoever has signed in with a token of this scope."""

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            holder = signed_in()
            if holder is None:
                if request.method == "GET":
                    return redirect(url_for("web.sign_in_form", next=request.full_path.rstrip("?")))
                raise Problem(401, "Sign in first: this changes what is stored.")
            if scope not in holder.scopes:
                raise Problem(403, f"This needs a token with the scope “{scope}”.")
            return view(*args, **kwargs)

        return guarded

    return decorator


@pages.before_request
def check_form() -> None:
    """Take no form but one that this session was given. Raises Problem."""
    if request.method != "POST" or request.endpoint in BY_LINK:
        return
    known, given = session.get("csrf"), request.form.get("csrf", "")
    if known is None or not hmac.compare_digest(known.encode(), given.encode("utf-8", "replace")):
        raise Problem(
            400, "The form is from another session, or too old. Go back, load the page again, and repeat."
        )


@pages.before_request
def check_reading() -> ResponseReturnValue | None:
    """Where reading needs a token, let nobody read who has not signed in."""
    open_to_all = ("web.static", "web.sign_in_form", "web.sign_in", *BY_LINK)
    if not settings().read_token_required or request.endpoint in open_to_all or signed_in() is not None:
        return None
    return redirect(url_for("web.sign_in_form", next=request.full_path.rstrip("?")))


@pages.get("/sign-in")
def sign_in_form() -> str:
    return render_template("sign_in.html", next=_inside(request.args.get("next")))


@pages.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Begin a session with a token."""
    following = _inside(request.form.get("next"))
    reference = tokens.reference_of(request.form.get("token", "").strip()[:LONGEST_TOKEN])
    if reference is None:
        message = "This is not a token of this service."
        return render_template("sign_in.html", next=following, message=message), 401
    session.clear()  # so that nothing of before the signing in is trusted after it
    session.permanent = True
    session["token"] = reference
    return redirect(following, 303)


@pages.post("/sign-out")
def sign_out() -> Response:
    session.clear()
    return redirect(url_for("web.home"), 303)  # type: ignore[return-value] # Werkzeug's base class


def _inside(address: str | None) -> str:
    """An address of this service to go on to; the first page for any other."""
    # Browsers leave out tabs and line breaks, and take a backslash for a slash.
    inside = address is not None and re.fullmatch(r"/(?![/\\])[!-\[\]-~]*|/", address)
    return address if inside and address else url_for("web.home")
