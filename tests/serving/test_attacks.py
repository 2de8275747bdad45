"""No client holds up another: slow ones, greedy ones, and ones with texts that take long to read.

`QUOTES_LONG_ATTACKS=1` makes them as many and as long as the service is meant to bear: 200 slow connections,
a minute. The default is for every test run.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

from quotes.serving import bounds

if TYPE_CHECKING:
    from conftest import Attacked

LONG = bool(os.environ.get("QUOTES_LONG_ATTACKS"))
SLOW, SECONDS = (200, 60) if LONG else (100, 4)
READINGS = 4
LONGEST = 100_000 if LONG else 20_000
MOST_MEGABYTES = 1_500
PATIENCE = 1.0  # seconds in which a client is answered, whatever others do
LOOKUP = "/api/lookup?quote=the%20bridge%20is%20safe%20for%20the%20winter&speaker=Mira%20Okonjo"
HEAD = b"GET /api/statements HTTP/1.1\r\nHost: x\r\nX-Slow: "
EXPORT = b"GET /api/statements.csv HTTP/1.1\r\nHost: x\r\n\r\n"
TOKEN = b"a-token-for-tests-that-nobody-guesses"


def long_text(length: int) -> str:
    said = "“We stay here for the whole of the winter,” said Ada Moor, keeper of light {}, on Sunday. "
    return "".join(said.format(number) for number in range(length // len(said)))[:length]


@pytest.fixture
def held() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def slow_connections(service: Attacked, held: ExitStack) -> None:
    """Requests that arrive a byte at a time."""
    connections = [held.enter_context(service.connect(HEAD)) for _ in range(SLOW)]
    over = Event()

    def trickle() -> None:
        while not over.wait(0.5):
            for connection in connections:
                with suppress(OSError):  # closed by the service, as it should be
                    connection.send(b"x")

    thread = Thread(target=trickle)
    thread.start()
    held.callback(thread.join)
    held.callback(over.set)


@pytest.fixture
def slow_readers(service: Attacked, held: ExitStack) -> None:
    """Clients that ask for an export and do not take it."""
    for _ in range(4):
        held.enter_context(service.connect(EXPORT, receive_buffer=4096))


@pytest.fixture
def readings(service: Attacked, held: ExitStack) -> None:
    """Texts of the longest kind that need no token."""
    pool = held.enter_context(ThreadPoolExecutor(READINGS))
    for number in range(READINGS):
        text = f"{number} {long_text(LONGEST - 10)}"
        pool.submit(service.ask, "/api/lookup/text", {"text": text}, timeout=300)


@pytest.mark.usefixtures("slow_connections", "slow_readers", "readings")
def test_reads_are_answered_at_once_under_everything_and_memory_is_bounded(service: Attacked) -> None:
    until = time.monotonic() + SECONDS
    took, memory = [], []
    while time.monotonic() < until or len(took) < 10:
        took += [service.seconds("/healthz"), service.seconds(LOOKUP)]
        memory.append(service.megabytes())
        time.sleep(0.1)
    took.sort()
    assert took[int(len(took) * 0.9)] < PATIENCE
    assert max(memory) < MOST_MEGABYTES


@pytest.mark.usefixtures("readings")
def test_what_finds_no_place_among_the_readings_is_sent_away(service: Attacked) -> None:
    with ThreadPoolExecutor(8) as pool:
        text = long_text(LONGEST - 10)
        asked = [pool.submit(service.ask, "/api/lookup/text", {"text": text}) for _ in range(8)]
        refused = [answer.result()[1] for answer in asked if answer.result()[0] == 503]
    assert refused
    assert {problem["title"] for problem in refused} == {"Service Unavailable"}


def test_more_connections_than_there_may_be_keep_nobody_out(service: Attacked, held: ExitStack) -> None:
    for _ in range(bounds.CONNECTIONS + 50):
        held.enter_context(service.connect())
    # New ones are let in as soon as the oldest have been closed, which is looked at every second.
    assert service.seconds("/healthz") < bounds.CLEANUP + 2 * PATIENCE


def test_a_request_that_does_not_arrive_is_given_up(service: Attacked, held: ExitStack) -> None:
    connection = held.enter_context(service.connect(HEAD))
    begun = time.monotonic()
    closed = b"x"
    while closed and time.monotonic() < begun + 2 * bounds.HEADER:
        with suppress(OSError):
            connection.send(b"x")
        connection.settimeout(0.5)
        with suppress(TimeoutError):
            try:
                closed = connection.recv(100)
            except ConnectionError:
                closed = b""
    assert closed == b""


def test_an_export_arrives_whole_at_a_client_that_takes_it(service: Attacked) -> None:
    with service.connect(EXPORT.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")) as connection:
        received = bytearray()
        while chunk := connection.recv(1_000_000):
            received += chunk
    assert received.count(b"Mira Okonjo,person") == 1_000
    assert received.endswith(b"\r\n0\r\n\r\n")


HUGE = 12_000_000
POSTS = {
    "no token": b"",
    "a wrong token": b"Authorization: Bearer wrong-wrong-wrong-wrong-wrong\r\n",
}


@pytest.mark.parametrize("token", POSTS)
@pytest.mark.parametrize("path", [b"/api/articles", b"/api/lookup/text"])
def test_a_large_body_without_a_token_is_refused_before_it_is_sent(
    service: Attacked, held: ExitStack, token: str, path: bytes
) -> None:
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
    connection = held.enter_context(service.connect(head % (path, POSTS[token], HUGE)))
    answer = connection.recv(10_000)
    assert answer[:12] in (b"HTTP/1.1 401", b"HTTP/1.1 413")
    assert b"application/problem+json" in answer


def test_a_body_of_unknown_length_without_a_token_is_cut_off(service: Attacked, held: ExitStack) -> None:
    head = b"POST /api/lookup/text HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    connection = held.enter_context(service.connect(head + b"Transfer-Encoding: chunked\r\n\r\n"))
    chunk, sent, most = b"10000\r\n" + b"x" * 65_536 + b"\r\n", 0, 0
    with suppress(OSError):
        while sent < HUGE:
            connection.sendall(chunk)
            sent += 65_536
            most = max(most, service.temporary_bytes())
    answer = b""
    with suppress(OSError):
        answer = connection.recv(10_000)
    assert answer[:12] in (b"", b"HTTP/1.1 413")
    assert most < 1_600_000
    assert service.seconds("/healthz") < PATIENCE


def test_a_large_body_with_a_token_is_taken(service: Attacked) -> None:
    text = "We stay. " * 100_000
    assert service.ask("/api/articles", {"text": text}, token=True)[0] == 201


def test_a_client_cannot_say_for_itself_that_its_body_was_refused(service: Attacked, held: ExitStack) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\nBody-Too-Large: 1\r\nConnection: close\r\n\r\n"
    assert held.enter_context(service.connect(head)).recv(100).startswith(b"HTTP/1.1 200")


def test_it_stops_within_ten_seconds_whatever_is_under_way(filled: Any, held: ExitStack, start: Any) -> None:
    attacked: Attacked = held.enter_context(start(filled))
    held.enter_context(attacked.connect(HEAD))
    held.enter_context(attacked.connect(EXPORT, receive_buffer=4096))
    pool = held.enter_context(ThreadPoolExecutor(1))
    body = {"text": long_text(900_000)}
    reading = pool.submit(lambda: suppressing(lambda: attacked.ask("/api/articles", body, token=True)))
    time.sleep(2)
    begun = time.monotonic()
    attacked.process.send_signal(signal.SIGTERM)
    printed = attacked.process.stdout.read()
    assert attacked.process.wait(timeout=30) == 0
    assert printed.endswith("Stopped.\n")
    assert time.monotonic() - begun < 15  # ten, and what Python itself takes to end on a busy machine
    reading.result()


def suppressing(call: Any) -> None:
    with suppress(OSError):
        call()
