"""Limits of connections, so that slow and greedy clients cannot exhaust the server."""

from __future__ import annotations

import resource
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.serving.channel import Channel

THREADS = 16
CONNECTIONS = 600  # open at the same time
FILES = 4 * CONNECTIONS  # of a connection: its socket, and files for large requests and answers
CLEANUP = 1  # seconds between two checks of all connections
IDLE = 60.0  # seconds in which a connection may wait for its next request
HEADER = 10.0  # seconds in which the head of a request has to arrive
GRACE = 15.0  # seconds after which the pace of a client is measured
PACE = 8_000  # bytes a second that a client has to send, or to take
STALLED = 30.0  # seconds in which a client may take nothing
LINGER = 2.0  # seconds in which the rest of a refused body is thrown away
IN_MEMORY = (
    64 * 1024
)  # bytes of one body or answer that are buffered in memory; the rest is buffered in a file
AHEAD = 256 * 1024**2  # bytes of an answer that may be buffered before its thread waits for the client
UNSENT = 1024**3  # bytes of all answers together that may wait for their clients
_FULL = 0.9  # of the connections; with more open, the oldest idle ones are closed


def allow_open_files() -> None:
    """Raise the limit of open files to what the connections may need, if the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def too_slow(channels: Iterable[Channel], now: float) -> list[Channel]:
    """The connections to close now: those that break a rule and, if resources run out, the worst ones."""
    open_ones = list(channels)
    closing = [channel for channel in open_ones if channel.breaks_a_rule(now)]
    left = [channel for channel in open_ones if channel not in set(closing)]
    closing += _crowding(left)
    closing += _hoarding(left)
    return closing


def _crowding(channels: list[Channel]) -> list[Channel]:
    """If there are too many connections, the oldest ones that have not sent a request yet."""
    many = len(channels) - int(CONNECTIONS * _FULL)
    if many <= 0:
        return []
    asking_nothing = (channel for channel in channels if not channel.requests and not channel.unsent)
    return sorted(asking_nothing, key=lambda channel: channel.creation_time)[:many]


def _hoarding(channels: list[Channel]) -> list[Channel]:
    """If too much is waiting to be sent, the connections with the most."""
    closing = []
    waiting = sum(channel.unsent for channel in channels)
    for channel in sorted(channels, key=lambda channel: -channel.unsent):
        if waiting <= UNSENT:
            break
        closing.append(channel)
        waiting -= channel.unsent
    return closing
