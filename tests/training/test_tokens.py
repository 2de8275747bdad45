"""Invented phrases, cut into words as the treebanks would."""

from __future__ import annotations

import pytest
import spacy
from pipeline import tokens

PHRASES = [
    ("the co-founder re-elected", "the co-founder re-elected"),
    ("a well-known baker", "a well - known baker"),
    ("non-flour e-mails", "non-flour e-mails"),
    ("Oven-19 and the B-12", "Oven - 19 and the B - 12"),
    ("Belm.-based mills", "Belm. - based mills"),
    ("pages 8–10", "pages 8 – 10"),
    ("Stop!!! Really?!", "Stop !!! Really ?!"),
    ("“Stop!!” she said", "“ Stop !! ” she said"),
    ("bread and/or rolls", "bread and / or rolls"),
    ("at 7:30PM for 10k", "at 7:30 PM for 10 k"),
    ("call 555-0199 or 212-555-0199", "call 555-0199 or 212-555-0199"),
    ("two loaves--or three", "two loaves -- or three"),
    ("loaves(six)and rolls", "loaves ( six ) and rolls"),
    ("#FreeBread, loaf #7", "#FreeBread , loaf # 7"),
    ("I wanna bake", "I wan na bake"),
    ("Capt. Oduya and Col. Feld", "Capt. Oduya and Col. Feld"),
    ("It's Oduya’s, isn't it?", "It 's Oduya ’s , is n't it ?"),
]


@pytest.fixture(scope="module")
def tokenizer():
    return tokens.tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(("phrase", "words"), PHRASES)
def test_a_phrase_is_cut_into(tokenizer, phrase, words):
    assert [token.text for token in tokenizer(phrase)] == words.split()


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in PHRASES])
def test_no_letter_is_lost(tokenizer, phrase):
    assert tokenizer(phrase).text == phrase


def test_a_long_run_of_marks_takes_no_longer_than_one_mark(tokenizer):
    assert len(tokenizer("!" * 5_000)) == 1
