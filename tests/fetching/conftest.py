"""A site on the loopback interface that misbehaves as it is told, and a fetcher that may go there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from quotes.fetching.addresses import IP
from quotes.fetching.fetcher import Fetcher, Limits
from quotes.fetching.hosts import Rules

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class MemoryHosts:
    """`Hosts` for one test."""

    free: dict[str, float] = field(default_factory=dict)
    known: dict[str, Rules] = field(default_factory=dict)

    def claim(self, host: str, now: float, until: float) -> float:
        if self.free.get(host, 0.0) > now:
            return self.free[host] - now
        self.free[host] = until
        return 0.0

    def release(self, host: str, free_at: float) -> None:
        self.free[host] = free_at

    def free_at(self, host: str) -> float:
        return self.free.get(host, 0.0)

    def rules(self, origin: str, now: float) -> Rules | None:
        found = self.known.get(origin)
        return found if found is not None and found.until > now else None

    def keep_rules(self, origin: str, rules: Rules) -> None:
        self.known[origin] = rules


@dataclass
class HandClock:
    """A clock that only moves when somebody waits."""

    time: float = 1_700_000_000.0
    waited: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += seconds


@dataclass
class Site:
    """What is answered at each path, and what was asked."""

    port: int
    paths: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer a path with a body, and headers whose names have underscores for hyphens."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            handler.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | given).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.paths[path] = answer

    def sends(self, path: str, raw: bytes) -> None:
        """Answer a path with these bytes, whatever they are."""
        self.paths[path] = lambda handler: handler.wfile.write(raw) and None

    def pages(self) -> list[str]:
        """The paths that were asked for, robots.txt aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            self.close_connection = True
            try:
                answer = found.paths.get(self.path)
                if answer is None:
                    found.says(self.path, b"", 404)
                    answer = found.paths.pop(self.path)
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    found = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hosts() -> MemoryHosts:
    return MemoryHosts()


@pytest.fixture
def fetcher(site: Site, hosts: MemoryHosts, clock: HandClock) -> Fetcher:
    """A fetcher for which every name is the site, and which may go nowhere else."""

    def allows(address: IP, port: int) -> bool:
        return str(address) == "127.0.0.1" and port == site.port

    return Fetcher(
        hosts,
        "quotes/test (+mailto:desk@example.org)",
        limits=Limits(seconds=1.0, size=100_000),
        clock=clock,
        resolve=lambda _host, _port: ["127.0.0.1"],
        allows=allows,
    )
