"""Save vectors as a blank pipeline from which spaCy's training reads them."""

import numpy as np
import spacy
from numpy.typing import NDArray
from pipeline import tokens
from spacy.language import Language
from spacy.vectors import Vectors


def main_directions(blocks: list[NDArray[np.float32]], width: int) -> NDArray[np.float32]:
    """(words, width): the principal components of blocks with equal weight; the mean row length is 1."""
    scaled = []
    for block in blocks:
        centred = block - block.mean(0)
        scaled.append(centred / np.linalg.norm(centred))
    joint = np.concatenate(scaled, 1)
    values, directions = np.linalg.eigh(joint.T @ joint)
    # The square root evens out the directions; otherwise the first few would dominate.
    kept = directions[:, -width:] / np.maximum(values[-width:], 1e-12) ** 0.25
    found = joint @ kept
    return (found / np.linalg.norm(found, axis=1).mean()).astype(np.float32)


SHORT = 6
"""Letters of the longest word that is also looked up in capitals: NATO, OPEC, UNESCO."""


def spellings(word: str) -> list[str]:
    """The forms that a lower-case word may have in a text."""
    return [word, word.capitalize(), *([word.upper()] if len(word) <= SHORT else [])]


def as_pipeline(words: list[str], vectors: NDArray[np.float32]) -> Language:
    """A blank pipeline with the tokenizer and the vectors of `words`, one row for all forms of each.

    spaCy looks up words as they are written.
    """
    nlp = spacy.blank("en")
    nlp.tokenizer = tokens.tokenizer(nlp)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, name="quotes_words")
    for row, word in enumerate(words):
        for spelling in spellings(word):
            nlp.vocab.vectors.add(spelling, row=row)
    return nlp
