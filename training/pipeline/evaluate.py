"""Measure a pipeline: accuracy on the dev parts by source, and size, load time and speed."""

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from corpora.augment import quotation_marks
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from thinc.api import NumpyOps, set_current_ops

SYNTAX = {
    "pos_acc": "UPOS",
    "tag_acc": "XPOS",
    "morph_acc": "morphology",
    "lemma_acc": "lemmas",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentence F",
}
MARKS = {
    "as written": None,
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "single": ("‘", "’"),
    "none": ("", ""),
}


def read(path: Path, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def score(nlp: Language, docs: Iterable[Doc]) -> dict[str, Any]:
    """Scores by spaCy's scorer; predictions are made from the text, not from the gold tokens."""
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])


def percent(value: float) -> float:
    return round(100 * value, 1)


def syntax(nlp: Language, docs: list[Doc]) -> dict[str, float]:
    with nlp.select_pipes(disable=["ner"]):
        scores = score(nlp, docs)
    return {name: percent(scores[key]) for key, name in SYNTAX.items()}


def entities(nlp: Language, docs: list[Doc]) -> dict[str, dict[str, float]]:
    with nlp.select_pipes(enable=["ner"]):
        scores = score(nlp, docs)
    rows = {"all": {key: scores[f"ents_{key}"] for key in "prf"}, **scores["ents_per_type"]}
    return {label: {key: percent(value) for key, value in row.items()} for label, row in sorted(rows.items())}


def requoted(doc: Doc, marks: tuple[str, str]) -> Doc:
    """The document with rewritten quotation marks; an empty mark removes them."""
    words = [token.text for token in doc]
    found = quotation_marks(words, [bool(token.whitespace_) for token in doc])
    for place, opens in found.items():
        words[place] = marks[0 if opens else 1]
    kept = [token for token in doc if words[token.i]]
    if any(token.head.i in found and token.i not in found for token in kept) and not all(marks):
        return doc
    place = {token.i: new for new, token in enumerate(kept)}
    return Doc(
        doc.vocab,
        words=[words[token.i] for token in kept],
        spaces=[bool(token.whitespace_) for token in kept],
        pos=[token.pos_ for token in kept],
        tags=[token.tag_ for token in kept],
        morphs=[str(token.morph) for token in kept],
        lemmas=[token.lemma_ for token in kept],
        heads=[place[token.head.i] for token in kept],
        deps=[token.dep_ for token in kept],
    )


def by_marks(nlp: Language, docs: list[Doc]) -> dict[str, dict[str, float]]:
    """Syntax of the documents with quotation marks, by style of marks."""
    holding = [
        doc for doc in docs if quotation_marks([t.text for t in doc], [bool(t.whitespace_) for t in doc])
    ]
    return {
        name: syntax(nlp, holding if marks is None else [requoted(doc, marks) for doc in holding])
        for name, marks in MARKS.items()
    }


def speed(path: Path, texts: list[str], rounds: int = 3) -> dict[str, dict[str, int]]:
    """Words per second of processor time: with numpy's BLAS, as in the product, and with thinc's."""
    words = sum(len(spacy.blank("en").make_doc(text)) for text in texts)
    # The tokenizer caches words: only its first round shows how fast it reads a new text.
    result = {"tokenizer alone": {"blank": fastest(spacy.blank("en"), [], texts, words, 1)}}
    for name, numpys in (("numpy's BLAS", True), ("thinc's BLAS", False)):
        set_current_ops(NumpyOps(use_blis=not numpys))
        nlp = spacy.load(path)
        parts = {
            "ner": ["ner"],
            "syntax": [name for name in nlp.pipe_names if name not in ("ner", "trainable_lemmatizer")],
            "syntax and lemmas": [name for name in nlp.pipe_names if name != "ner"],
            "all": nlp.pipe_names,
        }
        result[name] = {part: fastest(nlp, pipes, texts, words, rounds) for part, pipes in parts.items()}
    return result


def fastest(nlp: Language, pipes: list[str], texts: list[str], words: int, rounds: int) -> int:
    best = 0.0
    with nlp.select_pipes(enable=pipes):
        for _ in range(rounds):
            start = time.process_time()
            for _doc in nlp.pipe(texts, batch_size=64):
                pass
            best = max(best, words / (time.process_time() - start))
    return round(best)


def measure(path: Path, corpus: Path) -> dict[str, Any]:
    start = time.perf_counter()
    nlp = spacy.load(path)
    loaded = time.perf_counter() - start
    treebank = read(corpus / "treebank_dev.spacy", nlp)
    newswire = read(corpus / "newswire_dev.spacy", nlp)
    return {
        "megabytes": round(sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6, 1),
        "load seconds": round(loaded, 2),
        "treebank, paragraph by paragraph": syntax(nlp, treebank),
        "treebank, whole documents": syntax(nlp, read(corpus / "treebank_dev_documents.spacy", nlp)),
        "treebank, paragraphs with quotation marks": by_marks(nlp, treebank),
        "newswire": entities(nlp, newswire),
        "words a second": speed(path, [doc.text for doc in newswire[::2]]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpus", type=Path, help="folder that convert.py wrote")
    parser.add_argument("output", type=Path, help="JSON with the figures")
    options = parser.parse_args()
    figures = json.dumps(measure(options.pipeline, options.corpus), indent=2, ensure_ascii=False)
    options.output.write_text(figures + "\n", encoding="utf8")
    print(figures)


if __name__ == "__main__":
    main()
