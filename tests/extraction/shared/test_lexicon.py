from __future__ import annotations

import pytest

from quotes.extraction.shared.lexicon import word_classes


@pytest.mark.parametrize(
    ("stage", "name", "word", "classes"),
    [
        ("shared", "cue_verbs", "say", ("say", "show")),
        ("shared", "cue_verbs", "tweet", ("write",)),
        ("shared", "cue_verbs", "walk", None),
        ("attribution", "nouns", "spokeswoman", ("source_nouns",)),
        ("attribution", "nouns", "statement", ("document_nouns",)),
        ("shared", "naming_words", "film", ("work",)),
    ],
)
def test_words_have_the_classes_of_their_lines_in_the_files_order(stage, name, word, classes):
    assert word_classes(stage, name).get(word) == classes


@pytest.mark.parametrize(
    ("stage", "name"), [("shared", "cue_verbs"), ("attribution", "nouns"), ("shared", "naming_words")]
)
def test_the_lists_hold_lower_case_words_with_no_comment_among_them(stage, name):
    words = word_classes(stage, name)
    assert words
    assert all(word == word.lower() and "#" not in word and "_" not in word for word in words)


def test_a_list_is_read_once():
    assert word_classes("attribution", "nouns") is word_classes("attribution", "nouns")


def test_a_list_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        word_classes("shared", "no_such_list")
