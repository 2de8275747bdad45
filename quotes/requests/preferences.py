"""The client's preferences, from the header Prefer (RFC 7240)."""

from __future__ import annotations

from flask import request

RESPOND_ASYNC = "respond-async"


def wants_async() -> bool:
    """Whether the client prefers an answer now, with the work done later."""
    sent = ",".join(request.headers.getlist("Prefer"))
    return any(one.partition(";")[0].strip().lower() == RESPOND_ASYNC for one in sent.split(","))
