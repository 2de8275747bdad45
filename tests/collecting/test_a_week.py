"""A week of fifty feeds on a simulated clock, with crashes: nothing twice, nothing lost, never impolite."""

from __future__ import annotations

import itertools
from collections import defaultdict
from email.utils import format_datetime
from random import Random

import pytest
from simulated_web import START, Answer, Asked, HandClock, Web, feed, page

from quotes.collecting.collector import Collector
from quotes.collecting.sources import add
from quotes.fetching.response import moment_of
from quotes.intake.addresses import page_at
from quotes.readers import Direct
from quotes.store.database.connection import writing
from quotes.store.waiting import sources

HOUR = 3600.0
DAY = 24 * HOUR
FEEDS = 50
LISTED = 10  # articles that a feed shows at once
DELAY = 30.0  # what one host asks for between two requests
PAUSE = 4 * HOUR  # what one feed asks for


class Killed(BaseException):
    """The process is gone."""


def words_of(url: str) -> str:
    """A sentence that nobody says elsewhere: sentences that resemble each other take long to be grouped."""
    chance = Random(url)
    return " ".join("".join(chance.choices("abdeiklmnorstu", k=6)) for _ in range(6)) + "."


class Paper:
    """A feed of a newspaper: articles at random times, more by day than by night."""

    def __init__(self, number: int, clock: HandClock, web: Web) -> None:
        chance = Random(number)
        self.host = f"paper{number // 2}.example"  # two feeds on each host
        self.url = f"https://{self.host}/{number}/feed"
        self.number = number
        self._clock = clock
        times = [START + chance.random() * 7 * DAY for _ in range(chance.choice((3, 10, 20)))]
        self.times = sorted(at for at in times if chance.random() < (1.0 if at % DAY > 6 * HOUR else 0.3))
        self.pages = [f"https://{self.host}/{number}/story-{place}" for place in range(len(self.times))]
        web.places[self.url] = self.answer
        web.places |= {url: page(words_of(url)) for url in self.pages}

    def answer(self, asked: Asked) -> Answer:
        shown = [place for place, at in enumerate(self.times) if at <= self._clock.time][-LISTED:]
        etag = f'"{len(self.pages)}-{shown[-1] if shown else "none"}"'
        if self.number % 3 == 0 and asked.headers.get("If-None-Match") == etag:
            return Answer(status=304)
        headers = {"ETag": etag} if self.number % 3 == 0 else {}
        return Answer(self.content(shown), headers=headers)

    def content(self, shown: list[int]) -> bytes:
        if self.number % 2:
            items = "".join(
                f"<item><guid>{place}</guid><link>{self.pages[place]}</link>"
                f"<pubDate>{format_datetime(moment_of(self.times[place]))}</pubDate></item>"
                for place in reversed(shown)
            )
            ttl = f"<ttl>{PAUSE / 60:.0f}</ttl>" if self.number == 7 else ""
            return f"<rss version='2.0'><channel><title>T</title>{ttl}{items}</channel></rss>".encode()
        items = [
            {
                "id": place,
                "url": self.pages[place],
                "date_published": moment_of(self.times[place]).isoformat(),
            }
            for place in shown
        ]
        return feed(items=items)


@pytest.fixture
def papers(clock: HandClock, web: Web) -> list[Paper]:
    made = [Paper(number, clock, web) for number in range(FEEDS)]
    web.places["https://paper3.example/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {DELAY}".encode())
    return made


def faults(papers: list[Paper], clock: HandClock, web: Web) -> list[float]:
    """What goes wrong in this week: a feed is down for a day, one moves, and one ends.

    Gives the list of the times at which the first asks that its host be left alone.
    """
    down, moved, ended = papers[10], papers[20], papers[30]
    told: list[float] = []

    def is_down(asked: Asked) -> Answer:
        if 2 * DAY < clock.time - START < 3 * DAY:
            told.append(clock.time)
            return Answer(status=503, headers={"Retry-After": str(int(2 * HOUR))})
        return down.answer(asked)

    there = "https://moved.example/feed"
    web.places[there] = moved.answer
    web.places[down.url] = is_down
    web.places[moved.url] = lambda asked: (
        moved.answer(asked) if clock.time < START + DAY else Answer(status=308, headers={"Location": there})
    )
    web.places[ended.url] = lambda asked: (
        ended.answer(asked) if clock.time < START + 3 * DAY else Answer(status=410)
    )
    return told


def agency(papers: list[Paper], clock: HandClock, web: Web) -> str:
    """A feed that announces what two papers announce: with a tracker, and by addresses that lead there."""
    tracked, led = papers[16], papers[18]
    told = [(at, f"{url}?utm_source=agency") for at, url in zip(tracked.times, tracked.pages, strict=True)]
    for number, (at, url) in enumerate(zip(led.times, led.pages, strict=True)):
        short = f"https://short.example/{number}"
        web.places[short] = Answer(status=302, headers={"Location": url})
        told.append((at, short))
    web.places |= {f"{url}?utm_source=agency": web.places[url] for url in tracked.pages}
    url = "https://agency.example/feed"
    web.places[url] = lambda _: Answer(feed(*[one for at, one in sorted(told) if at <= clock.time][-LISTED:]))
    return url


def stumbling(papers: list[Paper], web: Web) -> list[str]:
    """Pages whose server fails when they are asked for first."""

    def fails_first(url: str, right: Answer) -> None:
        answers = iter([Answer(status=500)])
        web.places[url] = lambda _: next(answers, right)

    pages = [papers[number].pages[-1] for number in (2, 5, 40)]
    for url in pages:
        fails_first(url, web.places[url])
    return pages


def test_a_week_of_fifty_feeds(settings, reader, pages, fetcher, clock, web, papers) -> None:
    refused = faults(papers, clock, web)
    stumbled = stumbling(papers, web)
    chance = Random(1)
    crashes = 0

    def dying(kind: str):
        real = getattr(reader, kind)

        def read(*given):
            nonlocal crashes
            if chance.random() < 0.05:
                crashes += 1
                raise Killed
            return real(*given)

        return read

    reader.extract_many = dying("extract_many")
    with writing(settings.database) as db:
        for paper in papers:
            add(db, fetcher, paper.url, patience=120)
        add(db, fetcher, agency(papers, clock, web), patience=120)
    while clock.time < START + 7 * DAY + 12 * HOUR:
        with writing(settings.database) as db:
            collector = Collector(db, settings.database, pages, Direct(reader))
            try:
                while clock.time < START + 7 * DAY + 12 * HOUR:
                    wait = collector.work()
                    clock.time += HOUR if wait is None else wait
            except Killed:
                clock.time += chance.random() * 60

    with writing(settings.database) as db:
        stored = [row["url"] for row in db.query("SELECT url FROM articles")]
        revisions = db.execute("SELECT count(*) FROM revisions").fetchone()[0]
        found = [row["article"] for row in db.query("SELECT article FROM quotes")]
        sources_now = {row["url"]: row for row in sources.every(db)}
    ended = papers[30]
    expected = {
        url
        for paper in papers
        for at, url in zip(paper.times, paper.pages, strict=True)
        if paper is not ended or at < START + 2.5 * DAY
    }
    assert crashes > 10
    assert len(stored) == len(set(map(page_at, stored))) == revisions  # nothing twice, nor read twice
    assert len(found) == len(set(found)) == len(stored)
    assert {page_at(url) for url in expected} - set(map(page_at, stored)) == set()
    assert set(stumbled) <= set(stored)
    assert sources_now["https://moved.example/feed"]["muted"] is None
    assert sources_now[ended.url]["muted"] is not None
    assert sum(row["failed"] + row["waiting"] for row in sources_now.values()) == 0
    assert_polite(web, papers)
    assert refused
    asked = [one.at for one in web.asked if one.host == papers[10].host]
    for at in refused:
        assert min(later for later in asked if later > at) >= at + 2 * HOUR


def assert_polite(web: Web, papers: list[Paper]) -> None:
    by_host, by_url = defaultdict(list), defaultdict(list)
    for one in web.asked:
        if not one.url.endswith("/robots.txt"):
            by_host[one.host].append(one.at)
        by_url[one.url].append(one.at)
    for host, times in by_host.items():
        least = DELAY if host == "paper3.example" else 1.0
        assert min(gaps(times)) >= least - 0.001, host
    assert min(gaps(by_url[papers[7].url])) >= PAUSE
    assert sum(at > START + 3 * DAY for at in by_url[papers[30].url]) == 1
    polls = [len(by_url[paper.url]) for paper in papers if paper.number not in (20, 30)]
    assert max(polls) < 7 * 24 * 4  # never more than every quarter of an hour
    for paper in papers:
        for url in paper.pages:
            assert len(by_url[url]) <= 4  # once, and again after each crash in which it was under way


def gaps(times: list[float]) -> list[float]:
    return [after - before for before, after in itertools.pairwise(times)]


@pytest.mark.parametrize("step", range(1, 40))
def test_killed_at_any_moment_it_goes_on_where_it_was(
    settings, reader, pages, fetcher, clock, web, step
) -> None:
    """Killed at the step-th statement that it sends to the database, whatever that is."""
    url = "https://paper.example/feed"
    stories = [f"https://paper.example/{name}" for name in ("a", "b")]
    web.places[url] = Answer(feed(*stories))
    web.places |= {story: page(f"These are the words of {story}.") for story in stories}
    with writing(settings.database) as db:
        add(db, fetcher, url, patience=10)

    def work(db) -> None:
        for _ in range(100):
            wait = Collector(db, settings.database, pages, Direct(reader)).work()
            clock.time += min(wait or 0.0, 600)

    with writing(settings.database) as db:
        killing = Killing(db.conn, step)
        db.conn = killing
        with pytest.raises(Killed):
            work(db)
        killing.real.rollback()  # what the file's lock does when a process is gone
    with writing(settings.database) as db:
        work(db)
        (source,) = sources.every(db)
        assert sorted(row["url"] for row in db.query("SELECT url FROM articles")) == stories
        assert (source["articles"], source["waiting"]) == (2, 0)
        assert db.execute("SELECT count(*) FROM quotes").fetchone() == (2,)


class Killing:
    """A connection that is gone at its step-th statement."""

    def __init__(self, real, step: int) -> None:
        self.real, self._left = real, step

    def execute(self, *given):
        self._left -= 1
        if self._left == 0:
            raise Killed
        return self.real.execute(*given)

    def __getattr__(self, name: str):
        return getattr(self.real, name)
