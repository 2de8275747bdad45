"""Health checks: whether the service is alive, and whether it is ready to work."""

from __future__ import annotations

from flask import current_app

from quotes.api.answers.version import VERSION
from quotes.api.schemas.health import HealthSchema, ReadySchema
from quotes.requests.parsing import Resource
from quotes.requests.problems import Problem
from quotes.store.listing import Row

resource = Resource("health", __name__, description="Whether the service is alive and ready")


@resource.route("/healthz", methods=["GET"])
@resource.response(200, HealthSchema)
def show() -> Row:
    """Answer if the process runs. For a supervisor that restarts it when it hangs."""
    return {"status": "ok", "version": VERSION}


@resource.route("/readyz", methods=["GET"])
@resource.response(200, ReadySchema)
def ready() -> Row:
    """Check whether the service can work. For a load balancer. A 503 names what fails."""
    checks = current_app.extensions["quotes"].readiness.checks()
    failing = [check for check in checks if not check.ok]
    if failing:
        detail = " ".join(f"{check.name}: {check.why}" for check in failing)
        shown = ReadySchema().dump({"checks": checks})
        raise Problem(503, detail, headers={"Retry-After": "5"}, members=shown)
    return {"status": "ready", "version": VERSION, "checks": checks}
