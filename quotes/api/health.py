"""Whether the service is alive."""

from __future__ import annotations

from quotes.api.connections import database
from quotes.api.parsing import Resource
from quotes.api.schemas.health import HealthSchema
from quotes.api.version import VERSION
from quotes.store.connection import answers

resource = Resource("health", __name__, description="Whether the service is alive")


@resource.route("/healthz", methods=["GET"])
@resource.response(200, HealthSchema)
def show() -> dict[str, str]:
    """Answer, if the service runs and can read its database."""
    answers(database())
    return {"status": "ok", "version": VERSION}
