"""The caller of a request: limits depend on the caller, and no caller can block the others."""

from __future__ import annotations

from flask import current_app, g, request

from quotes.readers.direct import Direct
from quotes.readers.pool import CallersReader
from quotes.requests.connections import settings


def caller() -> str:
    """Who makes the request: the token that it was accepted with, or the IP address it comes from."""
    token: str | None = g.get("token")
    return f"token {token}" if token else f"address {request.remote_addr}"


def has_token() -> bool:
    """Whether the request was made with a token of the service."""
    return "token" in g


def reader() -> CallersReader | Direct:
    """The reader that extracts quotes for the caller, in turn with other callers."""
    found: CallersReader | Direct = current_app.extensions["quotes"].reader.for_caller(caller())
    return found


def longest_looked_up() -> int:
    """The most characters of a text that are looked up for the caller."""
    longest = settings().max_article_chars
    return longest if has_token() else min(longest, settings().max_lookup_chars)
