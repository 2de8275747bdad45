"""A speaker's timeline: an inline bar chart whose numbers are also given as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from quotes.store.listing import Row

WIDTH = 720
HEIGHT = 120
# Space for the labels under the bars.
BASE = 96
MOST_BARS = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval with statements: its days, its counts and its place in the chart."""

    since: str
    until: str
    label: str
    statements: int
    reports: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of all intervals with statements, the labels under them, and the highest count."""

    interval: str
    bars: list[Bar]
    ticks: list[tuple[float, str]]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def by_interval(months: Sequence[Row]) -> tuple[str, list[Row]]:
    """The counts by month, or by year if there would be too many bars; and the interval chosen."""
    if not months:
        return "month", []
    first, last = int(months[0]["since"][:4]), int(months[-1]["since"][:4])
    if (last - first + 1) * 12 <= MOST_BARS:
        return "month", list(months)
    years = groupby(months, key=lambda month: month["since"][:4])
    return "year", [_year(year, list(counted)) for year, counted in years]


def _year(year: str, months: Sequence[Row]) -> Row:
    return {
        "since": f"{year}-01-01",
        "until": f"{year}-12-31",
        "statements": sum(month["statements"] for month in months),
        "reports": sum(month["reports"] for month in months),
    }


def chart(counts: Sequence[Row], interval: str) -> Chart | None:
    """The chart of counts in time; None if there is nothing to show."""
    if not counts:
        return None
    first, last = _place(counts[0]["since"], interval), _place(counts[-1]["since"], interval)
    step = WIDTH / max(last - first + 1, 12)
    most = max(row["statements"] for row in counts)
    bars = [
        _bar(row, interval, (_place(row["since"], interval) - first) * step, step, most) for row in counts
    ]
    return Chart(interval, bars, list(_ticks(first, last, interval, step)), most)


def _bar(row: Row, interval: str, x: float, step: float, most: int) -> Bar:
    height = max(3.0, row["statements"] / most * (BASE - 14))
    width = max(1.5, min(step - 1.5, 40))
    day = date.fromisoformat(row["since"])
    label = f"{day:%B} {day.year}" if interval == "month" else str(day.year)
    return Bar(
        row["since"], row["until"], label, row["statements"], row["reports"],
        round(x, 1), round(BASE - height, 1), round(width, 1), round(height, 1),
    )  # fmt: skip


def _place(since: str, interval: str) -> int:
    """The number of an interval, counted from the year 0."""
    year, month = int(since[:4]), int(since[5:7])
    return year if interval == "year" else year * 12 + month - 1


def _ticks(first: int, last: int, interval: str, step: float) -> Iterator[tuple[float, str]]:
    """Labels with the year at its beginning, or only every few years if they are too close."""
    per_year = 12 if interval == "month" else 1
    every = max(1, round(56 / (step * per_year) + 0.49))
    last = max(last, first + 11)
    yield 0.0, _tick(first, interval)
    for place in range(first + 1, last + 1):
        year, rest = divmod(place, per_year)
        x = (place - first) * step
        if rest == 0 and year % every == 0 and 48 < x < WIDTH - 30:
            yield round(x, 1), str(year)


def _tick(place: int, interval: str) -> str:
    if interval == "year":
        return str(place)
    day = date(place // 12, place % 12 + 1, 1) + timedelta(days=0)
    return f"{day:%b} {day.year}"
