"""Metrics for Prometheus."""

from __future__ import annotations

from flask import Response, current_app

from quotes.requests.parsing import Resource
from quotes.watching.metrics import CONTENT_TYPE, exposition

resource = Resource("metrics", __name__, description="How the service performs")


@resource.route("/metrics", methods=["GET"])
@resource.doc(
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    security=[{"token": ["read"]}],
)
@resource.response(200)
def show() -> Response:
    """Show how much work there is and how long it takes, in the text format of Prometheus."""
    return Response(exposition(current_app.extensions["quotes"].gauges), content_type=CONTENT_TYPE)
