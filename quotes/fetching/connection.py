"""Connections that only go to checked addresses, and that end when the time for the whole fetch is over."""

from __future__ import annotations

import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any

from httpcore import (
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    WriteTimeout,
)

from quotes.fetching.addresses import Allows, Resolve, checked
from quotes.fetching.errors import TooLarge


class Deadline:
    """The moment by which everything must be done, including redirects."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The seconds left, at least a thousandth, since zero would mean "no limit" or "do not wait"."""
        return max(0.001, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._end

    def extend(self, seconds: float) -> None:
        self._end += seconds

    def within(self, timeout: float | None) -> float:
        return self.left if timeout is None else min(timeout, self.left)


class CheckedBackend(NetworkBackend):
    """Opens connections for httpcore, which uses the name in the address for TLS and the Host header."""

    def __init__(self, deadline: Deadline, most_bytes: int, resolve: Resolve, allows: Allows) -> None:
        self._deadline = deadline
        self._most_bytes = most_bytes
        self._resolve = resolve
        self._allows = allows
        self._backend = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - the base class's signature
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        failure: Exception = ConnectError("no address")
        for address in checked(host, port, self._resolve, self._allows):
            if self._deadline.passed:
                raise ConnectTimeout
            try:
                stream = self._backend.connect_tcp(
                    address, port, self._deadline.within(timeout), None, socket_options
                )
            except (ConnectError, ConnectTimeout) as error:
                failure = error
            else:
                return LimitedStream(stream, self._deadline, self._most_bytes)
        raise failure

    def connect_unix_socket(self, *_: Any, **__: Any) -> NetworkStream:
        raise ConnectError("there are no Unix sockets on the web")


class LimitedStream(NetworkStream):
    """A connection with a limit of bytes and a deadline, so that one byte a second is too slow."""

    def __init__(self, stream: NetworkStream, deadline: Deadline, most_bytes: int) -> None:
        self._stream = stream
        self._deadline = deadline
        self._left = most_bytes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._deadline.passed:
            raise ReadTimeout
        got = self._stream.read(max_bytes, self._deadline.within(timeout))
        self._left -= len(got)
        if self._left < 0:
            raise TooLarge("the answer is larger than the limit")
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._deadline.passed:
            raise WriteTimeout
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return LimitedStream(secured, self._deadline, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
