"""Replace names by others, so that the recognizer learns contexts and spellings, not a list."""

import random
from collections import defaultdict
from collections.abc import Iterable

from corpora.annotated import Annotated

RATES = {"PERSON": 0.35, "ORG": 0.15, "LOC": 0.15}

Names = dict[tuple[str, int], list[list[str]]]
"""Names by label and number of words."""


def spans(document: Annotated) -> list[tuple[int, int, str]]:
    """(start, end, label) of a document's entities."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(document.ents):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def collect(documents: Iterable[Annotated]) -> Names:
    names: Names = defaultdict(list)
    for document in documents:
        for start, end, label in spans(document):
            words = document.words[start:end]
            if label in RATES and all(word[0].isalnum() for word in words) and words[0][0].isupper():
                names[label, end - start].append(words)
    return names


def swap(document: Annotated, names: Names, rng: random.Random) -> Annotated:
    """Replace some names by others of the same kind and length, each consistently throughout."""
    result = document.copy()
    chosen: dict[tuple[str, ...], list[str]] = {}
    for start, end, label in spans(document):
        old = tuple(document.words[start:end])
        if (label, end - start) not in names:
            continue
        if old not in chosen:
            change = rng.random() < RATES[label]
            chosen[old] = rng.choice(names[label, end - start]) if change else list(old)
        result.words[start:end] = chosen[old]
    return result
