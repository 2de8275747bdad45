"""The one fetcher: whatever comes from the network comes through it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import httpcore
import httpx

from quotes.fetching import robots
from quotes.fetching.addresses import Allows, Resolve, is_public, origin_of, parse, resolve_within
from quotes.fetching.bodies import ACCEPTED, decoded, received
from quotes.fetching.connection import CheckedBackend, Deadline
from quotes.fetching.errors import (
    BadAddress,
    BadResponse,
    BadStatus,
    Disallowed,
    FetchError,
    NotYet,
    TooLarge,
    TooSlow,
    Unreachable,
)
from quotes.fetching.hosts import Clock, Hosts, Rules, SystemClock
from quotes.fetching.response import REDIRECTS, Fetched, Hop, retry_after

MOST_REDIRECTS = 5
# Bytes around a body: the status line and headers, and the sizes of chunks.
BYTES_AROUND = 1_000_000
# How long a host rests after an error that does not say how long.
REST_SECONDS = 60.0
LONGEST_REST = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one fetch: seconds for all of it, redirects included, and bytes of the body, decompressed."""

    seconds: float = 30.0
    size: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an answer, to be asked whether there is a newer one. Neither is derived."""

    etag: str | None = None
    last_modified: str | None = None

    def as_headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value is not None}


class Fetcher:
    """Fetches pages and feeds of the public internet as their sites ask.

    Which hosts may be asked, and when, is in `hosts`. `resolve` and `allows` say where connections go and
    are for tests, whose sites are on the loopback interface: no setting changes them.
    """

    def __init__(
        self,
        hosts: Hosts,
        agent: str,
        *,
        limits: Limits = Limits(),  # noqa: B008 - it is frozen
        clock: Clock | None = None,
        resolve: Resolve | None = None,
        allows: Allows = is_public,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self.hosts = hosts
        self.clock = clock or SystemClock()
        self._agent = agent
        self._limits = limits
        self._resolve = resolve
        self._allows = allows
        self._trusted = trusted or httpx.create_ssl_context(trust_env=False)

    def fetch(
        self,
        url: str,
        validators: Validators = Validators(),  # noqa: B008 - it is frozen
        *,
        patience: float = 0.0,
        keep: Callable[[Fetched], object] = lambda _: None,
    ) -> Fetched:
        """What stands at an address, or that it is unchanged (304) since `validators` were given.

        Waits `patience` seconds at most for its turn at each host. What came is given to `keep` first.
        Raises FetchError.
        """
        deadline = Deadline(self._limits.seconds)
        here = parse(url)
        seen = {str(here)}
        hops: list[Hop] = []
        while True:
            got = self._at(here, validators, deadline, patience)
            if got.status not in REDIRECTS:
                break
            here = parse(got.headers.get("Location", ""), here)
            if str(here) in seen:
                raise BadAddress("its redirects lead in a circle")
            if len(hops) == MOST_REDIRECTS:
                raise BadAddress(f"it has more than {MOST_REDIRECTS} redirects")
            seen.add(str(here))
            hops.append(Hop(got.status, str(here)))
        got = replace(got, url=url, hops=tuple(hops))
        if got.status not in (200, 304) or (got.unchanged and not validators.as_headers()):
            raise BadStatus(got.status, retry_after(got.headers, got.at))
        keep(got)
        return got

    def _at(self, url: httpx.URL, validators: Validators, deadline: Deadline, patience: float) -> Fetched:
        """One request, in its turn and if the site allows it."""
        with self._turn(url.host, patience, deadline) as turn:
            rules = self._rules(url, deadline)
            turn.rest = robots.delay(rules)
            if not robots.allows(rules, str(url)):
                reason = "does not allow it" if rules.text is not None else "could not be had"
                raise Disallowed(f"{origin_of(url)}/robots.txt {reason}")
            try:
                got = self._request(url, validators.as_headers(), deadline)
            except (Unreachable, TooSlow):
                turn.rest = max(turn.rest, REST_SECONDS)
                raise
            if got.status == 429 or got.status >= 500:
                asked = retry_after(got.headers, got.at)
                turn.rest = max(turn.rest, min(LONGEST_REST, REST_SECONDS if asked is None else asked))
            return got

    @contextmanager
    def _turn(self, host: str, patience: float, deadline: Deadline) -> Iterator[_Turn]:
        """The turn at a host, given back when the block ends. Raises NotYet."""
        lease = deadline.left + self._limits.seconds
        give_up = self.clock.now() + patience
        while wait := self.hosts.claim(host, self.clock.now(), self.clock.now() + lease):
            if self.clock.now() + wait > give_up:
                raise NotYet(host, wait)
            self.clock.sleep(wait)
        turn = _Turn(robots.COURTESY_SECONDS)
        try:
            yield turn
        finally:
            self.hosts.release(host, self.clock.now() + turn.rest)

    def _rules(self, url: httpx.URL, deadline: Deadline) -> Rules:
        """The robots.txt of an address's site, fetched if it is not known."""
        origin = origin_of(url)
        known = self.hosts.rules(origin, self.clock.now())
        if known is not None:
            return known
        now = self.clock.now()
        try:
            found = self._robots(httpx.URL(f"{origin}/robots.txt"), deadline)
            rules = robots.rules_of(found.status, found.content, now)
        except TooLarge:
            rules = robots.missed(now)
        except BadAddress:
            raise
        except FetchError:
            rules = robots.missed(now)
            self.hosts.keep_rules(origin, replace(rules, until=now + REST_SECONDS))
            raise
        self.hosts.keep_rules(origin, rules)
        return rules

    def _robots(self, url: httpx.URL, deadline: Deadline) -> Fetched:
        """The answer to a request for robots.txt, whose redirects may lead to other hosts."""
        seen = {str(url)}
        while True:
            got = self._request(url, {}, deadline)
            if got.status not in REDIRECTS or len(seen) > MOST_REDIRECTS:
                return got
            url = parse(got.headers.get("Location", ""), url)
            if str(url) in seen:
                return got
            seen.add(str(url))

    def _request(self, url: httpx.URL, headers: dict[str, str], deadline: Deadline) -> Fetched:
        """One request and its whole answer. Raises FetchError."""
        if deadline.passed:
            raise TooSlow("it took too long")
        resolve = self._resolve or partial(resolve_within, deadline.left)
        backend = CheckedBackend(deadline, self._limits.size + BYTES_AROUND, resolve, self._allows)
        sent = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **headers,
        }
        at = self.clock.now()
        with (
            _told(),
            httpcore.ConnectionPool(ssl_context=self._trusted, network_backend=backend) as pool,
            pool.stream("GET", _core(url), headers=list(sent.items())) as response,
        ):
            found = httpx.Headers(response.headers)
            wanted = response.status not in REDIRECTS
            body = received(response.iter_stream(), self._limits.size) if wanted else b""
        content = decoded(body, found.get("Content-Encoding", ""), self._limits.size)
        reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
        return Fetched(str(url), str(url), response.status, reason, found, body, content, at)


@dataclass(slots=True)
class _Turn:
    """The turn at a host; `rest` is for how many seconds nobody asks it afterwards."""

    rest: float


def _core(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong on a connection, in this room's terms."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise TooSlow("it took too long") from error
    except (httpcore.ConnectError, httpcore.NetworkError) as error:
        raise Unreachable("the server cannot be reached, or has broken off") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise BadResponse("the answer is no HTTP, or ends too early") from error
