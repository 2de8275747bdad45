"""HTTP requests, with retries if the service asks for them, and errors raised as exceptions."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from quotes.client.errors import NoAnswer, ProblemError

# A busy service is asked again this often, after as many seconds as it says, but at most so many.
TRIES = 4
LONGEST_PAUSE = 30.0
FIRST_PAUSE = 0.5
BUSY = frozenset({429, 503})


class Requests:
    """Sends requests to one service, over connections that stay open."""

    def __init__(
        self, address: str, token: str | None, timeout: float, transport: httpx.BaseTransport | None
    ) -> None:
        headers = {"Accept": "application/json", "User-Agent": "quotes-client"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self._http = httpx.Client(
            base_url=address.rstrip("/"), headers=headers, timeout=timeout, transport=transport
        )

    def close(self) -> None:
        self._http.close()

    def send(
        self,
        method: str,
        path: str,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The answer's JSON; None if it has none. Raises ProblemError and NoAnswer."""
        with self._answered(method, path, query, body, headers) as answer:
            answer.read()
            try:
                return answer.json() if answer.content else None
            except ValueError:
                raise NoAnswer(f"{answer.url} answers with something other than JSON.") from None

    def lines(self, path: str, query: Mapping[str, object]) -> Iterator[str]:
        """The lines of an answer as they arrive, with their line ends. Raises ProblemError and NoAnswer."""
        with self._answered("GET", path, query, None, {"Accept": "*/*"}) as answer:
            try:
                yield from _lines(answer.iter_text())
            except httpx.TransportError as error:
                raise NoAnswer(f"The answer broke off: {error}") from error

    @contextmanager
    def _answered(
        self,
        method: str,
        path: str,
        query: Mapping[str, object] | None,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
    ) -> Iterator[httpx.Response]:
        asked = {name: _written(value) for name, value in (query or {}).items() if value is not None}
        request = self._http.build_request(method, path, params=asked, json=body, headers=headers)
        answer = self._sent(request)
        try:
            if not answer.is_success:
                answer.read()
                raise ProblemError(answer.status_code, _problem(answer))
            yield answer
        finally:
            answer.close()

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """The answer, repeating the request while the service is busy."""
        for number in range(TRIES):
            last = number == TRIES - 1
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2**number)
            try:
                # A speaker who was merged into another redirects there. Posted data is not sent to another
                # address.
                moving = request.method == "GET"
                answer = self._http.send(request, stream=True, follow_redirects=moving)
            except (httpx.TransportError, httpx.TooManyRedirects) as error:
                # The request may have been carried out, so only one that changes nothing is repeated.
                if last or request.method != "GET":
                    raise NoAnswer(f"{request.url.host} does not answer: {error}") from error
            else:
                if last or answer.status_code not in BUSY:
                    return answer
                answer.close()
                pause = _asked_for(answer, pause)
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Lines with their ends. Only a line feed ends one; str.splitlines would also split inside quotes."""
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from (f"{line}\n" for line in whole)
    if rest:
        yield rest


def _written(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _asked_for(answer: httpx.Response, otherwise: float) -> float:
    """How many seconds the service asks to wait."""
    after = answer.headers.get("Retry-After", "")
    return min(float(after), LONGEST_PAUSE) if after.isdecimal() else otherwise


def _problem(answer: httpx.Response) -> Mapping[str, Any]:
    """The problem details of an answer; empty if something in between, such as a proxy, answered."""
    try:
        problem = json.loads(answer.content)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}
