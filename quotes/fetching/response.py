"""The response of an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

import httpx

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status and where it led."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response with the status 200 or 304.

    `url` is the requested address, `final` the one that answered. `body` is as it was sent, `content` is
    decompressed. `at` is Unix time.
    """

    url: str
    final: str
    status: int
    reason: str
    headers: httpx.Headers
    body: bytes
    content: bytes
    at: float
    hops: tuple[Hop, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed since the last fetch."""
        return self.status == httpx.codes.NOT_MODIFIED

    @property
    def moved_for_good(self) -> str | None:
        """The new address, if all redirects are permanent."""
        if self.hops and all(hop.status in PERMANENT for hop in self.hops):
            return self.final
        return None

    @property
    def media_type(self) -> str:
        return str(self.headers.get("Content-Type", "")).partition(";")[0].strip().lower()

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return sha256(self.content).hexdigest()


def retry_after(headers: httpx.Headers, now: float) -> float | None:
    """The seconds for which a server asks not to be asked again; None if it does not say."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:10])
    moment = http_date(value)
    return None if moment is None else max(0.0, moment - now)


def http_date(value: str) -> float | None:
    """The Unix time of an HTTP date."""
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def moment_of(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
