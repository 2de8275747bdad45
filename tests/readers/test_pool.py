"""The pool of reading processes, with the shipped model."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from quotes.extraction import ModelError, Reading, ReadingFailed
from quotes.intake import IntakeError, NoArticle
from quotes.readers import Pool, ReadingCutShort
from quotes.serving.turns import NoTurn
from tests.intake.pdfs import LINES, PARAGRAPHS, pdf

QUOTE = "“We stay,” said Ada Moor on Sunday."
LONG = "".join(f"“We stay here for winter {number},” said Ada Moor. " for number in range(8_000))


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(None, processes=1, seconds=2, megabytes=600)
    assert pool.version  # the model is loaded: what the tests measure does not count that
    yield pool
    pool.close()


def speakers(pool: Pool, text: str = QUOTE) -> list[str | None]:
    return [quote.speaker for quote in pool.extract(text)]


def test_a_text_is_read_as_the_extractor_reads_it(pool: Pool) -> None:
    assert speakers(pool) == ["Ada Moor"]


def test_a_page_is_read_as_well_and_one_without_an_article_is_told(pool: Pool) -> None:
    reader = pool.for_caller("somebody")
    page = f"<html><body><article><p>{QUOTE} {'It rained all day. ' * 20}</p></article></body></html>"
    assert reader.read_page(page, url="https://wend.example/1").text.startswith(QUOTE)
    with pytest.raises(NoArticle):
        reader.read_page("<html><body></body></html>")


def test_whatever_a_server_sent_is_read_as_well_and_what_is_no_article_is_told(pool: Pool) -> None:
    reader = pool.for_caller("somebody")
    url = "https://wend.example/1"
    assert reader.read_answer(pdf(LINES), "application/pdf", None, url=url).text.split("\n\n") == PARAGRAPHS
    with pytest.raises(IntakeError, match="the PDF cannot be read"):
        reader.read_answer(b"", "application/pdf", None, url=url)
    with pytest.raises(NoArticle, match="image/png"):
        reader.read_answer(b"", "image/png", None, url=url)


def test_a_reading_that_takes_too_long_is_stopped_and_the_next_goes_well(pool: Pool) -> None:
    before = time.monotonic()
    with pytest.raises(ReadingCutShort, match="longer than 2 seconds"):
        pool.extract(LONG)
    assert time.monotonic() - before < 10
    assert speakers(pool) == ["Ada Moor"]


def test_among_many_texts_one_that_takes_too_long_keeps_out_no_other(pool: Pool) -> None:
    found = list(pool.extract_many([Reading(LONG), Reading(QUOTE)]))
    assert isinstance(found[0], ReadingFailed)
    assert [quote.speaker for quote in found[1]] == ["Ada Moor"]


def test_a_process_that_is_killed_while_it_reads_is_told_and_replaced(pool: Pool) -> None:
    assert speakers(pool) == ["Ada Moor"]
    (worker,) = pool._idle
    process = worker._process.pid

    def kill() -> None:
        time.sleep(0.5)
        os.kill(process, signal.SIGKILL)

    thread = Thread(target=kill)
    thread.start()
    with pytest.raises(ReadingCutShort, match="read it died"):
        pool.extract(LONG)
    thread.join()
    assert speakers(pool) == ["Ada Moor"]


def test_who_waits_longer_than_there_is_a_turn_for_is_sent_away(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool._turns, "_seconds", 0.1)
    with pool._turns.turn("another"), pytest.raises(NoTurn, match="no turn came"):
        pool.extract(QUOTE)


def test_a_process_that_needs_more_memory_than_it_may_have_is_stopped() -> None:
    pool = Pool(None, processes=1, seconds=60, megabytes=50)
    with pytest.raises(ReadingCutShort, match="more than 50 megabytes"):
        pool.extract(QUOTE)
    pool.close()


def test_a_model_that_is_not_there_is_told() -> None:
    pool = Pool("no_such_pipeline", processes=1, seconds=60, megabytes=600)
    with pytest.raises(ModelError):
        _ = pool.version
    pool.close()


def test_a_closed_pool_reads_nothing_and_has_no_process(pool: Pool) -> None:
    own = Pool(None, processes=1, seconds=60, megabytes=600)
    assert own.version == pool.version
    (worker,) = own._idle
    own.close()
    assert not worker._process.is_alive()
    with pytest.raises(NoTurn):
        own.extract(QUOTE)
