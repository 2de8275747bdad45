"""When a feed that rests may be fetched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quotes.feeds.skips import Skips


def moment(written: str) -> float:
    return datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("hours", "days", "at", "then"),
    [
        ((), (), "2024-05-03T10:20", "2024-05-03T10:20"),
        ((9, 11), (), "2024-05-03T10:20", "2024-05-03T10:20"),
        ((10,), (), "2024-05-03T10:20", "2024-05-03T11:00"),
        ((23, 0, 1), (), "2024-05-03T23:59", "2024-05-04T02:00"),
        ((), (4, 5, 6), "2024-05-03T10:20", "2024-05-06T00:00"),
        ((0,), (4, 5, 6), "2024-05-03T10:20", "2024-05-06T01:00"),
        (range(24), (), "2024-05-03T10:20", "2024-05-03T10:20"),
        ((), range(7), "2024-05-03T10:20", "2024-05-03T10:20"),
    ],
)
def test_it_is_the_next_hour_in_which_it_does_not_rest(hours, days, at, then) -> None:
    skips = Skips(frozenset(hours), frozenset(days))
    assert skips.after(moment(at)) == moment(then)
    assert Skips.of_record(skips.as_record()) == skips
