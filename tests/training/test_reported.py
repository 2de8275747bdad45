from __future__ import annotations

import random

import pytest
import spacy
from corpora.reported import quoted, suits, with_reported_speech
from corpora.treebank import read_sentences


@pytest.fixture
def sentences(treebank_file):
    return [sentence.annotated() for sentence in read_sentences(treebank_file)]


@pytest.fixture
def plain(sentences):
    return sentences[3]


def doc(document):
    return document.doc(spacy.blank("en").vocab)


def test_sentences_with_quotation_marks_or_hardly_any_words_are_not_quoted(sentences):
    assert [suits(sentence) for sentence in sentences] == [False, True, False, True]


@pytest.mark.parametrize("seed", range(12))
def test_a_quotation_before_its_clause_is_one_sentence_under_the_verb(plain, seed):
    result = doc(quoted(plain, random.Random(seed), leads=False))
    assert result.text.startswith("“Ovens cool slowly in winter,” ")
    assert len(list(result.sents)) == 1
    cool = next(token for token in result if token.text == "cool")
    assert (cool.dep_, cool.head.dep_) == ("ccomp", "ROOT")
    assert cool.head.i >= 8
    assert [token.head for token in result if token.text in "“”"] == [cool, cool]
    assert any(token.dep_ == "nsubj" and token.head == cool.head for token in result)


@pytest.mark.parametrize("seed", range(12))
def test_a_quotation_after_its_clause_keeps_its_end_mark(plain, seed):
    result = doc(quoted(plain, random.Random(seed), leads=True))
    assert result.text.rstrip().endswith("“Ovens cool slowly in winter.”")
    assert len(list(result.sents)) == 1


def test_two_sentences_in_one_pair_of_marks_stay_two(plain, sentences):
    result = doc(quoted(plain, random.Random(3), False, sentences[1]))
    first, second = result.sents
    assert first.text == "“The Flour Board met in Belmora."
    assert second.text.startswith("Ovens cool slowly in winter,” ")


def test_a_question_keeps_its_mark(plain):
    plain.words[-1] = "?"
    result = doc(quoted(plain, random.Random(5), leads=False))
    assert result.text.startswith("“Ovens cool slowly in winter?” ")
    assert len(list(result.sents)) == 1


def test_no_sentence_is_lost_and_a_share_of_none_changes_none(sentences):
    assert with_reported_speech(sentences, random.Random(0), share=0.0) == sentences
    words = {
        word for document in with_reported_speech(sentences, random.Random(0), 1.0) for word in document.words
    }
    assert {"Bakers", "Board", "Rolls", "Ovens"} <= words
