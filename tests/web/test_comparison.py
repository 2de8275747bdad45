"""Two speakers side by side, page by page, so that neither looks silent where there is more to show."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

NEWEST = date(2024, 5, 30)


def post(client: FlaskClient, name: str, day: date, number: int) -> None:
    text = f'{name} says "In the year {number} the river will reach the mill."'
    answer = client.post("/api/articles", json={"text": text, "published": day.isoformat()})
    assert answer.status_code == 201


@pytest.fixture
def talkative(client: FlaskClient) -> FlaskClient:
    """Ada Moor says something on each of thirty days, Ben Holt once lately and once a month before."""
    for number in range(30):
        post(client, "Ada Moor", NEWEST - timedelta(number), 2100 + number)
    post(client, "Ben Holt", NEWEST, 2200)
    post(client, "Ben Holt", date(2024, 5, 6), 2201)
    return client


def pages_of(client: FlaskClient, address: str) -> list[str]:
    pages = []
    while address:
        pages.append(client.get(address).get_data(as_text=True))
        following = re.search(r'rel="next" href="([^"]+)"', pages[-1])
        address = following[1].replace("&amp;", "&") if following else ""
    return pages


def years(page: str) -> list[int]:
    return sorted({int(year) for year in re.findall(r"In the year (\d+)", page)}, reverse=True)


def test_a_page_ends_for_both_where_it_ends_for_the_one_who_speaks_more(talkative):
    first, second = pages_of(talkative, "/compare?a=ada-moor&b=ben-holt")
    assert 2200 in years(first)
    assert 2201 not in years(first)
    assert 2201 in years(second)


def test_every_statement_is_on_one_page(talkative):
    pages = pages_of(talkative, "/compare?a=ada-moor&b=ben-holt")
    assert sorted(year for page in pages for year in years(page)) == [*range(2100, 2130), 2200, 2201]


def test_a_day_with_more_than_a_page_leads_to_all_of_it(client):
    for number in range(25):
        post(client, "Ada Moor", NEWEST, 2100 + number)
    post(client, "Ben Holt", NEWEST - timedelta(1), 2200)
    first, second = pages_of(client, "/compare?a=ada-moor&b=ben-holt")
    assert "/speakers/ada-moor?from=2024-05-30&amp;to=2024-05-30" in first
    assert years(second) == [2200]
