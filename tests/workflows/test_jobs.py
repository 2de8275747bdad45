"""Articles that are accepted now and read later."""

from __future__ import annotations

import subprocess
import sys
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.extraction import Quote, Reading
from quotes.extraction.errors import ReadingFailed
from quotes.intake import Article
from quotes.readers import Direct, ReadingCutShort
from quotes.serving.turns import NoTurn
from quotes.settings import Settings
from quotes.store.database.connection import writing
from quotes.store.publication import articles
from quotes.store.quotations import quotes
from quotes.store.waiting import jobs, unread_texts
from quotes.workflows.ingestion import ingest
from quotes.workflows.jobs import accept, read_next, read_on
from quotes.workflows.reextraction import reextract

TEXT = 'Mira Okonjo says "We will rebuild the bridge."\n'


def article(number: int = 1, text: str = TEXT) -> Article:
    return Article(text, url=f"https://wend.example/{number}", publisher="The Wend")


class Deadly(Direct):
    """A reader whose process dies of texts that hold a word."""

    def read_when_idle(self, reading: Reading) -> list[Quote] | ReadingFailed:
        if "poison" in reading.text:
            return ReadingCutShort("The process that read it has died")
        return super().read_when_idle(reading)


class Crowded(Direct):
    """A reader that others are using."""

    def read_when_idle(self, _reading: Reading) -> list[Quote] | ReadingFailed:
        raise NoTurn("Others are waiting.", 1)


@pytest.fixture
def direct(reader: Any) -> Direct:
    return Direct(reader)


def states(db: Database, job: str) -> list[str]:
    found = jobs.get(db, job)
    assert found is not None
    return [found["state"], *(one["state"] for one in found["articles"])]


def test_an_accepted_article_is_stored_unread_and_then_read(
    db: Database, settings: Settings, direct: Direct
) -> None:
    job = accept(db, [article()])
    stored = jobs.get(db, job)["articles"][0]["article"]
    assert articles.get(db, stored)["text"] == TEXT
    assert states(db, job) == ["waiting", "waiting"]

    assert read_next(db, settings.database, direct)["id"] == stored

    assert states(db, job) == ["done", "read"]
    row = articles.get(db, stored)
    assert [quote["text"] for quote in quotes.of_article(db, row["pk"], 1)] == ["We will rebuild the bridge."]
    assert row["revisions"][0]["extractor"] == direct.version
    assert read_next(db, settings.database, direct) is None


def test_what_is_refused_and_what_is_stored_already_need_not_be_read(db: Database, direct: Direct) -> None:
    ingest(db, article(), direct)
    job = accept(db, [article(), {"status": 422}])
    assert states(db, job) == ["done", "read", "refused"]
    assert jobs.get(db, job)["articles"][1]["problem"] == {"status": 422}


def test_what_is_accepted_twice_is_read_once_for_both_jobs(
    db: Database, settings: Settings, direct: Direct
) -> None:
    first, second = accept(db, [article()]), accept(db, [article()])
    assert states(db, second) == ["waiting", "waiting"]
    assert read_next(db, settings.database, direct)
    assert read_next(db, settings.database, direct) is None
    assert states(db, first) == states(db, second) == ["done", "read"]


def test_the_texts_of_an_article_are_read_in_their_order(
    db: Database, settings: Settings, direct: Direct
) -> None:
    accept(db, [article()])
    accept(db, [article(text=TEXT + 'Ada Moor says "We will not."\n')])
    held = unread_texts.claim(db, "another:1")
    assert held["revision"] == 1
    assert read_next(db, settings.database, direct) is None  # the later text waits for the earlier one
    unread_texts.give_back(db, held["pk"], "another:1")
    assert [read_next(db, settings.database, direct)["revision"] for _ in range(2)] == [1, 2]
    row = articles.get(db, held["id"])
    assert len(quotes.of_article(db, row["pk"], 2)) == 2
    assert [row["first_revision"] for row in db.query("SELECT first_revision FROM quotes")] == [1, 2]


def test_a_text_that_fails_is_told_and_tried_again_when_a_person_says_so(
    db: Database, settings: Settings, direct: Direct
) -> None:
    job = accept(db, [article(1, "UNREADABLE"), article(2)])
    assert read_next(db, settings.database, direct)
    assert read_next(db, settings.database, direct)
    assert states(db, job) == ["failed", "failed", "read"]
    (row,) = unread_texts.failed(db)
    assert row["error"] == "Extraction has failed: no luck"

    assert unread_texts.retry(db) == [row["id"]]
    assert states(db, job) == ["waiting", "waiting", "read"]
    assert unread_texts.retry(db, ["unheard of"]) == []


def test_an_article_that_fails_when_it_is_posted_is_told_as_well(db: Database, direct: Direct) -> None:
    ingest(db, article(text="UNREADABLE"), direct)
    assert [row["error"] for row in unread_texts.failed(db)] == ["Extraction has failed: no luck"]


def test_a_text_that_kills_what_reads_it_fails_after_three_tries_and_keeps_out_no_other(
    db: Database, settings: Settings, reader: Any
) -> None:
    job = accept(db, [article(1, "poison"), article(2)])
    read = [read_next(db, settings.database, Deadly(reader)) for _ in range(5)]
    assert [row and row["tries"] for row in read] == [1, 2, 3, 1, None]
    assert states(db, job) == ["failed", "failed", "read"]
    assert [row["error"] for row in unread_texts.failed(db)] == ["The process that read it has died"]


def test_a_text_waits_while_others_read_and_no_try_is_lost(
    db: Database, settings: Settings, reader: Any
) -> None:
    accept(db, [article()])
    for _ in range(5):
        with pytest.raises(NoTurn):
            read_next(db, settings.database, Crowded(reader))
    assert read_next(db, settings.database, Direct(reader))["tries"] == 1


def test_what_a_process_held_that_is_no_more_is_read_by_another(
    db: Database, settings: Settings, direct: Direct
) -> None:
    job = accept(db, [article()])
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    host = unread_texts.holder().rpartition(":")[0]
    assert unread_texts.claim(db, f"{host}:{dead.pid}")
    assert states(db, job) == ["waiting", "reading"]
    assert read_next(db, settings.database, direct)["tries"] == 2
    assert states(db, job) == ["done", "read"]


def test_what_another_machine_has_held_too_long_is_read_by_another(
    db: Database, settings: Settings, direct: Direct
) -> None:
    accept(db, [article(1), article(2)])
    assert unread_texts.claim(db, "elsewhere:1", seconds=-1)
    assert unread_texts.claim(db, "elsewhere:2", seconds=60)
    assert read_next(db, settings.database, direct)
    assert read_next(db, settings.database, direct) is None


def test_what_was_read_is_not_stored_by_one_who_does_not_hold_it_any_more(
    db: Database, settings: Settings, reader: Any
) -> None:
    class Slow(Direct):
        def read_when_idle(self, reading: Reading) -> list[Quote] | ReadingFailed:
            with writing(settings.database) as other:
                other.execute("UPDATE unread SET holder = 'another:1'")
            return super().read_when_idle(reading)

    accept(db, [article()])
    assert read_next(db, settings.database, Slow(reader))
    assert [row["state"] for row in db.query("SELECT state FROM unread")] == ["reading"]
    assert db.execute("SELECT count(*) FROM quotes").fetchone() == (0,)


def test_what_a_newer_extractor_has_read_meanwhile_is_done(db: Database, direct: Direct) -> None:
    job = accept(db, [article()])
    list(reextract(db, direct))
    assert states(db, job) == ["done", "read"]


def test_a_text_of_the_past_is_not_read_when_a_later_one_was(
    db: Database, settings: Settings, direct: Direct
) -> None:
    ingest(db, article(text="UNREADABLE"), direct)
    ingest(db, article(), direct)
    assert list(unread_texts.failed(db)) == []
    db.execute("UPDATE unread SET state = 'waiting'")
    assert read_next(db, settings.database, direct) is None
    assert not unread_texts.any_waits(db)


def test_what_is_accepted_is_read_as_it_comes(db: Database, settings: Settings, direct: Direct) -> None:
    stopped = Event()
    thread = Thread(target=read_on, args=(settings.database, direct, stopped))
    thread.start()
    try:
        job = accept(db, [article()])
        until = monotonic() + 20
        while states(db, job)[0] == "waiting" and monotonic() < until:
            sleep(0.05)
        assert states(db, job) == ["done", "read"]
    finally:
        stopped.set()
        thread.join()


def test_several_readers_read_each_article_once(db: Database, settings: Settings, reader: Any) -> None:
    job = accept(db, [article(number) for number in range(20)])
    read: list[str] = []

    def work() -> None:
        with writing(settings.database) as own:
            while row := read_next(own, settings.database, Direct(reader)):
                read.append(row["id"])

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read) == sorted(one["article"] for one in jobs.get(db, job)["articles"])
    assert states(db, job)[0] == "done"
