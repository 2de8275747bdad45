"""Which day the reports of one statement speak for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from quotes.tracking.said_days import Claim, best_dated, disagrees

DAY = date(2024, 5, 6)


def claim(name: str, days: int | None, sure: float | None = 0.9, **more: Any) -> Claim:
    """A report that tells a day so many days after DAY, published ten days after it."""
    known: dict[str, Any] = {
        "on": None if days is None else DAY + timedelta(days=days),
        "precision": "day",
        "basis": "explicit",
        "confidence": sure,
        "published": DAY + timedelta(days=10),
        "source": hash(name),
    }
    return Claim(name, **{**known, **more})


@pytest.mark.parametrize(
    ("claims", "best"),
    [
        ([claim("one", 0, 0.9), claim("two", 3, 0.7)], "one"),
        ([claim("one", 0, 0.9), claim("two", 3, 0.7), claim("three", 3, 0.7)], "three"),
        ([claim("one", 0, 0.9), claim("two", 3, 0.7, source=2), claim("copy", 3, 0.7, source=2)], "one"),
        ([claim("one", 0, 0.9), claim("person", 5, None, decided=True)], "person"),
        ([claim("one", 0, 0.9), claim("unsure", None, 0.9)], "one"),
        ([claim("late", 8, 0.95), claim("first", 5, None, basis="published", published=DAY)], "first"),
        ([claim("week", 0, 0.9, precision="week"), claim("day", 3, 0.6)], "day"),
        ([claim("week", 7, 0.9, precision="week"), claim("day", 3, 0.6)], "week"),
        ([claim("told", 3, 0.6), claim("printed", 0, None, basis="published")], "told"),
        ([claim("later", 2, None, basis="published"), claim("first", 0, None, basis="published")], "first"),
        ([claim("nothing", None, None), claim("printed", 0, None, basis="published")], "printed"),
    ],
)
def test_the_best_evidenced_day_is_told_whatever_the_order(claims: list[Claim], best: str) -> None:
    assert {best_dated(list(order)).id for order in permutations(claims)} == {best}


def test_a_report_disagrees_that_tells_another_time_or_was_printed_before() -> None:
    assert disagrees(claim("other", 3), DAY, "day")
    assert not disagrees(claim("same", 0), DAY, "day")
    assert not disagrees(claim("its week", 0, precision="week"), DAY + timedelta(days=3), "day")
    assert not disagrees(claim("printed after", 10, basis="published"), DAY, "day")
    assert disagrees(
        claim("printed before", -3, basis="published", published=DAY - timedelta(days=3)), DAY, "day"
    )
