"""The days on which an article appeared and was changed, as its publisher wrote them."""

from __future__ import annotations

from datetime import date, datetime


def parse_day(value: str) -> date:
    """The day in an ISO 8601 date or date-time, as printed: no time zone moves it.

    Raises ValueError.
    """
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise ValueError(f"not an ISO 8601 date such as 2024-05-03: {value[:40]!r}") from None
