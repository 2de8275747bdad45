"""Post to an address that has subscribed: on the public internet only, within limits, once.

The address is checked as for fetching. Redirects are not followed: an owner who moves must give the new
address.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import httpcore
import httpx

from quotes.fetching.addresses import Allows, Resolve, is_public, parse, resolve_within
from quotes.fetching.connection import CheckedBackend, Deadline
from quotes.fetching.fetcher import BYTES_AROUND
from quotes.fetching.transport import authorities, core_url, told

SECONDS = 20.0
# Only a few words of an error are needed of an answer.
LONGEST_ANSWER = 10_000


@dataclass(frozen=True, slots=True)
class Answered:
    """A server's answer to what was posted; `text` is the beginning of its body if it refused."""

    status: int
    headers: httpx.Headers
    text: str


class Sender:
    """Posts to addresses. `resolve`, `allows` and `trusted` are those of the `Fetcher`."""

    def __init__(
        self,
        agent: str,
        *,
        allows: Allows = is_public,
        resolve: Resolve | None = None,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = agent
        self._allows = allows
        self._resolve = resolve
        self._trusted = trusted or authorities()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        """Post a body. Returns the answer, whatever its status. Raises FetchError."""
        address = parse(url)
        deadline = Deadline(SECONDS)
        resolve = self._resolve or partial(resolve_within, deadline.left)
        backend = CheckedBackend(deadline, LONGEST_ANSWER + BYTES_AROUND, resolve, self._allows)
        sent = {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
            "Content-Length": str(len(body)),
            **headers,
        }
        with (
            told(),
            httpcore.ConnectionPool(ssl_context=self._trusted, network_backend=backend) as pool,
            pool.stream("POST", core_url(address), headers=list(sent.items()), content=body) as response,
        ):
            # The message was accepted. No error after the status may cause it to be sent again.
            words = b"" if response.status < 300 else _beginning(response.iter_stream())
        return Answered(response.status, httpx.Headers(response.headers), words.decode("utf-8", "replace"))


def _beginning(chunks: Iterable[bytes]) -> bytes:
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) >= LONGEST_ANSWER:
            break
    return bytes(found[:LONGEST_ANSWER])
