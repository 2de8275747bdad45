"""Contractions as what they stand for."""

from __future__ import annotations

import pytest

from quotes.tracking.normalization import Wording, in_light_of, normal_words

IN_FULL = [
    ("don't", "do not"),
    ("won’t", "will not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("shan't", "shall not"),
    ("we'll", "we will"),
    ("I’m", "i am"),
    ("they've", "they have"),
    ("you're", "you are"),
    ("it's over", "it is over"),
    ("it's been", "it has been"),
    ("he'd better", "he had better"),
    ("let's", "let us"),
    ("y'all", "you all"),
    ("couldn't've", "could not have"),
    ("gonna", "going to"),
    ("wanna", "want to"),
    ("kinda", "kind of"),
    ("’cause we", "because we"),
    ("ask 'em", "ask them"),
    ("rock 'n' roll", "rock and roll"),
    ("thats", "that is"),
    ("o'clock", "o'clock"),
    ("the cause", "the cause"),
    ("the mayor's plan", "the mayor's plan"),
    ("its", "its"),
    ("ain't", "ain't"),
]


@pytest.mark.parametrize(("short", "full"), IN_FULL)
def test_a_contraction_is_read_in_full(short: str, full: str) -> None:
    assert normal_words(short) == full.split()


@pytest.mark.parametrize(
    ("short", "other", "full"),
    [
        ("it's gone", "it has gone", "it has gone"),
        ("it's gone", "it is gone", "it is gone"),
        ("it's gone", "nothing of the kind", "it is gone"),
        ("the mayor's gone", "the mayor has gone", "the mayor has gone"),
        ("the mayor's gone", "the mayor's gone", "the mayor's gone"),
        ("she'd left", "she had left", "she had left"),
        ("she'd leave", "she would leave", "she would leave"),
        ("I ain't leaving", "I am not leaving", "i am not leaving"),
        ("they ain't leaving", "they are not leaving", "they are not leaving"),
        ("you gotta leave", "you have to leave", "you have to leave"),
        ("we were goin' home", "we were going home", "we were going home"),
        ("in the cabin’ he said", "in the cabin he said", "in the cabin he said"),
    ],
)
def test_what_is_not_sure_is_read_as_the_other_text_has_it(short: str, other: str, full: str) -> None:
    forms = in_light_of(Wording(short).forms, Wording(other).forms)
    assert [form.text for form in forms] == full.split()
