"""Serves the application until it is told to stop, and then finishes the requests in progress."""

from __future__ import annotations

import errno
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

import click
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from quotes.serving import bounds
from quotes.serving.channel import Channel

GRACE = 10.0  # seconds from the signal to the end, in which requests in progress are finished
_LAST = 2.0  # of these seconds, those reserved for ending processes and threads
_TICK = 0.1  # seconds

# How many bytes the body of a request with this Authorization header, or with none, may have.
MostBytes = Callable[[str | None], int]


@dataclass(frozen=True, slots=True)
class Server:
    """A bound server: connections are queued from now on and answered when it runs.

    `sockets` is the server's own map from file descriptors to open sockets, including the listening ones.
    """

    host: str
    port: int
    sockets: dict[int, Any]
    waitress: Any

    @property
    def address(self) -> str:
        """The URL at which it can be reached from this machine."""
        local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - a comparison
        return f"http://[{local}]:{self.port}" if ":" in local else f"http://{local}:{self.port}"

    def run(self, let_go: Callable[[], None] = lambda: None) -> None:
        """Serve until SIGTERM or Ctrl-C, then finish the requests in progress, within ten seconds.

        `let_go` is called when that is done or the time is nearly over; it ends what requests may be waiting
        for.
        """
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            wasyncore.loop(timeout=_TICK, map=self.sockets, use_poll=True)
        except KeyboardInterrupt:
            self._drain()
        finally:
            signal.signal(signal.SIGTERM, before)
            let_go()
            self.waitress.task_dispatcher.shutdown(timeout=_LAST / 2)
            wasyncore.close_all(self.sockets)

    def _drain(self) -> None:
        """Accept no more connections, and let the busy ones finish."""
        for socket in self.sockets.values():
            if isinstance(socket, BaseWSGIServer):
                socket.accepting = False
        deadline = time.monotonic() + GRACE - _LAST
        while time.monotonic() < deadline and any(map(_busy, self.sockets.values())):
            wasyncore.loop(timeout=_TICK, map=self.sockets, use_poll=True, count=1)


def bind(app: Flask, host: str, port: int, *, most_bytes: MostBytes) -> Server:
    """Bind to the port; the server runs later.

    `trusted_proxy` is the address of a proxy whose X-Forwarded headers are trusted. Raises
    click.ClickException if the port cannot be bound.
    """
    bounds.allow_open_files()
    sockets: dict[int, Any] = {}
    try:
        waitress = create_server(
            app,
            map=sockets,
            host=host,
            port=port,
            threads=bounds.THREADS,
            connection_limit=bounds.CONNECTIONS,
            cleanup_interval=bounds.CLEANUP,
            inbuf_overflow=bounds.IN_MEMORY,
            outbuf_overflow=bounds.IN_MEMORY,
            outbuf_high_watermark=bounds.AHEAD,
            asyncore_use_poll=True,
            # The application decides which proxies are trusted, not the server.
            clear_untrusted_proxy_headers=False,
        )
    except OSError as error:
        wasyncore.close_all(sockets)
        raise CannotListen(host, port, error) from error
    listening = [one for one in sockets.values() if isinstance(one, BaseWSGIServer)]
    for one in listening:
        _hold_to_bounds(one, most_bytes)
    return Server(host, int(listening[0].effective_port), sockets, waitress)


def _hold_to_bounds(listening: Any, most_bytes: MostBytes) -> None:
    """Apply the limits to the connections of a listening socket."""

    def close_the_slow(now: float) -> None:
        for channel in bounds.too_slow(list(listening.active_channels.values()), now):
            channel.will_close = True

    listening.adj.most_bytes = most_bytes
    listening.channel_class = Channel
    listening.maintenance = close_the_slow


class CannotListen(click.ClickException):
    """The port is in use, or the address is not one of this machine."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        self.taken = error.errno == errno.EADDRINUSE
        if self.taken:
            message = f"Port {port} of {host} is in use; choose another with --port."
        else:
            message = f"Cannot listen on {host}, port {port}: {error.strerror or error}."
        super().__init__(message)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _busy(socket: Any) -> bool:
    return isinstance(socket, HTTPChannel) and bool(socket.requests or socket.total_outbufs_len)
