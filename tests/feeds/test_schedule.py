"""When a source is asked again."""

from __future__ import annotations

import pytest

from quotes.feeds.schedule import (
    DAY,
    HOUR,
    LASTING_SECONDS,
    LONGEST,
    LONGEST_RETRY,
    SHORTEST,
    Move,
    Pace,
    after_answer,
    after_failure,
    max_age,
    state,
)

NOW = 1_700_000_000.0


def test_a_source_is_asked_more_often_while_it_has_news_and_less_while_it_has_none() -> None:
    pace = Pace()
    for _ in range(20):
        pace, at = after_answer(pace, NOW, new=1, window=10 * DAY, asked=0)
    assert (pace.interval, at) == (SHORTEST, NOW + SHORTEST)
    for _ in range(20):
        pace, at = after_answer(pace, NOW, new=0, window=None, asked=0)
    assert (pace.interval, at) == (LONGEST, NOW + LONGEST)


def test_a_fast_feed_is_asked_before_its_articles_are_pushed_out() -> None:
    pace = Pace(LONGEST)
    for _ in range(20):
        pace, _ = after_answer(pace, NOW, new=0, window=4 * HOUR, asked=0)
    assert pace.interval == HOUR
    pace, at = after_answer(pace, NOW, new=0, window=None, asked=0)
    assert at == NOW + HOUR


def test_a_source_that_asks_for_a_pause_gets_it_up_to_a_day() -> None:
    assert after_answer(Pace(), NOW, new=1, window=None, asked=5 * HOUR)[1] == NOW + 5 * HOUR
    assert after_answer(Pace(), NOW, new=1, window=None, asked=100 * DAY)[1] == NOW + DAY


def test_failures_are_followed_by_longer_and_longer_pauses() -> None:
    pace, pauses = Pace(HOUR), []
    for _ in range(7):
        pace, at = after_failure(pace, NOW, None)
        pauses.append((at - NOW) / HOUR)
    assert pauses == [2, 4, 8, 16, 24, 24, 24]
    assert after_failure(Pace(HOUR), NOW, 3 * DAY)[1] == NOW + 3 * DAY
    assert after_failure(Pace(HOUR), NOW, 1e12)[1] == NOW + LONGEST_RETRY


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=600", 600), ("public, max-age = 600, s-maxage=9", 600), ("MAX-AGE=60", 60), ("", 0),
        ("no-cache, max-age=600", 0), ("no-store", 0), ("s-maxage=600", 0), ("max-age=soon", 0),
        ("max-age=-5", 0),
    ],
)  # fmt: skip
def test_max_age_is_read_as_it_is_written(header: str, seconds: float) -> None:
    assert max_age(header) == seconds


def test_a_move_is_believed_when_it_has_lasted() -> None:
    move, now = Move(), NOW
    for _ in range(3):
        move, now = move.seen("https://new.test/", now), now + LASTING_SECONDS / 2
    assert move.is_lasting(now)
    assert not move.seen("https://other.test/", now).is_lasting(now)
    assert move.seen(None, now) == Move()


def test_many_answers_at_once_do_not_make_a_move_lasting() -> None:
    move = Move()
    for _ in range(50):
        move = move.seen("https://new.test/", NOW)
    assert not move.is_lasting(NOW + HOUR)


def test_how_a_source_is_is_one_word() -> None:
    def told(muted=None, failing_since=None, new_at=None, added=NOW - 100 * DAY) -> str:
        return state(now=NOW, muted=muted, failing_since=failing_since, new_at=new_at, added=added)

    assert told(new_at=NOW - DAY) == "ok"
    assert told(added=NOW - DAY) == "ok"
    assert told(new_at=NOW - 15 * DAY) == "stalled"
    assert told(new_at=NOW, failing_since=NOW - HOUR) == "failing"
    assert told(new_at=NOW, failing_since=NOW - 4 * DAY) == "stalled"
    assert told(muted="gone", new_at=NOW) == "muted"
