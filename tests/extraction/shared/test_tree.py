from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.extraction.shared.tree import Tree


@pytest.fixture
def doc():
    return Doc(
        spacy.blank("en").vocab,
        words=["Ada", "Moor", "told", "US", "they", "stayed"],
        pos=["PROPN", "PROPN", "VERB", "PRON", "PRON", "VERB"],
        deps=["nsubj", "flat", "ROOT", "iobj", "nsubj", "ccomp"],
        heads=[2, 0, 2, 2, 5, 2],
    )


def test_the_lists_run_over_the_tokens(doc):
    tree = Tree.of(doc)
    assert tree.lower == ["ada", "moor", "told", "us", "they", "stayed"]
    assert tree.pos == ["PROPN", "PROPN", "VERB", "PRON", "PRON", "VERB"]
    assert tree.head == [2, 0, 2, 2, 5, 2]
    assert [doc.text[start:end] for start, end in zip(tree.start, tree.end, strict=True)] == [
        token.text for token in doc
    ]


def test_lemmas_are_base_forms_by_rule(doc):
    assert Tree.of(doc).lemma == ["ada", "moor", "tell", "us", "they", "stay"]


def test_dependents_come_in_text_order_and_a_root_is_not_its_own(doc):
    tree = Tree.of(doc)
    assert tree.kids(2) == [0, 3, 5]
    assert tree.kids(0) == [1]
    assert tree.kids(1) == []


def test_subjects_are_the_verbs_own(doc):
    tree = Tree.of(doc)
    assert tree.subjects(2) == [0]
    assert tree.subjects(5) == [4]


@pytest.mark.parametrize(
    ("label", "universal"),
    [
        ("ROOT", "root"),
        ("nsubjpass", "nsubj:pass"),
        ("dobj", "obj"),
        ("poss", "nmod:poss"),
        ("appos", "appos"),
    ],
)
def test_clearnlp_labels_are_read_as_their_universal_counterparts(label, universal):
    doc = Doc(spacy.blank("en").vocab, words=["a", "b"], deps=[label, "ROOT"], heads=[1, 1])
    assert Tree.of(doc).dep == [universal, "root"]


def test_tokens_that_were_not_parsed_have_no_label_and_no_dependents():
    tree = Tree.of(spacy.blank("en")("Nobody parsed this"))
    assert tree.dep == ["", "", ""]
    assert tree.children == {}


def test_no_tokens_make_an_empty_tree():
    assert Tree.of(spacy.blank("en")("")).lower == []
