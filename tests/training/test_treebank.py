from __future__ import annotations

import random

import pytest
import spacy
from corpora.treebank import cut, documents, paragraphs, read_sentences, stretches, together


@pytest.fixture
def sentences(treebank_file):
    return list(read_sentences(treebank_file))


def test_words_spaces_and_surface_tokens_give_back_the_text(sentences):
    doc = together(sentences[:2]).doc(spacy.blank("en").vocab)
    assert doc.text == '"Bakers can\'t sleep," Mira Oduya said. The Flour Board met in Belmora. '


def test_annotation_survives_the_conversion(sentences):
    doc = together(sentences[:2]).doc(spacy.blank("en").vocab)
    said, met = doc[9], doc[14]
    assert (said.lemma_, said.pos_, said.tag_, said.dep_) == ("say", "VERB", "VBD", "ROOT")
    assert said.morph.get("Tense") == ["Past"]
    assert doc[4].head == said
    assert doc[4].dep_ == "ccomp"
    assert met.head == met
    assert [sentence.root.text for sentence in doc.sents] == ["said", "met"]


def test_empty_nodes_are_left_out(sentences):
    assert "empty" not in sentences[1].annotated().words


def test_paragraphs_and_documents_are_told_apart(sentences):
    assert [len(group) for group in paragraphs(sentences)] == [2, 1, 1]
    assert [len(group) for group in documents(sentences)] == [3, 1]


def test_a_run_ends_before_it_grows_too_long(sentences):
    runs = cut(sentences, lambda: 4, longest=18)
    assert [len(run) for run in runs] == [2, 2]


def test_a_sentence_longer_than_the_limit_stands_alone(sentences):
    assert [len(run) for run in cut(sentences, lambda: 4, longest=3)] == [1, 1, 1, 1]


def test_stretches_hold_every_sentence_once_and_never_cross_documents(sentences):
    runs = stretches(sentences, random.Random(4), longest=90)
    assert [sentence for run in runs for sentence in run] == sentences
    assert all(len({sentence.document for sentence in run}) == 1 for run in runs)
