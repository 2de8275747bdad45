from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from teachers.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == word for word, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        word = start
        for _ in heads:
            word = heads[word]
        if heads[word] != word:
            return False
    return True


def total(scores: np.ndarray, heads) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_no_other_tree_scores_higher(size):
    rng = np.random.default_rng(size)
    for _ in range(25):
        scores = rng.normal(size=(size, size)).astype(np.float32)
        heads = best_tree(scores)
        assert is_tree(tuple(heads))
        best = max(total(scores, heads) for heads in product(range(size), repeat=size) if is_tree(heads))
        assert total(scores, heads) == pytest.approx(best, abs=1e-5)


def test_a_cycle_is_broken_where_it_costs_least():
    scores = np.array([[0, 9, 1], [9, 2, 1], [0, 9, 0]], dtype=np.float32)
    assert best_tree(scores) == [1, 1, 1]


def test_long_sentences_give_trees_too():
    scores = np.random.default_rng(7).normal(size=(80, 80)).astype(np.float32)
    assert is_tree(tuple(best_tree(scores)))
