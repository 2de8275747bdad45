"""What is kept of hosts, so that all who fetch for one database are polite together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's robots.txt as it was fetched.

    `text` is empty where the site has none, and None where it could not be had, so that nothing may be
    fetched. `until` is Unix time: when it must be looked at again.
    """

    text: str | None
    until: float


class Hosts(Protocol):
    """Whose turn it is at each host, and the robots.txt of each origin. Times are Unix times."""

    def claim(self, host: str, now: float, until: float) -> float:
        """Take the turn at a host: 0, and nobody else has it before `until` or `release`.

        Otherwise the seconds after which to try again.
        """

    def release(self, host: str, free_at: float) -> None:
        """Give the turn back; nobody asks the host before `free_at`."""

    def free_at(self, host: str) -> float:
        """When the host may be asked again; in the past if it may be now."""

    def rules(self, origin: str, now: float) -> Rules | None:
        """What is known of the robots.txt of an origin and still holds."""

    def keep_rules(self, origin: str, rules: Rules) -> None:
        """Remember a robots.txt."""


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> float:
        """Unix time."""

    def sleep(self, seconds: float) -> None:
        """Come back so many seconds later."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
