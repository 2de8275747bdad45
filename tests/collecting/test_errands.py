"""Addresses that were accepted, fetched later, each once, whoever dies meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from simulated_web import Answer, HandClock, Web, page
from sqlite_utils import Database

from quotes.collecting.errands import LEASE, MOST_TRIES, Errands
from quotes.collecting.pages import Pages
from quotes.collecting.retries import RETRIES
from quotes.readers import Direct
from quotes.requests.fetching import refusal_of
from quotes.serving.turns import NoTurn
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.store.publication import captures
from quotes.store.waiting import jobs, page_saves
from quotes.workflows.ingestion import Reader
from quotes.workflows.jobs import Address, accept, read_next

HOST = "tidewater.example"
URL = f"https://{HOST}/bridge"


@pytest.fixture
def errands(pages: Pages, told: list[str]) -> Errands:
    return Errands(pages, refusal_of, tell=told.append)


def accepted(db: Database, *urls: str, **known: str) -> str:
    return accept(db, [Address(url, url.split("/")[2], known) for url in urls])


def job_of(db: Database, job: str) -> dict[str, Any]:
    found = jobs.get(db, job)
    assert found is not None
    return found


def states(db: Database, job: str) -> list[str]:
    found = job_of(db, job)
    return [found["state"], *(one["state"] for one in found["articles"])]


def work_on(db: Database, errands: Errands, clock: HandClock, seconds: float) -> None:
    end = clock.time + seconds
    while clock.time < end:
        if not errands.work(db):
            clock.time += errands.next_due(db) or end - clock.time


def test_an_address_becomes_an_article_that_waits_to_be_read(
    db, web, errands, told, reader: Reader, settings: Settings
) -> None:
    web.places[URL] = page("We will rebuild the bridge.")
    job = accepted(db, URL, title="Bridge", published="2024-05-03")
    assert states(db, job) == ["waiting", "fetching"]
    assert job_of(db, job)["articles"][0]["outcome"] is None
    assert errands.work(db)
    assert states(db, job) == ["waiting", "waiting"]
    assert read_next(db, settings.database, Direct(reader)) is not None
    assert states(db, job) == ["done", "read"]
    (article,) = job_of(db, job)["articles"]
    assert article["outcome"] == "created"
    assert [one["url"] for one in captures.of_article(db, article["article"])] == [URL]
    row = db.execute("SELECT title, published FROM articles").fetchone()
    assert row == ("Bridge", "2024-05-03")
    assert not errands.work(db)
    assert errands.next_due(db) is None
    assert told == [f"{URL}: created."]


def test_an_address_waits_while_all_who_read_are_busy(db, web, fetcher, clock, told) -> None:
    def busy(*_: Any, **__: Any) -> None:
        raise NoTurn("Too many texts are being read.", 10)

    web.places[URL] = page("We will rebuild the bridge.")
    job = accepted(db, URL)
    assert Errands(Pages(fetcher, None, 20_000, busy), refusal_of).work(db)  # type: ignore[arg-type]
    assert states(db, job) == ["waiting", "fetching"]
    work_on(db, Errands(Pages(fetcher, None, 20_000), refusal_of, tell=told.append), clock, 60)
    assert told == [f"{URL}: created."]


def test_what_is_stored_already_is_found_to_be_unchanged(db, web, errands, clock) -> None:
    web.places[URL] = page("We will rebuild the bridge.")
    first, second = accepted(db, URL), accepted(db, URL)
    work_on(db, errands, clock, 100)
    assert [job_of(db, job)["articles"][0]["outcome"] for job in (first, second)] == ["created", "unchanged"]
    assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(status=404), 422),
        (Answer(status=410), 422),
        (Answer(b"%PDF", headers={"Content-Type": "application/pdf"}), 422),
        (Answer(b"<html></html>", headers={"Content-Type": "text/html"}), 422),
    ],
)
def test_what_is_not_to_be_had_is_refused_at_once(db, web, errands, answer, status) -> None:
    web.places[URL] = answer
    job = accepted(db, URL)
    errands.work(db)
    assert states(db, job) == ["done", "refused"]
    (article,) = job_of(db, job)["articles"]
    assert article["problem"]["status"] == status
    assert (article["outcome"], article["article"]) == ("refused", None)


def test_what_robots_may_not_fetch_is_refused(db, web, errands) -> None:
    web.places[f"https://{HOST}/robots.txt"] = Answer(b"User-agent: *\nDisallow: /")
    job = accepted(db, URL)
    errands.work(db)
    assert "robots.txt" in job_of(db, job)["articles"][0]["problem"]["detail"]


def test_a_site_in_trouble_is_tried_again_and_then_given_up(db, web, errands, clock) -> None:
    web.places[URL] = Answer(status=500)
    job = accepted(db, URL)
    errands.work(db)
    (article,) = job_of(db, job)["articles"]
    assert (article["state"], article["tries"]) == ("fetching", 1)
    assert "status 500" in article["error"]
    work_on(db, errands, clock, 2 * sum(RETRIES))
    assert states(db, job) == ["done", "refused"]
    assert job_of(db, job)["articles"][0]["problem"]["status"] == 502
    assert len([one for one in web.urls() if one == URL]) == len(RETRIES) + 1


def test_a_site_that_recovers_is_not_given_up(db, web, errands, clock) -> None:
    answers = iter([Answer(status=503), page("We will rebuild the bridge.")])
    web.places[URL] = lambda _: next(answers)
    job = accepted(db, URL)
    work_on(db, errands, clock, 1_000)
    assert states(db, job) == ["waiting", "waiting"]


def test_hosts_are_asked_in_turn_and_none_waits_for_another(db, web: Web, errands, clock) -> None:
    web.places[f"https://{HOST}/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 50")
    urls = [f"https://{HOST}/{number}" for number in range(3)] + ["https://wend.example/1"]
    for url in urls:
        web.places[url] = page(f"These are the words of {url}.")
    job = accepted(db, *urls)
    start = clock.time
    work_on(db, errands, clock, 300)
    assert [one["outcome"] for one in job_of(db, job)["articles"]] == ["created"] * 4
    times = {one.url: one.at - start for one in web.asked}
    assert times["https://wend.example/1"] < 50
    assert times[urls[1]] >= times[urls[0]] + 50
    assert times[urls[2]] >= times[urls[1]] + 50


def work_often(db: Database, errands: Errands) -> None:
    for _ in range(100):
        errands.work(db)


class Killed(BaseException):
    """The process is gone."""


class Killing:
    """A connection that is gone at its step-th statement."""

    def __init__(self, real: Any, step: int) -> None:
        self.real, self._left = real, step

    def execute(self, *given: Any) -> Any:
        self._left -= 1
        if self._left == 0:
            raise Killed
        return self.real.execute(*given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.mark.parametrize("step", range(1, 30))
def test_killed_at_any_moment_each_address_becomes_one_article(
    settings: Settings, web: Web, errands, clock, step: int
) -> None:
    web.places[URL] = page("We will rebuild the bridge.")
    with writing(settings.database) as db:
        job = accepted(db, URL)
        killing = Killing(db.conn, step)
        db.conn = killing
        with pytest.raises(Killed):
            work_often(db, errands)
        killing.real.rollback()  # what the file's lock does when a process is gone
    with writing(settings.database) as db:
        work_on(db, errands, clock, 2 * LEASE)
        assert states(db, job) == ["waiting", "waiting"]
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM captures").fetchone() == (1,)


def test_an_address_that_always_ends_the_program_is_given_up(db, errands, pages, clock, monkeypatch) -> None:
    def dying(*_: object, **__: object) -> None:
        raise Killed

    job = accepted(db, URL)
    monkeypatch.setattr(pages, "bring", dying)
    tries = 0
    while states(db, job)[0] == "waiting":
        try:
            errands.work(db)
        except Killed:
            tries += 1
        clock.time += LEASE + 1
    assert tries == MOST_TRIES
    assert states(db, job) == ["done", "refused"]


def test_pages_of_fetched_articles_are_saved_where_that_is_on(db, web, pages, clock) -> None:
    web.places[URL] = page("We will rebuild the bridge.")
    copy = f"/web/20240503101112/{URL}"
    web.places[f"https://archive.example/save/{URL}"] = Answer(status=302, headers={"Location": copy})
    errands = Errands(pages, refusal_of, save=True, archive="https://archive.example")
    pages.fetcher.refuse_private = lambda _: None
    job = accepted(db, URL)
    work_on(db, errands, clock, 100)
    (article,) = job_of(db, job)["articles"]
    row = db.execute("SELECT pk, archived_copy FROM articles WHERE id = ?", (article["article"],)).fetchone()
    assert row[1] == f"https://archive.example{copy}"
    assert page_saves.of_article(db, row[0]) is None
