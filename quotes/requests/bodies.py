"""Limits of request bodies, checked before a body is received."""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Callable

from flask import Flask, request

from quotes.requests import connections, tokens
from quotes.requests.callers import has_token
from quotes.requests.problems import Problem
from quotes.serving.channel import TOO_LARGE
from quotes.settings import Settings
from quotes.store.access import tokens as stored
from quotes.store.database.connection import reading
from quotes.store.database.faults import UnusableDatabase

# The longest body is a text of the greatest length, written wholly in JSON escapes (12 bytes for a character
# outside the Basic Multilingual Plane), plus the JSON around it.
BYTES_PER_CHAR = 12
BYTES_AROUND = 100_000
# A batch has many articles, and a page has more than its text.
BYTES_AROUND_ARTICLES = 1_000_000


def most_bytes(settings: Settings, *, with_token: bool) -> int:
    """The most bytes that are accepted from a client with a token of the service, or from one without."""
    if with_token:
        return settings.max_article_chars * BYTES_PER_CHAR + BYTES_AROUND_ARTICLES
    chars = min(settings.max_article_chars, settings.max_lookup_chars)
    return chars * BYTES_PER_CHAR + BYTES_AROUND


def measure_for(app: Flask) -> Callable[[str | None], int]:
    """The function that a server calls before it receives a long body: how many bytes it may have.

    It gets the Authorization header, or None. The token is only looked up here; the application answers a
    wrong one when it gets the request.
    """
    settings: Settings = app.extensions["quotes"].settings

    def measure(header: str | None) -> int:
        secret = tokens.bearer_of(header or "")
        return most_bytes(settings, with_token=secret is not None and _is_known(settings, secret))

    return measure


def _is_known(settings: Settings, secret: str) -> bool:
    if settings.token is not None and hmac.compare_digest(
        tokens.digest(secret), tokens.digest(settings.token)
    ):
        return True
    try:
        with reading(settings.database) as db:
            return stored.find(db, secret) is not None
    except (
        sqlite3.Error,
        UnusableDatabase,
    ):  # the application needs the file too and will report the error
        return False


def check() -> None:
    """Raises Problem with 413 if the body is too large for the caller, and limits how much is read."""
    limit = most_bytes(connections.settings(), with_token=has_token())
    request.max_content_length = limit
    if f"HTTP_{TOO_LARGE}" in request.environ or (request.content_length or 0) > limit:
        hint = "" if has_token() else " With a token it may be larger."
        raise Problem(413, f"The body is too large: more than {limit} bytes.{hint}")


def register(app: Flask) -> None:
    """Check every request. To be called after tokens.register, so that a wrong token is reported first."""
    app.before_request(check)
