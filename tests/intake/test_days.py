from __future__ import annotations

from datetime import date

import pytest

from quotes.intake import parse_day


@pytest.mark.parametrize(
    "printed",
    [
        "2024-05-03",
        " 2024-05-03 ",
        "2024-05-03T23:30:00",
        "2024-05-03T23:30:00Z",
        "2024-05-03T23:30:00-11:00",
        "2024-05-03 00:10+14:00",
    ],
)
def test_the_day_is_the_one_printed(printed):
    assert parse_day(printed) == date(2024, 5, 3)


@pytest.mark.parametrize("printed", ["", "yesterday", "2024-13-01", "03/05/2024", "2024", "2024-02-30"])
def test_anything_else_is_no_date(printed):
    with pytest.raises(ValueError, match="not an ISO 8601 date such as 2024-05-03"):
        parse_day(printed)
