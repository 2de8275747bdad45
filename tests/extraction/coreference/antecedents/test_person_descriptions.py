"""Descriptions of one person, told of nobody before."""

from __future__ import annotations


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
