from __future__ import annotations

import pytest
import spacy
from average import average
from newswire import read_articles
from spacy.training import Example


def trained(newswire_file, steps: int):
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    docs = [paragraph.doc(nlp.vocab) for paragraph in next(read_articles(newswire_file))]
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(steps):
        nlp.update(examples, sgd=optimizer)
    return nlp


def parameters(nlp):
    layers = nlp.get_pipe("ner").model.walk()
    return [
        layer.get_param(name).copy()
        for layer in layers
        for name in layer.param_names
        if layer.has_param(name)
    ]


def test_every_parameter_is_the_weighted_mean(newswire_file):
    first, second = trained(newswire_file, 0), trained(newswire_file, 2)
    expected = [0.25 * a + 0.75 * b for a, b in zip(parameters(first), parameters(second), strict=True)]
    for value, mean in zip(parameters(average([first, second], [0.25, 0.75])), expected, strict=True):
        assert value == pytest.approx(mean, abs=1e-6)
