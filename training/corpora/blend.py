"""Write the students' training files, from texts labelled by people and by the teachers.

Texts labelled by people are used as the converter wrote them. Each document labelled by a teacher is used
once unchanged and once in variants; syntax documents then run paragraphs together, so that sentence starts
are also learned without line breaks.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from corpora.annotated import Annotated
from corpora.augment import headline, vary
from corpora.swap import collect, swap
from spacy.tokens import Doc, DocBin

ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
"""Attributes of the converter's files; spaCy merges only files with the same ones."""
LONGEST = 90
"""Most words of a training document with syntax, because training time grows with its square."""
SENTENCES = (1, 2, 3, 4, 6)
HEADLINES = 0.15
"""Share of the documents named by the teacher that also give a headline."""


def cut(sentences: Iterable[Annotated], sizes: Iterator[int]) -> Iterator[Annotated]:
    """Runs of so many sentences, ended sooner if the next would make more than LONGEST words."""
    run, left = Annotated(), 0
    for sentence in sentences:
        if not left or len(run) + len(sentence) > LONGEST:
            if len(run):
                yield run
            run, left = Annotated(), next(sizes)
        run.extend(sentence)
        left -= 1
    if len(run):
        yield run


def sentences(doc: Doc) -> Iterator[Annotated]:
    for sentence in doc.sents:
        result = Annotated.of(sentence.as_doc(), syntax=True)
        if sentence.end == len(doc):
            result.spaces[-1] = True
        yield result


def endless(value: int) -> Iterator[int]:
    while True:
        yield value


def chosen(rng: random.Random) -> Iterator[int]:
    while True:
        yield rng.choice(SENTENCES)


def untagged(document: Annotated) -> Annotated:
    """Without tags and morphology, which the teacher knows less well than the student."""
    document.tags, document.pos, document.morphs = [], [], []
    return document


def syntax(docs: list[Doc], rng: random.Random) -> Iterator[Annotated]:
    for doc in docs:
        yield from map(untagged, cut(sentences(doc), endless(1000)))
    stream = (sentence for doc in docs for sentence in sentences(doc))
    for run in cut(stream, chosen(rng)):
        yield untagged(vary(run, rng))


def names(docs: list[Doc], rng: random.Random) -> Iterator[Annotated]:
    plain = [Annotated.of(doc, syntax=False) for doc in docs]
    yield from plain
    yield from (title for document in plain if rng.random() < HEADLINES and (title := headline(document)))
    known = collect(plain)
    for document in plain:
        yield vary(swap(document, known, rng), rng)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layer", choices=("syntax", "names"))
    parser.add_argument("labelled", type=Path)
    parser.add_argument("taught", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--repeat", type=int, default=1, help="how often what people have labelled comes")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)  # noqa: S311 - not used for secrets
    vocab = spacy.blank("en").vocab
    result = DocBin(attrs=ATTRIBUTES)
    labelled = DocBin().from_disk(options.labelled)
    for _ in range(options.repeat):
        result.merge(labelled)
    taught = list(DocBin().from_disk(options.taught).get_docs(vocab))
    for document in (syntax if options.layer == "syntax" else names)(taught, rng):
        result.add(document.doc(vocab))
    result.to_disk(options.output)
    print(f"{options.output.name}: {len(result)} documents")


if __name__ == "__main__":
    main()
