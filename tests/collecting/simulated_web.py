"""A web that exists in memory, on a clock that moves only when somebody waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from quotes.fetching import Fetched, Fetcher
from quotes.fetching.connection import Deadline

START = 1_714_521_600.0  # 2024-05-01, midnight in UTC


@dataclass
class HandClock:
    """A clock that only moves when somebody waits."""

    time: float = START

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@dataclass
class Answer:
    """What a server answers."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request that was made."""

    at: float
    url: str
    host: str
    headers: dict[str, str]


class Web:
    """What is answered at each address: an `Answer`, or what makes one of the request."""

    def __init__(self) -> None:
        self.places: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        place = self.places.get(asked.url, Answer(status=404))
        return place(asked) if callable(place) else place

    def urls(self) -> list[str]:
        return [one.url for one in self.asked if not one.url.endswith("/robots.txt")]


class WebFetcher(Fetcher):
    """The fetcher itself, but that its requests are answered by a `Web`."""

    web: Web

    def _request(  # type: ignore[override]
        self,
        url: httpx.URL,
        headers: dict[str, str],
        deadline: Deadline,  # noqa: ARG002
        **_: object,
    ) -> Fetched:
        asked = Asked(self.clock.now(), str(url), url.host, headers)
        got = self.web.answer(asked)
        return Fetched(
            str(url), str(url), got.status, "", httpx.Headers(got.headers), got.content, got.content, asked.at
        )


def feed(*urls: str, start: str = "2024-05-01T00:00:00Z", **more: object) -> bytes:
    """A JSON Feed that announces these pages."""
    items = [{"id": url, "url": url, "title": "A story", "date_published": start} for url in urls]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, **more}).encode()


def page(words: str) -> Answer:
    return Answer(f'Ivo Marrek says "{words}"\n'.encode(), headers={"Content-Type": "text/plain"})
