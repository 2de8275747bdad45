"""Vectors to a blank pipeline that spaCy's training reads them from."""

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.vectors import Vectors


def main_directions(blocks: list[NDArray[np.float32]], width: int) -> NDArray[np.float32]:
    """(words, width): the principal components of blocks that count alike; rows have length 1 on the mean."""
    scaled = []
    for block in blocks:
        centred = block - block.mean(0)
        scaled.append(centred / np.linalg.norm(centred))
    joint = np.concatenate(scaled, 1)
    values, directions = np.linalg.eigh(joint.T @ joint)
    # The square root evens out the directions: the first few would drown the rest.
    kept = directions[:, -width:] / np.maximum(values[-width:], 1e-12) ** 0.25
    found = joint @ kept
    return (found / np.linalg.norm(found, axis=1).mean()).astype(np.float32)


def as_pipeline(words: list[str], vectors: NDArray[np.float32]) -> Language:
    """A blank pipeline with the vectors of `words`, as they are written: a word in capitals has none."""
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, keys=words, name="quotes_words")
    return nlp
