"""Dates, doubts and addresses in words."""

from __future__ import annotations

from typing import get_args

import pytest

from quotes.lookup.answer import Verdict
from quotes.web.presenting import phrases


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.938, "93\u202f%"), (0.8999, "89\u202f%"), (0.29, "29\u202f%"), (1.0, "100\u202f%")],
)
def test_a_probability_is_rounded_down(value: float, shown: str) -> None:
    assert phrases.percent(value) == shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "the day is not known"),
        ({"on": None, "precision": None, "basis": "explicit"}, "the day is not known"),
        ({"on": "2021-10-02", "precision": "day", "basis": "explicit"}, "said on 2 Oct 2021"),
        ({"on": "2021-10-02", "precision": "day", "basis": "published"}, "reported on 2 Oct 2021"),
        ({"on": "2021-09-27", "precision": "week", "basis": "explicit"}, "said in the week of 27 Sep 2021"),
        ({"on": "2021-10-01", "precision": "month", "basis": "inherited"}, "said in October 2021"),
        ({"on": "2021-01-01", "precision": "year", "basis": "explicit"}, "said in 2021"),
    ],
)
def test_a_date_claims_no_more_than_the_article(said: dict[str, str] | None, words: str) -> None:
    assert phrases.said_when(said) == words


def test_characters_that_turn_or_hide_the_text_beside_them_are_left_out() -> None:
    assert phrases.readable("Ada\u202e Moor\u200b\n\n said\u0000") == "Ada Moor said"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//x.example", "http://[", None]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert phrases.web_address(url) is None


def test_every_verdict_has_its_phrases() -> None:
    assert set(phrases.VERDICTS) == set(get_args(Verdict))
