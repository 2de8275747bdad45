"""Descriptions of one person, told of nobody before."""

from __future__ import annotations

import pytest


def test_an_epithet_means_the_speaker_before_it(article):
    read = article("<[P Ada Moor]> said: “Dry.”\n\n<The expert> said: “Very dry.”")
    assert read.names() == ["Ada Moor", "Ada Moor"]


def test_an_epithet_means_no_speaker_where_another_is_told_of_since(article):
    read = article("<[P Ada Moor]> said: “Dry.” [P Ben Hale] listened.\n\n<The expert> said: “Very dry.”")
    assert read.names() == ["Ada Moor", "The expert"]


def test_somebody_brought_in_by_a_phrase_is_not_the_speaker_before(article):
    read = article("<[P Ada Moor]> said: “Dry.”\n\n<An expert> said: “Very dry.”")
    assert read.names() == ["Ada Moor", "An expert"]


def test_somebody_whom_the_article_calls_unnamed_has_no_name(article):
    read = article(
        "<[P Ada Moor]> said: “Dry.”\n\n<The unnamed expert> said: “Very dry.”\n\n"
        "<The expert>, who asked not to give his name, said: “Wet.”"
    )
    assert read.kinds() == ["person", "anonymous", "anonymous"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # A deputy is not the one whose deputy he is.
        (
            "The deputy minister, [P Ada Moor], left. [P Cole Ames] stayed. “No,” <the minister> said.",
            "Cole Ames",
        ),
        # A senator of one state is not one of another.
        (
            "Sen. [P Ada Moor] (D-Mo.) left. [P Cole Ames] spoke. “No,” <the Vermont senator> said.",
            "Cole Ames",
        ),
        # "This" points back, though "who" follows.
        ("[P Cole Ames] paints. “No,” says <this slow-spoken man> who still walks to work.", "Cole Ames"),
        ("A police officer, surnamed [P Moor], stopped her. “No,” <the officer> said.", "Moor"),
        ("A trader identified as [P Ada Moor] was there. “No,” <the trader> said.", "Ada Moor"),
        (
            "The head of the Court (WC), [P Ada Moor], met chess head [P Al Roe]. “No,” <the WC head> said.",
            "Ada Moor",
        ),
        # A body is known by its short form.
        (
            "[P Cole Ames], head of the Pier Union (PU), met [P Ada Moor]. “No,” <the head of PU> said.",
            "Cole Ames",
        ),
        # Brackets and possessives between a description and its name.
        (
            "The director (since May), [P Ada Moor], came.\n\n[P Cole Ames] sat. “No,” <the director> said.",
            "Ada Moor",
        ),
        (
            "The chair of a People's Court, [P Ada Moor], ran.\n\n[P Cole Ames] sat. “No,” <the chair> said.",
            "Ada Moor",
        ),
        ("Now <another leader in [G Brune] [P Ada Moor]> recalled that “it rained”.", "Ada Moor"),
    ],
)
def test_a_description_is_of_the_one_whom_it_fits(article, marked, name):
    assert article(marked).names() == [name]


def test_a_grown_up_with_a_name_is_no_boy(article):
    read = article("Gov. [P Cole Ames] took questions from a child. “How big?” asked <the boy>.")
    assert read.kinds() == ["anonymous"]


def test_somebody_who_is_named_only_at_the_end_is_not_yet_meant(article):
    lines = [
        "[P Cole Ames] spoke.",
        *["It rained."] * 6,
        "“No,” <the senator> said.",
        "Sen. [P Ada Moor] left.",
    ]
    assert article("\n\n".join(lines)).names() != ["Ada Moor"]
