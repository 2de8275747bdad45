"""Content negotiation: answers are JSON, or JSON-LD for clients that ask for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from flask import Response, after_this_request, request
from werkzeug.datastructures import MIMEAccept

from quotes.requests.parsing import View
from quotes.requests.problems import Problem

JSON = "application/json"
LINKED = "application/ld+json"
# How the OpenAPI description documents it.
LINKED_DATA = {200: {"content": {LINKED: {"schema": {"type": "object"}}}}}
# The first is used if a client accepts both equally.
OFFERED = (JSON, LINKED)


def as_linked_data(present: Callable[[Any, str], dict[str, Any]]) -> Callable[[View], View]:
    """A decorator that offers a view's answer as JSON-LD too, made by `present` from what the view returns.

    `present` also gets the URL of the service. Put this below `Resource.response`. A client that accepts
    neither JSON nor JSON-LD gets a 406.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def negotiated(*args: Any, **kwargs: Any) -> Any:
            after_this_request(varying)
            media_type = preferred(request.accept_mimetypes)
            if media_type is None:
                raise Problem(406, f"The answer is available as {JSON} or as {LINKED}.")
            answer = view(*args, **kwargs)
            if media_type == JSON or isinstance(answer, Response):
                return answer
            document = present(answer, request.url_root.rstrip("/"))
            return Response(json.dumps(document, ensure_ascii=False), mimetype=LINKED)

        return negotiated

    return decorator


def preferred(accepted: MIMEAccept, offers: Sequence[str] = OFFERED) -> str | None:
    """The media type that a client likes best of those offered; None if it takes none of them.

    Parameters such as a profile are ignored. Without an Accept header, anything is accepted.
    """
    if not accepted:
        return offers[0]
    best = max(offers, key=lambda offered: _quality(accepted, offered))
    return best if _quality(accepted, best) > 0 else None


def _quality(accepted: MIMEAccept, offered: str) -> float:
    """The quality value of a media type, from the most specific range that covers it."""
    ranges = {str(value).partition(";")[0].strip().lower(): quality for value, quality in reversed(accepted)}
    family = f"{offered.partition('/')[0]}/*"
    return next((ranges[name] for name in (offered, family, "*/*") if name in ranges), 0.0)


def varying(response: Response) -> Response:
    """Tell caches that the answer depends on what the client takes."""
    response.vary.add("Accept")
    return response
