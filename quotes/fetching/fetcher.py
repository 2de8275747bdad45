"""The fetcher, through which all network access goes."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import httpcore
import httpx

from quotes.fetching import robots
from quotes.fetching.addresses import (
    Allows,
    Resolve,
    checked,
    is_public,
    origin_of,
    parse,
    port_of,
    resolve_within,
)
from quotes.fetching.bodies import ACCEPTED, decoded, received
from quotes.fetching.connection import CheckedBackend, Deadline
from quotes.fetching.errors import (
    BadAddress,
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
from quotes.fetching.transport import authorities, core_url, told

MOST_REDIRECTS = 5
# Bytes besides the body: the status line, the headers, and the sizes of chunks.
BYTES_AROUND = 1_000_000
# The pause at a host after an error without a Retry-After.
REST_SECONDS = 60.0
LONGEST_REST = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one fetch: seconds in all, including redirects, and bytes of the decompressed body."""

    seconds: float = 30.0
    size: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Validators:
    """The ETag and Last-Modified of an answer as the server gave them, to ask for a newer one."""

    etag: str | None = None
    last_modified: str | None = None

    def as_headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value is not None}


class Fetcher:
    """Fetches pages and feeds from the public internet, respecting the rules of their sites.

    `hosts` stores which hosts may be asked and when. `resolve` and `allows` decide where connections go; only
    tests change them, since their sites are on the loopback interface.
    """

    def __init__(
        self,
        hosts: Hosts,
        agent: str,
        *,
        limits: Limits = Limits(),
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
        self._trusted = trusted or authorities()

    def fetch(
        self,
        url: str,
        validators: Validators = Validators(),
        *,
        patience: float = 0.0,
        keep: Callable[[Fetched], object] = lambda _: None,
    ) -> Fetched:
        """The response at an address, or a 304 if it is unchanged since `validators` were given.

        Waits at most `patience` seconds for its turn at each host. The response is passed to `keep` first.
        Raises FetchError.
        """
        deadline = Deadline(self._limits.seconds)
        got = self._followed(parse(url), validators, deadline, patience)
        got = replace(got, url=url)
        if got.status not in (200, 304) or (got.unchanged and not validators.as_headers()):
            raise BadStatus(got.status, retry_after(got.headers, got.at))
        keep(got)
        return got

    def ask(self, url: str, *, seconds: float, rest: float) -> Fetched:
        """The head of a service's answer: its status and headers, whatever they are, without a body.

        For interfaces made for programs: the robots.txt is not asked, and redirects are not followed.
        The service may take so many seconds, and is then left alone for `rest`. Raises FetchError.
        """
        here = parse(url)
        deadline = Deadline(seconds)
        with self._turn(here.host, 0.0, deadline, seconds) as turn:
            turn.rest = max(rest, REST_SECONDS)
            got = self._request(here, {}, deadline, with_body=False)
            turn.rest = max(rest, _rest_after(got))
        return got

    def refuse_private(self, url: str) -> None:
        """Raises FetchError where an address is none of a page on the public internet. Nothing is fetched."""
        here = parse(url)
        resolve = self._resolve or partial(resolve_within, self._limits.seconds)
        checked(here.host, port_of(here), resolve, self._allows)

    def _followed(
        self, here: httpx.URL, validators: Validators, deadline: Deadline, patience: float
    ) -> Fetched:
        """The final response. Each redirect is checked as the first address was."""
        seen = [here]
        hops: list[Hop] = []
        while True:
            with self._turn(here.host, patience, deadline) as turn:
                got = self._at(here, validators, deadline, turn)
                while got.status in REDIRECTS:
                    here = _next(got, here, seen)
                    hops.append(Hop(got.status, str(here)))
                    if here.host != seen[-2].host:
                        break
                    self._wait(turn.asked, patience, deadline, here.host)
                    got = self._at(here, validators, deadline, turn)
                else:
                    return replace(got, hops=tuple(hops))

    def _at(self, url: httpx.URL, validators: Validators, deadline: Deadline, turn: _Turn) -> Fetched:
        """One request, if the site allows it."""
        rules = self._rules(url, deadline)
        turn.asked = robots.delay(rules)
        turn.rest = max(robots.COURTESY_SECONDS, turn.asked)
        if not robots.allows(rules, str(url)):
            reason = "does not allow it" if rules.text is not None else "could not be fetched"
            raise Disallowed(f"{origin_of(url)}/robots.txt {reason}")
        try:
            got = self._request(url, validators.as_headers(), deadline)
        except (Unreachable, TooSlow):
            turn.rest = max(turn.rest, REST_SECONDS)
            raise
        turn.rest = max(turn.rest, _rest_after(got))
        return got

    @contextmanager
    def _turn(self, host: str, patience: float, deadline: Deadline, seconds: float = 0.0) -> Iterator[_Turn]:
        """The turn at a host for so many seconds, given back when the block ends. Raises NotYet."""
        lease = 2 * max(self._limits.seconds, seconds) + patience
        give_up = self.clock.now() + patience
        while wait := self.hosts.claim(host, self.clock.now(), self.clock.now() + lease):
            self._wait(wait, give_up - self.clock.now(), deadline, host)
        turn = _Turn()
        try:
            yield turn
        finally:
            self.hosts.release(host, self.clock.now() + turn.rest)

    def _wait(self, seconds: float, patience: float, deadline: Deadline, host: str) -> None:
        """Wait for a turn; this does not count as time of the fetch. Raises NotYet."""
        if seconds > patience:
            raise NotYet(host, seconds)
        if seconds > 0:
            self.clock.sleep(seconds)
            deadline.extend(seconds)

    def _rules(self, url: httpx.URL, deadline: Deadline) -> Rules:
        """The robots.txt of an address's site, fetched if it is unknown."""
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
        seen = [url]
        while True:
            got = self._request(url, {}, deadline)
            if got.status not in REDIRECTS or len(seen) > MOST_REDIRECTS:
                return got
            url = parse(got.headers.get("Location", ""), url)
            if url in seen:
                return got
            seen.append(url)

    def _request(
        self, url: httpx.URL, headers: dict[str, str], deadline: Deadline, *, with_body: bool = True
    ) -> Fetched:
        """One request and its whole answer, the body only if it is wanted. Raises FetchError."""
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
            told(),
            httpcore.ConnectionPool(ssl_context=self._trusted, network_backend=backend) as pool,
            pool.stream("GET", core_url(url), headers=list(sent.items())) as response,
        ):
            found = httpx.Headers(response.headers)
            wanted = with_body and response.status not in REDIRECTS
            body = received(response.iter_stream(), self._limits.size) if wanted else b""
        content = decoded(body, found.get("Content-Encoding", ""), self._limits.size)
        reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
        return Fetched(str(url), str(url), response.status, reason, found, body, content, at)


@dataclass(slots=True)
class _Turn:
    """The turn at a host: the delay that its robots.txt requests, and the pause afterwards."""

    asked: float = 0.0
    rest: float = robots.COURTESY_SECONDS


def _rest_after(got: Fetched) -> float:
    """How long a host rests after an answer by which it asks for that, or has trouble."""
    if got.status != httpx.codes.TOO_MANY_REQUESTS and got.status < httpx.codes.INTERNAL_SERVER_ERROR:
        return 0.0
    wanted = retry_after(got.headers, got.at)
    return min(LONGEST_REST, REST_SECONDS if wanted is None else wanted)


def _next(got: Fetched, here: httpx.URL, seen: list[httpx.URL]) -> httpx.URL:
    """Where a redirect leads. Raises BadAddress."""
    there = parse(got.headers.get("Location", ""), here)
    if there in seen:
        raise BadAddress("its redirects lead in a circle")
    if len(seen) > MOST_REDIRECTS:
        raise BadAddress(f"it has more than {MOST_REDIRECTS} redirects")
    seen.append(there)
    return there
