"""The record of each request: its id, its route, its duration and the size of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from quotes.watching import log

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# The key of a request's record in its WSGI environment.
KEY = "quotes.request"
HEADER = "X-Request-ID"
# Ids as made by proxies and tracing libraries; any other could break or flood the log.
WELL_FORMED = re.compile(r"[A-Za-z0-9._:=/+-]{1,128}")
# Clients may send any method; unknown ones are logged as one word.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(slots=True)
class Seen:
    """The record of a request. `route` is the URL rule, if there is one; `status` is 0 before the answer.

    `token` is the name of its token; `seconds` is the time from its arrival until the whole answer was passed
    on.
    """

    id: str
    method: str
    client: str
    route: str | None = None
    token: str | None = None
    status: int = 0
    bytes: int = 0
    seconds: float = 0.0
    started: float = field(default_factory=monotonic)

    def fields(self) -> dict[str, Any]:
        """The fields of the request's line in the log."""
        return {
            "request_id": self.id,
            "method": self.method,
            "route": self.route,
            "status": self.status,
            "ms": round(self.seconds * 1000, 1),
            "bytes": self.bytes,
            "token": self.token,
            "client": self.client,
        }


class Requests:
    """WSGI middleware that gives every request an id, logs it at its end, and passes it to `observe`."""

    def __init__(self, app: WSGIApplication, observe: Callable[[Seen], None]) -> None:
        self._app = app
        self._observe = observe

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        method = environ.get("REQUEST_METHOD", "")
        seen = Seen(
            id=given if WELL_FORMED.fullmatch(given) else uuid4().hex,
            method=method if method in METHODS else "other",
            client=environ.get("REMOTE_ADDR", ""),
        )
        environ[KEY] = seen

        def start(
            status: str,
            headers: list[tuple[str, str]],
            exc_info: tuple[type[BaseException], BaseException, TracebackType]
            | tuple[None, None, None]
            | None = None,
            /,
        ) -> Callable[[bytes], object]:
            seen.status = int(status[:3])
            return start_response(status, [*headers, (HEADER, seen.id)], exc_info)

        try:
            body = self._app(environ, start)
        except BaseException:
            seen.status = 500
            self._end(seen)
            raise
        return _Answer(body, seen, self._end)

    def _end(self, seen: Seen) -> None:
        seen.seconds = monotonic() - seen.started
        log.requests.info("request", extra={"fields": seen.fields()})
        self._observe(seen)


class _Answer:
    """A body that counts its bytes as they are sent, and calls back when it is closed."""

    def __init__(self, body: Iterable[bytes], seen: Seen, end: Callable[[Seen], None]) -> None:
        self._body = body
        self._parts = iter(body)
        self._seen = seen
        self._end: Callable[[Seen], None] | None = end

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            part = next(self._parts)
        except StopIteration:
            raise
        except Exception:
            # The status has already been sent, so only the log can say that the answer is incomplete.
            fields = {"request_id": self._seen.id, "route": self._seen.route}
            log.service.exception("answer broken off", extra={"fields": fields})
            raise
        self._seen.bytes += len(part)
        return part

    def close(self) -> None:
        end, self._end = self._end, None
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            if end is not None:
                end(self._seen)
