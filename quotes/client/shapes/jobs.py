"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class JobArticle(TypedDict):
    """The outcome of one article of a job."""

    article: str | None
    revision: int | None
    outcome: Literal["created", "revised", "unchanged", "refused"] | None
    state: Literal["fetching", "waiting", "reading", "read", "failed", "refused"]
    error: str | None
    problem: dict[str, Any] | None


class JobDetail(TypedDict):
    """A job with its articles, in the order in which they were posted."""

    id: str
    state: Literal["waiting", "done", "failed"]
    accepted: str
    finished: str | None
    size: int
    articles: list[JobArticle]
