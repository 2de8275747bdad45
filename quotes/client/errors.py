"""The errors that a request can end with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ClientError(Exception):
    """A request was not answered as intended."""


class NoAnswer(ClientError):  # noqa: N818 - reads as a sentence
    """The service could not be reached, or did not answer in time."""


class ProblemError(ClientError):
    """The service refuses a request, with problem details (RFC 9457).

    `errors` are the fields to correct, each with its message; `request_id` identifies the request in the
    service's log.
    """

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.detail: str = problem.get("detail") or problem.get("title") or f"HTTP status {status}"
        self.errors: list[dict[str, str]] = list(problem.get("errors") or [])
        self.request_id: str | None = problem.get("request_id")
        wrong = "; ".join(f"{error['field']}: {error['message']}" for error in self.errors)
        super().__init__(f"{status}: {self.detail}" + (f" ({wrong})" if wrong else ""))
