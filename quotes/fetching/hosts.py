"""The shared state of hosts, so that all fetchers of one database together are polite."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's robots.txt as it was fetched.

    `text` is empty if the site has none, and None if it could not be fetched, so that nothing may be fetched
    from the site. `until` is the Unix time at which it must be fetched again.
    """

    text: str | None
    until: float


class Hosts(Protocol):
    """The turns at hosts, and the robots.txt of each origin. Times are Unix times."""

    def claim(self, host: str, now: float, until: float) -> float:
        """Take the turn at a host, until `until` or `release`, and return 0.

        If it is taken, return the seconds after which to try again.
        """

    def release(self, host: str, free_at: float) -> None:
        """Give the turn back; the host must not be asked before `free_at`."""

    def free_at(self, host: str) -> float:
        """When the host may be asked again; in the past if it may be asked now."""

    def rules(self, origin: str, now: float) -> Rules | None:
        """The known robots.txt of an origin, if it is still valid."""

    def keep_rules(self, origin: str, rules: Rules) -> None:
        """Store a robots.txt."""


class Clock(Protocol):
    """Tells the time, and waits."""

    def now(self) -> float:
        """Unix time."""

    def sleep(self, seconds: float) -> None:
        """Wait for some seconds."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
