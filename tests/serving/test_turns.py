from __future__ import annotations

from contextlib import ExitStack
from threading import Event, Thread

import pytest

from quotes.serving.turns import NoTurn, Turns


def turns(at_once: int = 1, waiting: int = 1, each: int = 9, seconds: float = 0.05) -> Turns:
    return Turns("texts are being read", at_once, waiting=waiting, each=each, seconds=seconds)


def test_as_many_as_may_have_a_turn_have_one_at_once() -> None:
    with ExitStack() as held:
        mine = turns(at_once=3)
        for caller in "abc":
            held.enter_context(mine.turn(caller))
        with pytest.raises(NoTurn, match=r"no turn came in 0\.05 seconds"), mine.turn("d"):
            pass


def test_one_caller_has_no_more_places_than_its_share() -> None:
    mine = turns(at_once=3, each=2)
    with mine.turn("a"), mine.turn("a"):
        with pytest.raises(NoTurn, match="2 of your texts are being read"), mine.turn("a"):
            pass
        with mine.turn("b"):
            pass
    with mine.turn("a"):
        pass


def test_where_all_places_are_taken_nobody_waits() -> None:
    mine = turns(waiting=0, seconds=60)
    with mine.turn("a"), pytest.raises(NoTurn, match="Too many texts") as told, mine.turn("b"):
        pass
    assert told.value.retry_after == 30


def test_who_waits_comes_next_when_a_turn_ends() -> None:
    mine, came = turns(seconds=60), Event()

    def wait() -> None:
        with mine.turn("b"):
            came.set()

    with mine.turn("a"):
        thread = Thread(target=wait)
        thread.start()
        while not mine.waiting:
            pass
        assert not mine.is_idle
        with pytest.raises(NoTurn), mine.idle_turn():
            pass
        assert not came.is_set()
    thread.join()
    assert came.is_set()
    with mine.idle_turn():
        assert not mine.is_idle
    assert mine.is_idle
