"""Jobs: articles that were accepted to be read later, and their progress."""

from __future__ import annotations

from typing import Any

from quotes.api.answers import paging
from quotes.api.schemas.jobs import JobDetailSchema, JobPageSchema, JobsQuerySchema
from quotes.requests.connections import database
from quotes.requests.parsing import Resource
from quotes.requests.problems import not_found
from quotes.store.listing import Page, Row
from quotes.store.waiting import jobs

resource = Resource("jobs", __name__, url_prefix="/api/jobs", description="Articles that are read later")


@resource.route("", methods=["GET"], endpoint="list")
@resource.arguments(JobsQuerySchema, location="query")
@resource.response(200, JobPageSchema)
def list_jobs(query: dict[str, Any]) -> tuple[Page, int, dict[str, str]]:
    """List jobs, the latest accepted first."""
    return paging.answer(jobs.listing(database(), **query))


@resource.route("/<identifier>", methods=["GET"])
@resource.response(200, JobDetailSchema)
def show(identifier: str) -> Row:
    """Show a job with the outcomes of its articles."""
    job = jobs.get(database(), identifier)
    if job is None:
        raise not_found("job")
    return job
