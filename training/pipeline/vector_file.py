"""Vectors to a blank pipeline that spaCy's training reads them from."""

import numpy as np
import spacy
from numpy.typing import NDArray
from pipeline import tokens
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


SHORT = 6
"""Letters of the longest word that is also looked for in capitals: NATO, OPEC, UNESCO."""


def spellings(word: str) -> list[str]:
    """How a word in small letters may stand in a text."""
    return [word, word.capitalize(), *([word.upper()] if len(word) <= SHORT else [])]


def as_pipeline(words: list[str], vectors: NDArray[np.float32]) -> Language:
    """A blank pipeline with the tokenizer and with the vectors of `words`, one row for all spellings of each.

    spaCy looks up words as they are written.
    """
    nlp = spacy.blank("en")
    nlp.tokenizer = tokens.tokenizer(nlp)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, name="quotes_words")
    for row, word in enumerate(words):
        for spelling in spellings(word):
            nlp.vocab.vectors.add(spelling, row=row)
    return nlp
