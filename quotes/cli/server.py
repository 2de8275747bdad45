"""Serving the application until it is told to stop, and stopping without dropping what is under way."""

from __future__ import annotations

import errno
import signal
import time
from dataclasses import dataclass
from types import FrameType
from typing import Any

import click
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

_GRACE = 10.0  # seconds in which requests under way are finished after the signal to stop
_TICK = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """A bound server: connections wait from now on, and are answered once it runs.

    `sockets` is the server's own map of file descriptors to what is open, the listening sockets included.
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

    def run(self) -> None:
        """Serve until SIGTERM or Ctrl-C, then finish the requests that are under way."""
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            wasyncore.loop(timeout=_TICK, map=self.sockets, use_poll=True)
        except KeyboardInterrupt:
            self._drain()
        finally:
            signal.signal(signal.SIGTERM, before)
            self.waitress.task_dispatcher.shutdown()
            wasyncore.close_all(self.sockets)

    def _drain(self) -> None:
        for socket in self.sockets.values():
            if isinstance(socket, BaseWSGIServer):
                socket.accepting = False
        deadline = time.monotonic() + _GRACE
        while time.monotonic() < deadline and any(map(_busy, self.sockets.values())):
            wasyncore.loop(timeout=_TICK, map=self.sockets, use_poll=True, count=1)


def bind(app: Flask, host: str, port: int) -> Server:
    """Take the port; the server runs later. Raises click.ClickException when that cannot be done."""
    sockets: dict[int, Any] = {}
    try:
        # Which proxies are believed is for the application to say, not for the server.
        waitress = create_server(app, map=sockets, host=host, port=port, clear_untrusted_proxy_headers=False)
    except OSError as error:
        wasyncore.close_all(sockets)
        raise CannotListen(host, port, error) from error
    listening = next(one for one in sockets.values() if isinstance(one, BaseWSGIServer))
    return Server(host, int(listening.effective_port), sockets, waitress)


class CannotListen(click.ClickException):
    """The port is taken, or the address is not of this machine."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        self.taken = error.errno == errno.EADDRINUSE
        if self.taken:
            message = f"Port {port} of {host} is taken; choose another with --port."
        else:
            message = f"Cannot listen at {host}, port {port}: {error.strerror or error}."
        super().__init__(message)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _busy(socket: Any) -> bool:
    return isinstance(socket, HTTPChannel) and bool(socket.requests or socket.total_outbufs_len)
