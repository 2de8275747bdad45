"""Let a teacher label unlabelled texts."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
import torch
from spacy.tokens import Doc, DocBin
from teachers.batches import Batch, Reader, batches
from teachers.teach_names import Names, with_names
from teachers.teach_syntax import Syntax


def parser_of(teacher: dict) -> Callable[[Batch], Iterator[Doc]]:
    network = Syntax(teacher["labels"])
    network.load_state_dict(teacher["weights"])
    network.eval()
    return lambda batch: (parsed.doc_with_it() for parsed in network.annotate(batch))


def namer_of(teacher: dict) -> Callable[[Batch], Iterator[Doc]]:
    network = Names(teacher["labels"])
    network.load_state_dict(teacher["weights"])
    network.eval()
    return lambda batch: (with_names(doc, found) for doc, found in network.annotate(batch))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path, help="folder with tokenizer.json")
    parser.add_argument("teacher", type=Path, help="weights written by teach_syntax.py or teach_names.py")
    parser.add_argument("texts", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    teacher = torch.load(options.teacher, weights_only=True)
    label = namer_of(teacher) if "names" in teacher["labels"] else parser_of(teacher)
    reader = Reader(options.encoder / "tokenizer.json")
    docs = DocBin().from_disk(options.texts).get_docs(spacy.blank("en").vocab)
    attributes = ["TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    result = DocBin(attrs=attributes)
    for batch in batches(docs, reader):
        for doc in label(batch):
            result.add(doc)
    result.to_disk(options.output)
    print(f"{options.output.name}: {len(result)} documents")


if __name__ == "__main__":
    main()
