"""Limits tries with wrong tokens, for each client and for all clients together.

The time window for a client is short, so that other users at the same address are soon let in again.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

PER_CLIENT = "5 per 10 seconds"
OVERALL = "100 per minute"
# The smallest IPv6 network that a provider gives to a customer.
IPV6_PREFIX = 64


class Throttle:
    """Counts the wrong tries in this process.

    Only tries within the limits are stored, and only for their time window, so there are never more than
    `overall` allows. (The library's moving windows would keep every address forever.)
    """

    def __init__(self, per_client: str = PER_CLIENT, overall: str = OVERALL) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._per_client = parse(per_client)
        self._overall = parse(overall)

    def wait(self, client: str) -> int:
        """The seconds until a client may try again; 0 if it may now."""
        return max(
            self._wait(self._per_client, _customer(client)),
            self._wait(self._overall, "everybody"),
        )

    def note_wrong(self, client: str) -> int:
        """Count a wrong try. Returns the seconds to wait; 0 if it was within the limits."""
        wait = self.wait(client)
        if wait == 0:
            self._limiter.hit(self._per_client, _customer(client))
            self._limiter.hit(self._overall, "everybody")
        return wait

    def _wait(self, limit: RateLimitItem, key: str) -> int:
        if self._limiter.test(limit, key):
            return 0
        return max(1, ceil(self._limiter.get_window_stats(limit, key).reset_time - time()))


def _customer(client: str) -> str:
    """The key for counting the tries of an address: itself, or for IPv6 its customer's network."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), IPV6_PREFIX), strict=False))
    return client
