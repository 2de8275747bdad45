"""Public bodies whose names hold places."""

from collections.abc import Callable

import pytest

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


def test_a_body_of_two_places_is_one(article: Article) -> None:
    text = "<[G Brune] and [O Corran Police]> said “no”."
    assert article(text).names() == ["Brune and Corran Police"]


def test_a_place_that_something_happens_in_is_no_part_of_the_body(article: Article) -> None:
    text = "Nothing moved in [G Brune] and <[O Corran Police]> said “no”."
    assert article(text).names() == ["Corran Police"]


def test_ministries_of_two_states_are_two(article: Article) -> None:
    text = (
        "“Yes,” <[G Iran]'s [O Foreign Ministry]> said. “No,” <[G Chile]'s [O Foreign Ministry]> said. "
        "“Well,” <the ministry> added."
    )
    iran, chile, last = article(text).names()
    assert (iran, chile) == ("Iran's Foreign Ministry", "Chile's Foreign Ministry")
    assert last == chile


def test_a_nationality_tells_whose_ministry_is_meant(article: Article) -> None:
    text = (
        "[G Iran]'s [O Foreign Ministry] wrote to [G Chile]'s [O Foreign Ministry]. "
        "“No,” <the Iranian ministry> said."
    )
    assert article(text).names() == ["Iran's Foreign Ministry"]


def test_a_company_keeps_its_own_name_whatever_its_country(article: Article) -> None:
    assert article("“No,” <[G Chile]'s [O Andes Copper]> said.").names() == ["Andes Copper"]


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("North Brune Police", "force"),
        ("Brune Gazette", "newspaper"),
        ("Brune Savings Bank", "lender"),
        ("Brune Airways", "airline"),
        ("Brune Rovers", "club"),
    ],
)
def test_a_body_is_known_by_its_kind(article: Article, name: str, noun: str) -> None:
    text = f"The [O Corran Forum] met. The [O {name}] had news for it. “Wait,” <the {noun}> said."
    assert article(text).names() == [name]


def test_what_brackets_give_behind_a_body_is_the_body(article: Article) -> None:
    text = "The [O National Rowers Fund] ([P Perahu]) met. [P Perahu] helps rowers. “No,” <[P Perahu]> said."
    assert article(text).names() == ["National Rowers Fund"]
