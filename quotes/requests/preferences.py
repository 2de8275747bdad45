"""What a client would rather have, by the header Prefer (RFC 7240)."""

from __future__ import annotations

from flask import request

RESPOND_ASYNC = "respond-async"


def wants_async() -> bool:
    """Whether the client would rather be answered now, and have what it sent done later."""
    sent = ",".join(request.headers.getlist("Prefer"))
    return any(one.partition(";")[0].strip().lower() == RESPOND_ASYNC for one in sent.split(","))
