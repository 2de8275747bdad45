"""What connections are held to, so that slow and greedy clients cannot use up the server."""

from __future__ import annotations

import resource
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.serving.channel import Channel

THREADS = 16
CONNECTIONS = 600  # open at once
FILES = 4 * CONNECTIONS  # a connection may have its socket and what it sends and is sent in files
CLEANUP = 1  # seconds between two looks at all connections
IDLE = 60.0  # seconds in which a connection may wait for its next request
HEADER = 10.0  # seconds in which the head of a request has to arrive
GRACE = 15.0  # seconds after which the pace of a client is measured
PACE = 8_000  # bytes a second that a client has to send, or to take
STALLED = 30.0  # seconds in which a client may take nothing
LINGER = 2.0  # seconds in which the rest of a refused body is thrown away
IN_MEMORY = 64 * 1024  # bytes of one body or answer that wait in memory; the rest waits in a file
AHEAD = 256 * 1024**2  # bytes that an answer may be ahead of its client before its thread waits
UNSENT = 1024**3  # bytes of all answers together that may wait for their clients
_FULL = 0.9  # of the connections, from which on the oldest that ask for nothing are closed


def allow_open_files() -> None:
    """Let this process have as many files open as its connections may need, if the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def too_slow(channels: Iterable[Channel], now: float) -> list[Channel]:
    """The connections to close now: those that break a rule and, where all are too many, the worst."""
    open_ones = list(channels)
    closing = [channel for channel in open_ones if channel.breaks_a_rule(now)]
    left = [channel for channel in open_ones if channel not in set(closing)]
    closing += _crowding(left)
    closing += _hoarding(left)
    return closing


def _crowding(channels: list[Channel]) -> list[Channel]:
    """Where the connections run out, the oldest of those that have not asked for anything yet."""
    many = len(channels) - int(CONNECTIONS * _FULL)
    if many <= 0:
        return []
    asking_nothing = (channel for channel in channels if not channel.requests and not channel.unsent)
    return sorted(asking_nothing, key=lambda channel: channel.creation_time)[:many]


def _hoarding(channels: list[Channel]) -> list[Channel]:
    """Where too much waits to be sent, the connections for which the most waits."""
    closing = []
    waiting = sum(channel.unsent for channel in channels)
    for channel in sorted(channels, key=lambda channel: -channel.unsent):
        if waiting <= UNSENT:
            break
        closing.append(channel)
        waiting -= channel.unsent
    return closing
