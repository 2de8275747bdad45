"""Convert the data sets to spaCy's training files, with variants, and collect the texts for the teachers.

Writes treebank_{train,dev,dev_documents}.spacy, newswire_{train,dev}.spacy and teacher_syntax.spacy; and
without labels unparsed.spacy and unnamed.spacy.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import spacy
from corpora import named, newswire, treebank
from corpora.annotated import Annotated
from corpora.augment import headline, vary
from corpora.reported import with_reported_speech
from corpora.swap import collect, swap
from pipeline import tokens
from spacy.tokens import DocBin

TREEBANKS = ("ewt", "gum")
LONGEST, TEACHER_LONGEST = 90, 170
"""Most words of a treebank's training document, for the students and for their teacher."""
TEACHER_VARIANTS = 2
REPORTED = 0.12
"""Share of the suitable sentences that are turned into reported speech."""


def sentences(data: Path, name: str, part: str) -> list[treebank.Sentence]:
    return list(treebank.read_sentences(data / "treebank" / f"{name}_{part}.conllu"))


def joined(documents: Iterable[Annotated]) -> Annotated:
    result = Annotated()
    for document in documents:
        result.extend(document)
    return result


def treebank_training(data: Path, rng: random.Random, variants: int, longest: int) -> Iterator[Annotated]:
    """Each paragraph unchanged; then, for each variant, varied stretches of the documents."""
    for name in TREEBANKS:
        source = sentences(data, name, "train")
        for group in treebank.paragraphs(source):
            for part in treebank.cut(group, partial(len, group), longest):
                yield treebank.together(part)
        for _ in range(variants):
            for group in treebank.stretches(source, rng, longest):
                plain = [sentence.annotated() for sentence in group]
                yield vary(joined(with_reported_speech(plain, rng, REPORTED)), rng)


def newswire_training(data: Path, rng: random.Random, variants: int) -> Iterator[Annotated]:
    """Newspaper paragraphs, and GUM's with the names it marks: each unchanged, then varied."""
    articles = newswire.read_articles(data / "newswire_ner" / "train.tsv")
    news = [paragraph for article in articles for paragraph in article]
    more = [named.annotated(group) for group in treebank.paragraphs(sentences(data, "gum", "train"))]
    yield from news
    yield from more
    yield from filter(None, map(headline, news))
    names = collect([*news, *more])
    for _ in range(variants):
        for paragraph in [*news, *more]:
            yield vary(swap(paragraph, names, rng), rng)


def article_paragraphs(path: Path) -> Iterator[Annotated]:
    """Paragraphs of the articles of a JSON Lines file, each text once, tokenized as in the product."""
    tokenizer = tokens.tokenizer(spacy.blank("en"))
    lines = path.read_text(encoding="utf8").splitlines()
    texts = (part.strip() for line in lines for part in json.loads(line)["text"].split("\n"))
    for text in dict.fromkeys(filter(None, texts)):
        doc = tokenizer(text)
        yield Annotated(
            words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc]
        )


def bare(documents: Iterable[Annotated]) -> Iterator[Annotated]:
    return (Annotated(words=document.words, spaces=document.spaces) for document in documents)


def write(documents: Iterable[Annotated], path: Path) -> None:
    vocab = spacy.blank("en").vocab
    attributes = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    docs = [document.doc(vocab) for document in documents if len(document)]
    DocBin(attrs=attributes, docs=docs).to_disk(path)
    print(f"{path.name}: {len(docs)} documents, {sum(map(len, docs))} tokens")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with treebank/ and newswire_ner/")
    parser.add_argument(
        "articles", type=Path, help="JSON Lines with the news articles that only teachers label"
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--treebank-variants", type=int, default=2)
    parser.add_argument("--newswire-variants", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    rng = random.Random(options.seed)  # noqa: S311 - not used for secrets
    data, output = options.data, options.output

    training = treebank_training(data, rng, options.treebank_variants, LONGEST)
    write(training, output / "treebank_train.spacy")
    write(treebank_training(data, rng, TEACHER_VARIANTS, TEACHER_LONGEST), output / "teacher_syntax.spacy")
    dev = [sentences(data, name, "dev") for name in TREEBANKS]
    by_paragraph = [treebank.together(group) for part in dev for group in treebank.paragraphs(part)]
    by_document = [treebank.together(group) for part in dev for group in treebank.documents(part)]
    write(by_paragraph, output / "treebank_dev.spacy")
    write(by_document, output / "treebank_dev_documents.spacy")

    write(newswire_training(data, rng, options.newswire_variants), output / "newswire_train.spacy")
    articles = newswire.read_articles(data / "newswire_ner" / "dev.tsv")
    write((paragraph for article in articles for paragraph in article), output / "newswire_dev.spacy")

    unlabelled = list(article_paragraphs(options.articles))
    wire = newswire.read_articles(data / "newswire_ner" / "train.tsv")
    write([*unlabelled, *bare(chain.from_iterable(wire))], output / "unparsed.spacy")
    trees = [
        treebank.together(group)
        for name in TREEBANKS
        for group in treebank.paragraphs(sentences(data, name, "train"))
    ]
    write([*unlabelled, *bare(trees)], output / "unnamed.spacy")


if __name__ == "__main__":
    main()
