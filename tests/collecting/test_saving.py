"""Pages saved by a web archive, which is one on the loopback interface that misbehaves as it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from simulated_web import HandClock
from sqlite_utils import Database

from quotes.collecting.retries import RETRIES
from quotes.collecting.saving import REST, next_due, save_next
from quotes.fetching.fetcher import REST_SECONDS, Fetcher
from quotes.intake import Article
from quotes.settings import Settings
from quotes.store.publication import articles
from quotes.store.waiting import page_saves
from quotes.store.waiting.host_turns import StoredHosts
from quotes.workflows.ingestion import Reader, ingest

URL = "https://tidewater.example/bridge?page=2"
STAMP = "20240503101112"
COPY = f"/web/{STAMP}/{URL}"


@dataclass
class Archive:
    """A web archive: the status and headers that it answers with, and what it was asked."""

    address: str = ""
    status: int = 302
    headers: dict[str, str] = field(default_factory=lambda: {"Location": COPY})
    asked: list[str] = field(default_factory=list)
    body: bytes = b""


@pytest.fixture
def archive() -> Iterator[Archive]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(found.body)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Archive(f"http://archive.test:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def careful(settings: Settings, clock: HandClock) -> Fetcher:
    """A fetcher for which every name but that of the intranet is public."""
    return Fetcher(
        StoredHosts(settings.database),
        "quotes/test",
        clock=clock,
        resolve=lambda host, _: ["10.0.0.1" if "intranet" in host else "127.0.0.1"],
        allows=lambda address, _port: str(address) == "127.0.0.1",
    )


@pytest.fixture
def work(db: Database, careful: Fetcher, archive: Archive, told: list[str]) -> Callable[[], bool]:
    return lambda: save_next(db, careful, told.append, archive.address)


def post(
    db: Database, reader: Reader, url: str | None = URL, text: str = "Words.", *, save: bool = True
) -> str:
    return ingest(db, Article(text, url=url), reader, save=save).article


def saved(db: Database, article: str) -> tuple[str | None, str | None]:
    row = articles.get(db, article)
    assert row is not None
    return row["archived_copy"], row["copied_at"]


def left(db: Database, article: str) -> tuple[str, int, str | None] | None:
    row = articles.get(db, article)
    assert row is not None
    found = page_saves.of_article(db, row["pk"])
    return None if found is None else (found["state"], found["tries"], found["error"])


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (302, {"Location": COPY}),
        (200, {"Content-Location": COPY}),
        (200, {"Link": f'<{URL}>; rel="original", <{{}}{COPY}>; rel="first memento"'}),
        (301, {"Location": f"{{}}{COPY}"}),
    ],
)
def test_the_copy_is_kept_with_the_article(db, reader, archive, work, told, status, headers) -> None:
    archive.status = status
    archive.headers = {name: value.format(archive.address) for name, value in headers.items()}
    article = post(db, reader)
    assert left(db, article) == ("waiting", 0, None)
    assert work()
    assert archive.asked == [f"/save/{URL}"]
    assert saved(db, article) == (f"{archive.address}{COPY}", "2024-05-03T10:11:12+00:00")
    assert left(db, article) is None
    assert told == [f"{URL}: saved at {archive.address}{COPY}."]


def test_the_page_itself_is_neither_followed_nor_read(db, reader, archive, work) -> None:
    archive.status, archive.headers = 200, {"Content-Location": COPY}
    archive.body = b"x" * 50_000_000
    article = post(db, reader)
    assert work()
    assert saved(db, article)[0] is not None
    assert len(archive.asked) == 1


def test_nothing_is_asked_unless_it_is_wanted(db, reader, archive, work) -> None:
    post(db, reader, save=False)
    post(db, reader, url=None, text="Without an address.")
    assert not work()
    assert archive.asked == []


def test_an_article_that_was_stored_already_is_not_saved_again_and_a_changed_one_is(
    db, reader, archive, work, clock
) -> None:
    article = post(db, reader)
    work()
    post(db, reader)
    assert left(db, article) is None
    post(db, reader, text="Other words.")
    assert left(db, article) == ("waiting", 0, None)
    clock.time += REST + 1
    archive.headers = {"Location": COPY.replace(STAMP, "20240504000000")}
    assert work()
    assert saved(db, article)[1] == "2024-05-04T00:00:00+00:00"


def test_the_archive_is_asked_for_one_page_at_a_time(db, reader, archive, work, clock, careful) -> None:
    for number in range(3):
        post(db, reader, url=f"{URL}{number}")
    assert work()
    assert not work()
    due = next_due(db, careful, archive.address)
    assert due == pytest.approx(clock.time + REST)
    clock.time = due
    assert work()
    assert len(archive.asked) == 2


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (500, {}, "the server answered with the status 500"),
        (520, {}, "the server answered with the status 520"),
        (200, {}, "names no copy"),
        (200, {"Content-Location": "/web/2024/x"}, "names no copy"),
        (200, {"Content-Location": "/web/20249999999999/x"}, "names no copy"),
        (302, {"Location": "https://elsewhere.example/web/20240503101112/x"}, "names no copy"),
        (200, {"X-Archive-Wayback-Runtime-Error": "LiveDocumentNotAvailable"}, "LiveDocumentNotAvailable"),
    ],
)
def test_what_fails_is_tried_again_with_longer_pauses_and_then_given_up(
    db, reader, archive, work, clock, status, headers, error
) -> None:
    archive.status, archive.headers = status, headers
    article = post(db, reader)
    times = []
    for _ in range(2_000):
        before = len(archive.asked)
        work()
        if len(archive.asked) > before:
            times.append(clock.time)
        found = left(db, article)
        assert found is not None
        if found[0] == "failed":
            break
        clock.time += 100
    assert error in found[2]
    assert len(times) == len(RETRIES) + 1
    for before, after, pause in zip(times, times[1:], RETRIES, strict=False):
        assert pause <= after - before <= pause + 200
    assert saved(db, article) == (None, None)
    assert page_saves.retry(db) == 1
    archive.status, archive.headers = 302, {"Location": COPY}
    clock.time += 100
    assert work()
    assert saved(db, article)[0] is not None


def test_an_archive_that_asks_for_time_gets_it(db, reader, archive, work, clock) -> None:
    archive.status, archive.headers = 429, {"Retry-After": "4000"}
    post(db, reader)
    post(db, reader, url=f"{URL}2")
    work()
    clock.time += 3_900
    assert not work()
    clock.time += 200
    assert work()
    assert len(archive.asked) == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (403, {}),
        (404, {}),
        (200, {"X-Archive-Wayback-Runtime-Error": "RobotAccessControlException: Blocked By Robots"}),
    ],
)
def test_what_the_archive_does_not_save_is_not_asked_again(
    db, reader, archive, work, status, headers
) -> None:
    archive.status, archive.headers = status, headers
    article = post(db, reader)
    work()
    state, tries, error = left(db, article)
    assert (state, tries) == ("failed", 1)
    assert error


def test_addresses_of_a_private_network_are_told_to_nobody(db, reader, archive, work) -> None:
    article = post(db, reader, url="http://intranet.example/draft?token=secret")
    work()
    assert archive.asked == []
    assert left(db, article)[0] == "failed"


def test_an_archive_that_is_gone_is_waited_for(db, reader, careful, clock) -> None:
    article = post(db, reader)
    assert save_next(db, careful, archive="http://archive.test:1")
    assert left(db, article)[:2] == ("waiting", 1)
    assert careful.hosts.free_at("archive.test") >= clock.time + REST_SECONDS


def test_what_ended_the_program_is_taken_up_again_later(db, reader, work, clock, monkeypatch) -> None:
    class Killed(BaseException): ...

    def dying(*_: object) -> None:
        raise Killed

    article = post(db, reader)
    with monkeypatch.context() as patched:
        patched.setattr("quotes.collecting.saving.save", dying)
        with pytest.raises(Killed):
            work()
    assert not work()
    clock.time += 1_000
    assert work()
    assert saved(db, article)[0] is not None
