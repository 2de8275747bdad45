"""Parses the days on which an article was published and changed."""

from __future__ import annotations

from datetime import date, datetime


def parse_day(value: str) -> date:
    """The day of an ISO 8601 date or date-time, as written, without conversion of time zones.

    Raises ValueError.
    """
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise ValueError(f"not an ISO 8601 date such as 2024-05-03: {value[:40]!r}") from None
