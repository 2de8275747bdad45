"""The rules of English that the parser's subjects of "said" and "told" have to keep."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from quotes.extraction.shared.tree import Tree


def read(*rows):
    """A tree of (word, part of speech, relation, head)."""
    words, pos, deps, heads = zip(*rows, strict=True)
    return Tree.of(Doc(spacy.blank("en").vocab, words=words, pos=pos, deps=deps, heads=heads))


def test_whom_somebody_told_does_not_tell():
    tree = read(
        ("dry", "ADJ", "ccomp", 6),
        ("”", "PUNCT", "punct", 0),
        ("Moor", "PROPN", "appos", 0),
        (",", "PUNCT", "punct", 4),
        ("keeper", "NOUN", "appos", 2),
        (",", "PUNCT", "punct", 0),
        ("told", "VERB", "ROOT", 6),
        ("Courier", "PROPN", "nsubj", 6),
    )
    assert tree.subjects(6) == [2]
    assert tree.dep[7] == "obj"


def test_who_was_told_stays_the_subject_of_the_passive():
    tree = read(
        ("Moor", "PROPN", "nsubj:pass", 2),
        ("was", "AUX", "aux:pass", 2),
        ("told", "VERB", "ROOT", 2),
        ("Hale", "PROPN", "nsubj", 2),
    )
    assert tree.dep[3] == "nsubj"


def test_said_has_no_second_subject_behind_it():
    tree = read(
        ("Moor", "PROPN", "nsubj", 1),
        ("said", "VERB", "ROOT", 1),
        ("answering", "VERB", "advcl", 1),
        ("Hale", "PROPN", "nsubj", 1),
    )
    assert tree.subjects(1) == [0]


def test_said_may_stand_before_its_subject():
    tree = read(
        ("Rain", "NOUN", "nsubj", 2),
        ("”", "PUNCT", "punct", 2),
        ("said", "VERB", "ROOT", 2),
        ("Hale", "PROPN", "nsubj", 2),
    )
    assert 3 in tree.subjects(2)


def test_who_says_something_while_noting_another_is_the_one_who_notes():
    tree = read(
        ("Moor", "PROPN", "nsubj", 2),
        (",", "PUNCT", "punct", 2),
        ("noting", "VERB", "ccomp", 5),
        ("it", "PRON", "obj", 2),
        (",", "PUNCT", "punct", 2),
        ("said", "VERB", "ROOT", 5),
    )
    assert tree.subjects(5) == [0]
    assert tree.dep[2] == "advcl"
