"""Given names whose family name is told only once."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[P Rosa] and [P Cole Moor] came. “Yes,” <Ms. [P Moor]> said.", ["Rosa Moor"]),
        ("[P Quirz] and [P Rosa Moor] came. The Moors left. “Yes,” <[P Quirz]> said.", ["Quirz Moor"]),
        ("[P Quirz] and [P Rosa Moor] came. “Yes,” <[P Quirz]> said.", ["Quirz"]),
        (
            "[P Cole Ames] ran. His son [P Cole Jr.] spoke. “Yes,” said <the younger Mr. [P Ames]>.",
            ["Cole Ames Jr."],
        ),
    ],
)
def test_a_family_name_is_shared(article, marked, names):
    assert article(marked).names() == names


def test_titles_tell_a_family_apart(article):
    read = article(
        "[P Quirz Moor] and [P Yilka Moor] came. Mr. [P Moor] spoke first, then Ms. [P Moor]. "
        "“Yes,” <Ms. [P Moor]> said. “No,” <Mr. [P Moor]> said."
    )
    assert read.names() == ["Yilka Moor", "Quirz Moor"]


def test_a_title_counts_more_than_how_often_a_name_is_mentioned(article):
    read = article(
        "Ms. [P Quirz Moor] spoke. [P Yilka Moor] came. [P Yilka Moor] sat. [P Yilka Moor] left. "
        "“Yes,” <Ms. [P Moor]> said."
    )
    assert read.names() == ["Quirz Moor"]


def test_a_first_name_that_was_taken_for_a_place_is_its_bearers(article):
    read = article("Minister [P Quirz Fadil] came. [G Quirz] said it rained. “Yes,” <[G Quirz]> said.")
    assert read.names() == ["Quirz Fadil"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "Agent [P Ada Byrne] wrote a book. “Yes,” <[P Bryne]> said.",
            "Ada Byrne",
        ),  # two letters changed places
        (
            "There the chef [P Ada D’ Silva] cooks what her aunt taught her. “Yes,” <[P D’ Silva]> said.",
            "Ada D’ Silva",
        ),
        ("A butcher sells meat. “Yes,” <[P Raja]> said.", "Raja"),  # a title, and a given name
    ],
)
def test_slips_and_titles_leave_a_name_whole(article, marked, name):
    read = article(marked)
    assert (read.names(), read.kinds()) == ([name], ["person"])
