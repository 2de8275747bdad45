"""Where a web archive has a copy of a page."""

from __future__ import annotations

import pytest

from quotes.lookup.evidence.web_archive import archived_copy, copy_near

URL = "https://post.example/a?b=c"


@pytest.mark.parametrize(
    ("day", "when"), [("2024-05-01", "20240501"), ("2024-05-01T22:10:00Z", "20240501"), (None, "2")]
)
def test_the_copy_asked_for_is_that_of_the_day_or_the_latest(day: str | None, when: str) -> None:
    assert copy_near(URL, day) == f"https://web.archive.org/web/{when}/{URL}"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://[", None])
def test_only_pages_of_the_web_have_copies(url: str | None) -> None:
    assert copy_near(url, "2024-05-01") is None


def test_the_copy_that_was_saved_for_us_goes_first() -> None:
    saved = f"https://web.archive.org/web/20240502101112/{URL}"
    assert archived_copy({"url": URL, "published": "2024-05-01", "archived_copy": saved}) == saved
    assert archived_copy({"url": None, "published": None}) is None
