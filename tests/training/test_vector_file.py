from __future__ import annotations

import numpy as np
import pytest
import spacy
from pipeline.vector_file import as_pipeline, main_directions


def test_words_that_are_alike_in_every_block_stay_alike():
    rng = np.random.default_rng(1)
    first, second = (rng.normal(size=(6, 12)).astype(np.float32) for _ in range(2))
    first[1], second[1] = first[0], second[0]
    found = main_directions([first, second], width=4)
    assert found.shape == (6, 4)
    assert found[0] == pytest.approx(found[1], abs=1e-5)
    assert not np.allclose(found[0], found[2], atol=0.1)


def test_blocks_count_alike_whatever_their_size():
    rng = np.random.default_rng(2)
    first, second = (rng.normal(size=(6, 5)).astype(np.float32) for _ in range(2))
    plain, enlarged = (main_directions([first * size, second], width=3) for size in (1, 1000))
    assert np.abs(plain) == pytest.approx(np.abs(enlarged), abs=1e-3)


def test_words_have_their_vectors_when_the_pipeline_is_loaded_again(tmp_path):
    vectors = np.array([[1, 0], [0, 1]], dtype=np.float32)
    as_pipeline(["rye", "wheat"], vectors).to_disk(tmp_path)
    doc = spacy.load(tmp_path)("wheat rye flour")
    assert [list(token.vector) for token in doc] == [[0, 1], [1, 0], [0, 0]]


def test_a_word_has_one_vector_however_it_is_written():
    nlp = as_pipeline(["rye", "wholemeal"], np.array([[1, 0], [0, 1]], dtype=np.float32))
    doc = nlp("rye Rye RYE rYe wholemeal Wholemeal WHOLEMEAL")
    assert [token.has_vector for token in doc] == [True, True, True, False, True, True, False]
    assert nlp.vocab.vectors.shape == (2, 2)


def test_the_pipeline_cuts_words_as_the_treebanks_do():
    nlp = as_pipeline(["rye"], np.ones((1, 2), dtype=np.float32))
    assert [token.text for token in nlp("co-bakers")] == ["co-bakers"]
