"""A collector whose web is in memory and whose clock moves only when somebody waits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from quotes.collecting.collector import Collector
from quotes.collecting.pages import Pages
from quotes.readers import Direct
from quotes.settings import Settings
from quotes.store.waiting.host_turns import StoredHosts
from quotes.workflows.ingestion import Reader

sys.path.append(str(Path(__file__).parent))
from simulated_web import START, HandClock, Web, WebFetcher


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def fetcher(settings: Settings, web: Web, clock: HandClock) -> WebFetcher:
    made = WebFetcher(StoredHosts(settings.database), "quotes/test", clock=clock)
    made.web = web
    return made


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def pages(fetcher: WebFetcher, evidence: Path) -> Pages:
    return Pages(fetcher, evidence, 20_000)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def collector(
    db: Database, settings: Settings, pages: Pages, reader: Reader, told: list[str]
) -> Iterator[Collector]:
    return Collector(db, settings.database, pages, Direct(reader), told.append)  # type: ignore[return-value]


@pytest.fixture
def until(collector: Collector, clock: HandClock) -> Callable[[float], None]:
    """Let the collector work until so many seconds after the start have passed."""

    def work(seconds: float) -> None:
        while clock.time < START + seconds:
            wait = collector.work()
            clock.time += min(3600.0 if wait is None else wait, START + seconds - clock.time)

    return work
