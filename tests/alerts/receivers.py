"""A clock that is moved by hand, and what receivers on the loopback interface were sent."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

MONDAY_NOON = 1_717_416_000.0  # 3 June 2024, 12:00 UTC
DAY = 86_400.0
HOUR = 6


@dataclass
class HandClock:
    """A clock that stands where it is put."""

    now: float = MONDAY_NOON

    def __call__(self) -> float:
        return self.now


@dataclass
class Mailbox:
    """What a mail server was handed, and what it answers to recipients and to mails."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answer_to_rcpt: str = "250 OK"
    answers_to_data: list[str] = field(default_factory=list)
    when_taken: Callable[[], object] = lambda: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _: Any) -> str:  # noqa: N802
        if self.answer_to_rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_rcpt

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers_to_data.pop(0) if self.answers_to_data else "250 OK"
        if answer.startswith("250"):
            self.messages.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
            self.raw.append(envelope.content)
            self.recipients += envelope.rcpt_tos
            self.when_taken()
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Receiver:
    """What was posted to a server, and what it answers."""

    port: int
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"
