from __future__ import annotations

import random

import pytest
from corpora.annotated import Annotated
from corpora.swap import collect, spans, swap


@pytest.fixture
def document() -> Annotated:
    words = ["Mira", "Oduya", "left", "Belmora", ".", "Mira", "Oduya", "slept", "."]
    ents = ["B-PERSON", "I-PERSON", "O", "B-LOC", "O", "B-PERSON", "I-PERSON", "O", "O"]
    return Annotated(words=words, spaces=[True] * 9, ents=ents)


def test_spans_are_read_from_iob_tags(document):
    assert spans(document) == [(0, 2, "PERSON"), (3, 4, "LOC"), (5, 7, "PERSON")]


def test_names_change_together_and_labels_stay(document):
    names = {("PERSON", 2): [["Tala", "Brandt"]]}
    results = [swap(document, names, random.Random(seed)) for seed in range(30)]
    assert {" ".join(result.words) for result in results} == {
        "Mira Oduya left Belmora . Mira Oduya slept .",
        "Tala Brandt left Belmora . Tala Brandt slept .",
    }
    assert all(result.ents == document.ents for result in results)


def test_names_are_collected_by_label_and_length(document):
    names = collect([document])
    assert names["PERSON", 2] == [["Mira", "Oduya"], ["Mira", "Oduya"]]
    assert names["LOC", 1] == [["Belmora"]]
