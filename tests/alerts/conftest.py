"""Articles that are stored by hand, and receivers on the loopback interface."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask.testing import FlaskClient
from invented_lines import text_of
from sqlite_utils import Database

sys.path.append(str(Path(__file__).parent))

from receivers import HOUR, HandClock, Mailbox, Receiver, free_port

from quotes.alerts.channels import channels
from quotes.alerts.sending import Sending
from quotes.settings import Settings
from quotes.store.alerts import following
from quotes.store.alerts.following import Destination, Follow
from quotes.store.identity import speakers


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server."""
    box = Mailbox(free_port())
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server that takes what is posted."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.posted.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status, headers = found.answers.pop(0) if found.answers else (200, {})
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Receiver(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def delivering(settings: Settings, mailbox: Mailbox) -> Settings:
    """Settings with which everything is on."""
    return replace(
        settings,
        public_url="https://quotes.example",
        smtp_url=f"smtp://127.0.0.1:{mailbox.port}",
        mail_from="Quotes <alerts@quotes.example>",
        alert_hooks="loopback",
        digest_hour=HOUR,
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def sending(delivering: Settings, clock: HandClock) -> Sending:
    return Sending(channels(delivering), HOUR, clock)


@pytest.fixture
def post(client: FlaskClient) -> Callable[..., dict[str, Any]]:
    """Store an article in which each line is one of `NAME: words`, with what may stand behind the words."""
    numbers = iter(range(1, 1_000))

    def posted(*lines: str, published: str = "2024-06-03", **more: Any) -> dict[str, Any]:
        number = next(numbers)
        article = {
            "text": text_of(lines), "url": f"https://tidewater.example/{number}", "published": published,
            "title": f"News {number}", "publisher": f"Paper {number}", **more,
        }  # fmt: skip
        answer = client.post("/api/articles", json=article)
        assert answer.status_code in (200, 201), answer.json
        found: dict[str, Any] = answer.json
        return found

    return posted


@pytest.fixture
def speaker(db: Database) -> Callable[[str], int]:
    """The pk of a speaker, by slug."""

    def known(slug: str) -> int:
        found = speakers.pk_of(db, slug)
        assert found is not None
        return found

    return known


@pytest.fixture
def follow(db: Database, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Follow something, at the clock's time; told by mail, unless `by` and `to` say otherwise."""
    monkeypatch.setattr(following, "time", clock)

    def followed(
        kind: str, *, by: str | None = "email", to: str = "desk@paper.example", every: str = "once",
        note: str | None = None, owner: str = "", **wanted: Any,
    ) -> dict[str, Any]:  # fmt: skip
        destination = Destination(by, to, every) if by else None  # type: ignore[arg-type] # as a test wants it
        return following.add(db, owner, Follow(kind, **wanted), destination, note)  # type: ignore[arg-type]

    return followed
