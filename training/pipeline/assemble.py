"""Assemble the trained networks into one pipeline, without what only training needs."""

import argparse
import json
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.strings import StringStore

TRAINING_ONLY = ("paths", "system", "corpora", "training", "pretraining", "initialize")

STARTS = 0.75
"""Added to the score of a sentence start: on dev the network misses two for each one it invents."""


def lean(nlp: Language, by: float) -> None:
    """Make the sentence recognizer find starts more readily."""
    senter = nlp.get_pipe("senter")
    (last,) = (layer for layer in senter.model.walk() if layer.name == "softmax")
    bias = last.get_param("b").copy()
    bias[senter.labels.index("S")] += by
    last.set_param("b", bias)


def assemble(syntax: Path, lemmas: Path, names: Path, meta: dict[str, Any]) -> Language:
    """The syntax pipeline with lemmatizer and entity recognizer, each with a network of its own."""
    nlp = spacy.load(syntax)
    lean(nlp, STARTS)
    lemmatizer = spacy.load(lemmas)
    # It does not read the vectors, but spaCy requires them to be the same.
    lemmatizer.vocab.vectors = nlp.vocab.vectors
    nlp.add_pipe("trainable_lemmatizer", source=lemmatizer)
    recognizer = spacy.load(names)
    recognizer.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    # First, because after the parser it would not let a name cross a sentence end that the parser found.
    nlp.add_pipe("ner", source=recognizer, first=True)
    for section in TRAINING_ONLY:
        nlp.config[section] = {}
    nlp.meta.pop("performance", None)
    nlp.meta.update(meta)
    return nlp


def edit_strings(nlp: Language) -> list[str]:
    """The strings that the lemmatizer's edit trees remove and insert, which they look up by hash."""
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]
    hashes = {tree[side] for tree in trees for side in ("orig", "subst") if side in tree}
    return sorted(nlp.vocab.strings[each] for each in hashes)


def save(nlp: Language, output: Path) -> None:
    """Save to disk without the words of the training texts; the networks know words by their hashes."""
    nlp.to_disk(output)
    labels = {label for names in nlp.pipe_labels.values() for label in names}
    StringStore(sorted(labels) + edit_strings(nlp)).to_disk(output / "vocab" / "strings.json")
    meta = output / "meta.json"
    kept = json.loads(meta.read_text(encoding="utf8"))
    kept.pop("performance", None)
    meta.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("lemmas", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("meta", type=Path, help="JSON with name, version, description, licence and sources")
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    meta = json.loads(options.meta.read_text(encoding="utf8"))
    save(assemble(options.syntax, options.lemmas, options.names, meta), options.output)


if __name__ == "__main__":
    main()
