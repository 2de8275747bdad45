"""Which media type an answer has: JSON, or JSON-LD for those who ask for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, after_this_request, request
from werkzeug.datastructures import MIMEAccept

from quotes.requests.parsing import View
from quotes.requests.problems import Problem

JSON = "application/json"
LINKED = "application/ld+json"
# How the description of the interface tells of it.
LINKED_DATA = {200: {"content": {LINKED: {"schema": {"type": "object"}}}}}
# The first wins where a client likes both the same.
OFFERED = (JSON, LINKED)


def as_linked_data(present: Callable[[Any, str], dict[str, Any]]) -> Callable[[View], View]:
    """Let a view's answer be had as JSON-LD too, as `present` makes it of what the view returns.

    `present` is given the address of the service as well. Stands below `Resource.response`. A client that
    takes neither JSON nor JSON-LD is answered with 406.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def negotiated(*args: Any, **kwargs: Any) -> Any:
            after_this_request(_varying)
            media_type = preferred(request.accept_mimetypes)
            if media_type is None:
                raise Problem(406, f"The answer can be had as {JSON} or as {LINKED}.")
            answer = view(*args, **kwargs)
            if media_type == JSON or isinstance(answer, Response):
                return answer
            document = present(answer, request.url_root.rstrip("/"))
            return Response(json.dumps(document, ensure_ascii=False), mimetype=LINKED)

        return negotiated

    return decorator


def preferred(accepted: MIMEAccept) -> str | None:
    """The media type that a client likes best of those offered; None if it takes neither.

    Parameters such as a profile are no reason to refuse, and no header at all means anything is welcome.
    """
    if not accepted:
        return JSON
    best = max(OFFERED, key=lambda offered: _quality(accepted, offered))
    return best if _quality(accepted, best) > 0 else None


def _quality(accepted: MIMEAccept, offered: str) -> float:
    """How much a client likes a media type, by the most particular range that covers it."""
    ranges = {str(value).partition(";")[0].strip().lower(): quality for value, quality in reversed(accepted)}
    family = f"{offered.partition('/')[0]}/*"
    return next((ranges[name] for name in (offered, family, "*/*") if name in ranges), 0.0)


def _varying(response: Response) -> Response:
    response.vary.add("Accept")
    return response
